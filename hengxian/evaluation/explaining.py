"""One figure explained so that an auditor can recompute it: words, formula, SQL with its numbers, misses (C-9)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from string import Template
from typing import Any

from hengxian.evaluation.comparing import shown
from hengxian.measurement.counting import Tally
from hengxian.measurement.dataset import Dataset
from hengxian.measurement.definitions.catalogue import AVERAGE_HANDLING_TIME, BY_ID, CHECKS, Duration, Sweep
from hengxian.measurement.definitions.manual import formula
from hengxian.measurement.definitions.shape import Part, Share
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.shares import misses
from hengxian.measurement.zones import DAY, HOUR, micros

FIRST = 10
EVERY = 1 << 62

_HANDLING_SQL = (
    "SELECT sum(closed_at - accepted_at) / $hour, count(*) FROM orders WHERE NOT is_test AND NOT is_excluded "
    "AND handling = 'transferred' AND closed_at >= $start AND closed_at < $end;"
)
_WINDOW_SQL = (
    "SELECT count(*) FILTER (WHERE answered_at IS NOT NULL), count(*) FROM calls WHERE NOT is_test "
    "AND arrived_at >= $start AND arrived_at < $end AND arrived_at > $low AND arrived_at <= $high;"
)


def definition_named(id: str) -> Share | Duration | Sweep:
    """A figure or check by id (DatasetFault listing what there is)."""
    if id not in BY_ID:
        raise DatasetFault(f"没有名为 {id} 的指标或核查，有：{'、'.join(BY_ID)}")
    return BY_ID[id]


def definition_lines(one: Share | Duration | Sweep) -> Iterator[str]:
    """What is counted, in words and as a formula."""
    kind = "核查（不计分）" if one in CHECKS else "指标"
    yield f"{one.name}　{one.id}　{kind}，条款 {one.clause}，定义版本 {one.version}"
    yield f"分母：{one.words.counted}"
    yield f"{'数值' if isinstance(one, Duration) else '分子'}：{one.words.hit}"
    yield from [f"不计入：{one.words.left_out}"] * bool(one.words.left_out)
    yield from [f"说明：{one.words.note}"] * bool(one.words.note)
    yield f"公式：{_formula(one)}"


def statements(one: Share | Duration | Sweep, ask: Ask, told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(label, SQL) of the figure and its variants, numbers filled in; each answers hits and counted.

    They run on the facts as laid out (tables calls, messages, orders, reviews), instants in microseconds
    since 1970 UTC. `told` is the figure's part of result.json.
    """
    if isinstance(one, Share):
        for label, parts in (("", one.parts), *one.all_variants().items()):
            for part in parts:
                yield label, _counting_sql(part, ask)
    elif one == AVERAGE_HANDLING_TIME:
        yield "总小时数，工单数", Template(_HANDLING_SQL).substitute(ask.numbers(), hour=HOUR)
    elif "worst" in told:
        high = micros(datetime.fromisoformat(told["worst"]["end"]))
        yield "最差窗口", Template(_WINDOW_SQL).substitute(ask.numbers(), low=high - DAY, high=high)


def result_lines(one: Share | Duration | Sweep, result: Mapping[str, Any]) -> Iterator[str]:
    """What came out, with its variants."""
    told = told_of(one.id, result)
    if told["status"] in ("unmeasured", "not_assessable"):
        yield f"结果：{'未测' if one.id in result['indicators'] else '无法评定'}：{told['reason']}"
    elif isinstance(one, Sweep):
        worst = told["worst"]
        yield f"结果：共 {told['windows']:,} 个窗口，不符合 {told['failing_windows']:,} 个"
        yield f"最差窗口：截至 {worst['end']} 的 24 小时，{worst['answered']}/{worst['offered']}"
    elif "failing" in told:
        yield f"结果：评定 {told['counted']:,}，不符合 {told['failing']:,}"
    else:
        yield f"结果：{shown(told)}"
        for name, variant in told["variants"].items():
            yield f"  另一口径 {name}：{_variant(variant)}"


def missed(one: Share | Duration | Sweep, opened: Dataset, ask: Ask, most: int = FIRST) -> list[str]:
    """Ids of those counted that are no hit, in file order; none of a figure that counts no hits."""
    return misses(opened.db, one, Tally(ask.numbers()), most) if isinstance(one, Share) else []


def told_of(id: str, result: Mapping[str, Any]) -> Mapping[str, Any]:
    """The figure's part of result.json, an indicator's or a check's."""
    told: Mapping[str, Any] = result["indicators"].get(id) or result["checks"][id]
    return told


def _formula(one: Share | Duration | Sweep) -> str:
    if isinstance(one, Share):
        return formula(one)
    if isinstance(one, Duration):
        return "Σ（办结 − 受理）÷ 工单数"
    return f"每个窗口：{one.words.hit}"


def _counting_sql(part: Part, ask: Ask) -> str:
    filled = {
        name: Template(sql).substitute(ask.numbers())
        for name, sql in (("counted", part.counted), ("hit", part.hit))
    }
    return (
        f"SELECT count(*) FILTER (WHERE {filled['hit']}), count(*)\n"
        f"  FROM {part.table} WHERE {part.base} AND ({filled['counted']});"
    )


def _variant(variant: object) -> str:
    return shown({**variant, "status": "measured"}) if isinstance(variant, dict) else f"{variant} 小时"
