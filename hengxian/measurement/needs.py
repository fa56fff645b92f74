"""Absent is not zero: whether the data hold what a figure needs, and if not, in one sentence why."""

from collections.abc import Mapping, Sequence

from hengxian.measurement.faults import Unmeasured
from hengxian.measurement.tables import BY_NAME

# What is no table: the words for it when it is missing.
_DECLARED = {
    "plan": "数据集没有说明哪些办结工单应回访（work_orders.followup_planned 列，或 dataset.toml 的 followups.plan）",
    "followup_days": "回访期限 d（工作日）规则未规定，评分方案没有声明（10.4.2；--followup-days）",
}


def require(needs: Sequence[str], there: Mapping[str, frozenset[str]], declared: frozenset[str]) -> None:
    """Raise Unmeasured with the first need that is not met.

    `there` are the columns of each table that was read, `declared` those of `plan` and `followup_days`
    that the dataset or the profile states.
    """
    for need in needs:
        if not is_met(need, there, declared):
            raise Unmeasured(_reason(need, there))


def is_met(need: str, there: Mapping[str, frozenset[str]], declared: frozenset[str] = frozenset()) -> bool:
    """Whether the data hold what one need names, by one alternative or another."""
    return any(_is_met(one, there, declared) for one in need.split(" | "))


def _is_met(alternative: str, there: Mapping[str, frozenset[str]], declared: frozenset[str]) -> bool:
    for wanted in alternative.split(" + "):
        table, _, column = wanted.partition(".")
        if table in _DECLARED:
            if table not in declared:
                return False
        elif table not in there or (column and column not in there[table]):
            return False
    return True


def _reason(need: str, there: Mapping[str, frozenset[str]]) -> str:
    alternatives = need.split(" | ")
    for alternative in alternatives:
        if alternative in _DECLARED:
            return _DECLARED[alternative]
    table = alternatives[0].partition(".")[0]
    if table not in there:
        return f"没有 {table} 表（{BY_NAME[table].label}）"
    columns = "，或 ".join(
        "、".join(wanted.removeprefix(f"{table}.") for wanted in alternative.split(" + "))
        for alternative in alternatives
    )
    return f"{table} 表没有 {columns} 列"
