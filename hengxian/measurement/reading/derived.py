"""What figures take from texts: yes or no, or a number, so that the texts need not be kept in memory."""

from dataclasses import dataclass

from hengxian.measurement.reading.values import quoted

# dataset.md, lead_department: what separates several names in one cell.
_SEPARATORS = "[,，;；、|]"
_NAMES = (
    f"list_filter(list_transform(regexp_split_to_array(department, {quoted(_SEPARATORS)}), "
    f"lambda name: trimmed(name)), lambda name: name <> '')"
)


@dataclass(frozen=True)
class Derived:
    """A column made from others of the same row; NULL where a file lacks one of them."""

    name: str
    type: str
    needs: tuple[str, ...]
    sql: str


DERIVED = {
    "work_orders": (
        Derived("is_excluded", "BOOLEAN", ("exclusion",), "exclusion IS NOT NULL"),
        Derived(
            "is_unapproved",
            "BOOLEAN",
            ("exclusion", "exclusion_approved_by"),
            "exclusion IS NOT NULL AND exclusion_approved_by IS NULL",
        ),
        Derived(
            "names_several",
            "BOOLEAN",
            ("department",),
            f"CASE WHEN regexp_matches(department, {quoted(_SEPARATORS)}) "
            f"THEN len(list_distinct({_NAMES})) > 1 ELSE false END",
        ),
        Derived("names_lead", "BOOLEAN", ("lead_department",), "lead_department IS NOT NULL"),
        Derived(
            "matter_of_caller",
            "UBIGINT",
            ("matter", "caller"),
            "CASE WHEN matter IS NOT NULL AND caller IS NOT NULL THEN hash(matter, caller) END",
        ),
    )
}

# Columns no figure reads as they stand; they count when two rows are compared, and a sample keeps them.
TEXTS = {
    "calls": frozenset({"queue", "agent", "caller"}),
    "work_orders": frozenset(
        {
            "channel",
            "kind",
            "department",
            "lead_department",
            "matter",
            "caller",
            "exclusion",
            "exclusion_by",
            "exclusion_approved_by",
            "confidential",
        }
    ),
}
