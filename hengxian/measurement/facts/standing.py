"""How a row of a fact table stands: it counts, is a test, is excluded, or both of these.

One small number, since DuckDB groups by that for a third of what it takes to group by two booleans.
"""

COUNTS, TEST, EXCLUDED, EXCLUDED_TEST = range(4)
TESTS = (TEST, EXCLUDED_TEST)


def standing(is_test: str | None, is_excluded: str | None = None) -> str:
    """SQL of a row's standing from two conditions, each None where the data lack it."""
    cases = {
        f"{is_test} AND {is_excluded}": EXCLUDED_TEST if is_test and is_excluded else None,
        is_test: TEST,
        is_excluded: EXCLUDED,
    }
    told = " ".join(f"WHEN {when} THEN {then}" for when, then in cases.items() if when and then is not None)
    return f"CAST({f'CASE {told} ELSE {COUNTS} END' if told else COUNTS} AS UTINYINT)"
