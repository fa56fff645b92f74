"""One SELECT that types a table's columns and judges each row: the reason it is set aside, or none."""

from hengxian.measurement.reading.description import TableDescription
from hengxian.measurement.reading.forms import Form, forms
from hengxian.measurement.reading.sources import Header
from hengxian.measurement.tables import Kind, Table

ROW_REASONS = ("bad_row", "missing_key", "missing_time", "bad_time", "unknown_value", "impossible_order")
REASONS = (*ROW_REASONS, "duplicate_row", "conflicting_key")
LINES_A_FILE = 1 << 40  # ord = file number × this + line: one number that sorts rows in file order


def judged_sql(table: Table, told: TableDescription, header: Header, relation: str, number: int) -> str:
    """SELECT ord, reason, content and every present column of the file.

    `content` is a hash over all the contract's columns, so that equal rows are found without keeping columns
    no figure reads (it costs nothing where it is not asked for); `reason` is the first of ROW_REASONS that
    holds, or NULL.
    """
    there = forms(table, told, header)
    texts = [f'{one.text} AS "{one.column.name}~"' for one in there]
    spelled = [f'{one.spelled} AS "{one.column.name}~"' for one in there if one.spelled]
    replaced = f" REPLACE ({', '.join(spelled)})" if spelled else ""
    moments = [f'{sql} AS "{one.column.name}~{mark}"' for one in there for mark, sql in one.moments.items()]
    values = [f'{one.value} AS "{one.column.name}"' for one in there]
    names = ", ".join(f'"{one.column.name}"' for one in there)
    return (
        f"SELECT {number * LINES_A_FILE} + line AS ord, {_reason(table, there)} AS reason, "
        f"hash({names}) AS content, {names} FROM (SELECT *, {', '.join(values)} FROM ("
        f"SELECT {', '.join(['*', *moments])} FROM (SELECT *{replaced} FROM ("
        f"SELECT line, surplus, {', '.join(texts)} FROM {relation}))))"
    )


def _reason(table: Table, there: list[Form]) -> str:
    def bad(*kinds: Kind) -> list[str]:
        return [one.bad for one in there if one.bad and one.column.kind in kinds]

    def missing(*kinds: Kind) -> list[str]:
        return [one.missing for one in there if one.column.required and one.column.kind in kinds]

    others = (Kind.FLAG, Kind.CHOICE, Kind.ROUNDS)
    times = {one.column.name for one in there if one.column.kind is Kind.TIME}
    tests = {
        "bad_row": ["surplus"],
        "missing_key": missing(Kind.KEY),
        "missing_time": missing(Kind.TIME),
        "bad_time": bad(Kind.TIME),
        "unknown_value": bad(*others) + missing(*others, Kind.TEXT),
        "impossible_order": [f'"{name}" < "{table.event}"' for name in table.never_before if name in times],
    }
    cases = " ".join(
        f"WHEN {' OR '.join(any_of)} THEN CAST('{reason}' AS reason)"
        for reason, any_of in tests.items()
        if any_of
    )
    return f"CASE {cases} END"
