"""What a case has evidence of: the 16 characteristics of 5.1.1, the 20 items of 5.2.1, the methods of 5.2.2."""

from dataclasses import dataclass

from hengxian.certification.models import Case
from hengxian.records.edition import pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.reading import rows
from hengxian.records.registers.subjects import subjects

CHARACTERISTICS, ITEMS = "characteristic_evidence", "audit_item_evidence"


@dataclass(frozen=True)
class Covered:
    """One characteristic or item: what shows it, by which methods, and where chapter 13 gives it a home (T23)."""

    clause: str
    name: str
    rows: tuple[RegisterRow, ...]
    relation: str = ""
    leaves: tuple[str, ...] = ()
    note: str = ""

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods used, each once."""
        return tuple(dict.fromkeys(row.data["method"] for row in self.rows))

    @property
    def label(self) -> str:
        """接通率（5.1.1.1.1）."""
        return f"{self.name}（{self.clause}）"


def characteristics(case: Case) -> list[Covered]:
    """The 16 characteristics with their evidence, and the leaves nearest to each."""
    matrix, tree = pack().matrix.characteristics, pack().tree
    return [
        Covered(
            each.clause, each.name, each.rows, matrix[each.clause].relation,
            tuple(tree.leaf(leaf).name for leaf in matrix[each.clause].leaves), matrix[each.clause].note or "",
        )
        for each in _covered(CHARACTERISTICS, case)
    ]  # fmt: skip


def audit_items(case: Case) -> list[Covered]:
    """The 20 items of audit with their evidence."""
    return _covered(ITEMS, case)


def uncovered_characteristics(case: Case) -> list[str]:
    """Names of the characteristics without evidence, in printed order."""
    return [each.label for each in _covered(CHARACTERISTICS, case) if not each.rows]


def uncovered_items(case: Case) -> list[str]:
    """Names of the items of audit without evidence, in printed order."""
    return [each.label for each in _covered(ITEMS, case) if not each.rows]


def unused_methods(case: Case) -> list[str]:
    """The methods of 5.2.2 by which nothing was found, in printed order."""
    used = {method for row in rows("checklist", case.story) for method in row.data.get("methods", ())}
    used |= {row.data["method"] for row in rows(ITEMS, case.story)}
    return [method for method in pack().register("checklist").field("methods").options if method not in used]


def _covered(register: str, case: Case) -> list[Covered]:
    found: dict[str, list[RegisterRow]] = {}
    for row in rows(register, case.story):
        found.setdefault(row.subject, []).append(row)
    named = subjects(pack().register(register), pack())
    return [Covered(clause, name, tuple(found.get(clause, ()))) for clause, name in named.items()]
