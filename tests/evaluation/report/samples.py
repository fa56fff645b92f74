"""Invented results to print: a full quarter of a city, an empty hotline, and one with hostile names."""

from copy import deepcopy
from fractions import Fraction
from typing import Any

from hengxian.scoring.judgements import Judgement
from hengxian.scoring.profile import bundled_profile
from hengxian.scoring.score import as_json, score
from hengxian.scoring.scorecard import Scorecard
from hengxian.scoring.sheets import FilledSheet, score_sheets
from hengxian.standard.model.pack import Pack

from .figures import checks, dataset, funnels, indicators, observations, series


def judgements(pack: Pack) -> list[Judgement]:
    """Every judged leaf of quality and management has one rater; innovation stays open."""
    judged = [
        leaf
        for dimension in pack.tree.dimensions
        if dimension.id in {"quality", "management"}
        for leaf in dimension.leaves
        if leaf.source == "judged"
    ]
    return [
        Judgement.model_validate(
            {
                "leaf": leaf.id,
                "score": str(78 + place),
                "rater": "测评员甲",
                "reason": "抽听录音并查阅台账",
                "evidence": ["录音抽样 30 条"],
            }
        )
        for place, leaf in enumerate(judged)
    ]


def scorecard(pack: Pack, figures: dict[str, Any], judged: list[Judgement]) -> Scorecard:
    shares = {
        leaf: Fraction(one["numerator"], one["denominator"])
        for leaf, one in figures.items()
        if one["status"] == "measured" and "numerator" in one
    }
    shares |= {
        leaf: Fraction(one["value"])
        for leaf, one in figures.items()
        if one["status"] == "measured" and "unit" in one
    }
    return score(pack.tree, shares, judged, bundled_profile())


def city(pack: Pack) -> dict[str, Any]:
    """A full quarter: most leaves scored, some open, two failing spans."""
    judged, figures = judgements(pack), indicators()
    card = scorecard(pack, figures, judged)
    warning = {"code": "midnight_closing", "text": "办结时间恰为 00:00:00，可能只记了日期", "count": 1_204}
    return {
        "schema": "hengxian-result/1",
        "rule": rule(pack),
        "profile": bundled_profile().stamp(),
        "engine": {"hengxian": "0.1.0", "duckdb": "2.0.0", "definitions": "9b" * 32},
        "calendar": {
            "id": "cn-state-council",
            "fingerprint": "d4" * 32,
            "first_year": 2004,
            "last_year": 2026,
        },
        "dataset": dataset(),
        "period": {"start": "2025-01-01T00:00:00+08:00", "end": "2025-04-01T00:00:00+08:00", "stated": True},
        "as_of": "2025-06-08T00:00:00+08:00",
        "indicators": figures,
        "checks": checks(),
        "scores": as_json(card),
        "judgements": [one.model_dump(mode="json") for one in judged],
        "quality": {
            "tables": {"work_orders": {"warnings": [warning]}},
            "notes": ["工单数少于来电数的一半，请核对导出范围。"],
        },
        "observations": observations(),
        "series": series(),
        "funnels": funnels(),
    }


def rule(pack: Pack) -> dict[str, Any]:
    one = pack.rule
    window = {"in_force_on": one.in_force_on.isoformat(), "ends_on": one.ends_on.isoformat()}
    return {"id": one.id, "edition": one.edition, "fingerprint": "e1" * 32, "name": one.name, **window}


def empty(pack: Pack) -> dict[str, Any]:
    """A hotline whose every table is absent: nothing is 0, nothing is 100."""
    made = city(pack)
    reason = {"status": "unmeasured", "reason": "数据集中没有 calls 表"}
    made["indicators"] = dict.fromkeys(made["indicators"], reason)
    made["checks"] = {
        key: {"status": "not_assessable", "reason": "数据集中没有 calls 表"} for key in made["checks"]
    }
    made["scores"] = as_json(scorecard(pack, made["indicators"], []))
    made["dataset"] = {**made["dataset"], "tables": {}, "files": [], "gaps": []}
    blank = {"judgements": [], "quality": {}, "observations": {}, "series": {}, "funnels": {}}
    return {**made, **blank}


def hostile(pack: Pack) -> dict[str, Any]:
    """Names that are markup, formulas, very long or beyond the fonts, and figures that are huge."""
    made = deepcopy(city(pack))
    made["dataset"]["name"] = "<script>alert(1)</script>&\"'" + "很长的热线名称" * 12 + "𠮷"
    made["dataset"]["files"][0]["name"] = '"><img src=x onerror=alert(1)>' + "x" * 200 + ".csv"
    made["indicators"]["call_connection_rate"]["misses"]["first"] = ["=cmd()", "</title><b>", "@SUM(A1)"]
    made["indicators"]["followup_timeliness_rate"]["reason"] = "#set text(red) </svg> $x$ *粗* `码`"
    for one in made["series"]["by_day"]:
        one["calls"] *= 10**9
        one["answered"] *= 10**9
        one["within_15s"] *= 10**9
    return made


def sheets(pack: Pack, result: dict[str, Any]) -> tuple[FilledSheet, ...]:
    judged = [Judgement.model_validate(one) for one in result["judgements"]]
    return score_sheets(pack.tree, pack.sheets, scorecard(pack, result["indicators"], judged))


def misses() -> dict[str, list[str]]:
    return {
        "call_connection_rate": ["C000001", "=cmd()", "+1", "@x", "http://example.invalid"],
        "resolution_rate": [],
    }
