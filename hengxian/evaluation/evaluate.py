"""Dataset, pack and profile meet: one call from any hotline's files to the content of result.json."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb

import hengxian
from hengxian.evaluation import figures
from hengxian.kernel.fingerprints import digest_text
from hengxian.measurement.dataset import GIGABYTE, Dataset, read_dataset, unwatched
from hengxian.measurement.definitions.manual import definitions_text
from hengxian.measurement.engine import Findings, measure
from hengxian.measurement.facts.ask import Ask, local_midnight
from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.observations import observations
from hengxian.measurement.quality import doubts
from hengxian.measurement.reading.description import checked_period
from hengxian.measurement.reading.staging import Watch
from hengxian.measurement.series import funnels, series
from hengxian.measurement.values import Measured, MeasuredDuration
from hengxian.measurement.zones import instant, printed
from hengxian.scoring.judgements import Judgement
from hengxian.scoring.profile import Profile, bundled_profile
from hengxian.scoring.score import as_json, score
from hengxian.scoring.scorecard import Scorecard
from hengxian.standard.calendars.arrangement import Arrangement, state_council
from hengxian.standard.load import bundled_pack
from hengxian.standard.model.pack import Pack

SCHEMA = "hengxian-result/1"


@dataclass(frozen=True)
class Evaluation:
    """One evaluation: the object every page reads, the scorecard behind it, and what it was made with."""

    result: dict[str, Any]
    scorecard: Scorecard
    pack: Pack
    ask: Ask


@dataclass(frozen=True)
class Terms:
    """By what a dataset is evaluated: the rule, the profile, the calendar, the judgements of assessors."""

    pack: Pack
    profile: Profile
    arrangement: Arrangement
    judgements: tuple[Judgement, ...] = ()

    @classmethod
    def usual(cls) -> "Terms":
        """The bundled rule, profile and calendar, with nothing judged."""
        return cls(bundled_pack(), bundled_profile(), state_council())


def evaluate(
    dataset: Path,
    *,
    start: date | None = None,
    end: date | None = None,
    as_of: datetime | None = None,
    followup_days: int | None = None,
    out: Path | None = None,
    terms: Terms | None = None,
    memory: int = 4 * GIGABYTE,
    watch: Watch = unwatched,
) -> dict[str, Any]:
    """The content of result.json for a dataset folder or zip.

    `start`, `end` are local dates, half-open; `as_of` may be naive (local); what is given wins over
    dataset.toml. With `out`, the rows set aside are written to out/rejects. Errors: DatasetFault.
    """
    terms = terms or Terms.usual()
    with read_dataset(dataset, memory=memory, watch=watch) as opened:
        return evaluate_opened(
            opened, terms, start=start, end=end, as_of=as_of, followup_days=followup_days, out=out
        ).result


def evaluate_opened(
    opened: Dataset,
    terms: Terms,
    *,
    start: date | None = None,
    end: date | None = None,
    as_of: datetime | None = None,
    followup_days: int | None = None,
    out: Path | None = None,
) -> Evaluation:
    """Evaluate a dataset that is already read."""
    profile = terms.profile if followup_days is None else terms.profile.declaring(followup_days=followup_days)
    ask, is_stated = asked(opened, Terms(terms.pack, profile, terms.arrangement), start=start, end=end, as_of=as_of)
    tables = _tables(opened, ask)
    warnings = doubts(opened)
    if out is not None:
        opened.write_rejects(out / "rejects")
    findings = measure(opened, ask)
    scorecard = score(terms.pack.tree, _measured(findings, terms.pack), terms.judgements, profile)
    result = {
        "schema": SCHEMA,
        **_provenance(opened, terms.pack, profile, terms.arrangement, tables),
        "period": {"start": ask.start.isoformat(), "end": ask.end.isoformat(), "stated": is_stated},
        "as_of": ask.as_of.isoformat(),
        "indicators": figures.indicators(findings),
        "checks": figures.checks(findings, ask),
        "scores": as_json(scorecard),
        "judgements": [judgement.as_json() for judgement in terms.judgements],
        "quality": {"tables": {name: {"warnings": told} for name, told in warnings.items()}, "notes": _notes(is_stated)},
        **_beside(opened, findings, ask),
    }
    return Evaluation(result, scorecard, terms.pack, ask)


def asked(
    opened: Dataset,
    terms: Terms,
    *,
    start: date | None,
    end: date | None,
    as_of: datetime | None,
) -> tuple[Ask, bool]:
    """The question as the command line, dataset.toml or the data itself put it, and whether a period was stated."""
    told = opened.description
    as_of = as_of or told.as_of
    moment = _aware(as_of, opened) if as_of else None
    stated = (start or (told.period and told.period[0])), (end or (told.period and told.period[1]))
    first, last = stated if stated[0] and stated[1] else _from_data(opened, stated, moment)
    first, last = checked_period(first, last)
    end_at = local_midnight(last, opened.rules)
    ask = Ask(
        start=local_midnight(first, opened.rules),
        end=end_at,
        as_of=moment or end_at,
        limits=terms.pack.measuring_limits(),
        calendar=terms.arrangement.calendar,
        rules=opened.rules,
        followup_days=terms.profile.parameters.followup_days,
        plan=told.plan,
    )
    return ask, bool(stated[0] and stated[1])


def _from_data(
    opened: Dataset, stated: tuple[date | None, date | None], as_of: datetime | None
) -> tuple[date, date]:
    """From 00:00 of the local day of the earliest event to 24:00 of that of the latest (dataset.md)."""
    events = opened.events(as_of)
    if not events:
        raise DatasetFault("数据集没有任何可用的记录，无法推定统计期间：请用 --start 和 --end 给出")
    first = min(low for low, _ in events.values())
    last = max(high for _, high in events.values())
    days = [instant(value, opened.rules.zone).date() for value in (first, last)]
    return stated[0] or days[0], stated[1] or days[1] + timedelta(days=1)


def _aware(moment: datetime, opened: Dataset) -> datetime:
    if moment.tzinfo is None:
        return instant(opened.rules.from_local(moment), opened.rules.zone)
    return moment.astimezone(opened.rules.zone)


def _measured(findings: Findings, pack: Pack) -> dict[str, Fraction | None]:
    measured: dict[str, Fraction | None] = {}
    for leaf in pack.tree.leaves:
        if leaf.source == "measured":
            figure = findings.figures[leaf.id]
            if isinstance(figure, Measured):
                measured[leaf.id] = figure.count.share
            elif isinstance(figure, MeasuredDuration):
                measured[leaf.id] = figure.hours
    return measured


def _tables(opened: Dataset, ask: Ask) -> dict[str, Any]:
    events = opened.events()
    return {
        name: {
            "read": read.read,
            "kept": read.kept,
            "later": opened.later(name, ask.as_of),
            "orphans": opened.orphans(name),
            "rejected": dict(sorted(read.rejected.items())),
            "columns": sorted(read.columns),
            **_span(events.get(name), ask),
        }
        for name, read in opened.tables.items()
    }


def _span(span: tuple[int, int] | None, ask: Ask) -> dict[str, str]:
    return {"first": printed(span[0], ask.zone), "last": printed(span[1], ask.zone)} if span else {}


def _provenance(
    opened: Dataset, pack: Pack, profile: Profile, arrangement: Arrangement, tables: dict[str, Any]
) -> dict[str, Any]:
    rule = pack.rule
    files = [
        {
            "name": file.name,
            "table": name,
            "sha256": opened.digests[file.name].sha256,
            "bytes": opened.digests[file.name].size,
            "encoding": opened.digests[file.name].encoding,
            "rows": opened.tables[name].rows[file.name],
        }
        for name, of_table in opened.files.items()
        for file in of_table
    ]
    years = sorted(arrangement.calendar.years)
    dataset: dict[str, Any] = {
        "name": opened.description.name,
        "fingerprint": opened.fingerprint.sha256,
        "sm3": opened.fingerprint.sm3,
        "timezone": opened.rules.zone.key,
        "files": files,
        "tables": tables,
        "gaps": _gaps(opened),
    }
    if opened.description.reviews_sample:
        dataset["reviews_sample"] = dict(opened.description.reviews_sample)
    return {
        "rule": {
            "id": rule.id,
            "edition": rule.edition,
            "fingerprint": pack.fingerprint,
            "name": rule.name,
            "in_force_on": str(rule.in_force_on),
            "ends_on": str(rule.ends_on),
        },
        "profile": profile.stamp(),
        "engine": {
            "hengxian": hengxian.__version__,
            "duckdb": duckdb.__version__,
            "definitions": digest_text(definitions_text()),
        },
        "calendar": {
            "id": "cn-state-council",
            "fingerprint": arrangement.fingerprint,
            "first_year": years[0],
            "last_year": years[-1],
        },
        "dataset": dataset,
    }


def _gaps(opened: Dataset) -> list[dict[str, str]]:
    if "gaps" not in opened.tables:
        return []
    rows = opened.db.execute("SELECT source, from_at, to_at FROM read_gaps ORDER BY from_at, to_at, source").fetchall()
    zone = opened.rules.zone
    return [{"source": source, "from": printed(low, zone), "to": printed(high, zone)} for source, low, high in rows]


def _beside(opened: Dataset, findings: Findings, ask: Ask) -> dict[str, Any]:
    there = frozenset({"work_orders": "orders"}.get(name, name) for name in opened.tables)
    over_time = series(opened.db, there, ask)
    over_time["connection_24h"] = figures.curve(findings.swept, ask)
    return {
        "observations": observations(opened.db, opened.columns, over_time.get("by_hour", []), ask),
        "series": over_time,
        "funnels": funnels(opened.db, there, ask),
    }


def _notes(is_stated: bool) -> list[str]:
    notes = ["GB/T 33357 未核对：规则 12.1.1 引用的该标准文本未取得，本报告不声称符合该标准"]
    if not is_stated:
        notes.append("统计期间未声明，由数据中最早与最晚的事件推定")
    return notes


def as_text(result: Mapping[str, Any]) -> str:
    """result.json as written: the same bytes for the same result."""
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def unmeasured(result: Mapping[str, Any]) -> Iterable[str]:
    """Ids of indicators the data could not give."""
    return (name for name, told in result["indicators"].items() if told["status"] == "unmeasured")
