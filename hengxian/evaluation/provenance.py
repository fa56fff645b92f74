"""Where a result comes from: rule, profile, engine, calendar, and every file and table of the dataset."""

from typing import Any

import duckdb

import hengxian
from hengxian.evaluation.questions import Terms
from hengxian.kernel.fingerprints import digest_text
from hengxian.measurement.dataset import Dataset
from hengxian.measurement.definitions.manual import definitions_text
from hengxian.measurement.engine import Findings
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.tables import TABLES
from hengxian.measurement.zones import printed


def provenance(opened: Dataset, terms: Terms, findings: Findings, ask: Ask) -> dict[str, Any]:
    """The first parts of result.json, up to `dataset`."""
    rule = terms.pack.rule
    return {
        "rule": {
            "id": rule.id,
            "edition": rule.edition,
            "fingerprint": terms.pack.fingerprint,
            "name": rule.name,
            "in_force_on": str(rule.in_force_on),
            "ends_on": str(rule.ends_on),
        },
        "profile": terms.profile.stamp(),
        "engine": {
            "hengxian": hengxian.__version__,
            "duckdb": duckdb.__version__,
            "definitions": digest_text(definitions_text()),
        },
        "calendar": terms.arrangement.stamp(),
        "dataset": _dataset(opened, findings, ask),
    }


def _dataset(opened: Dataset, findings: Findings, ask: Ask) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": opened.description.name,
        "fingerprint": opened.fingerprint.sha256,
        "sm3": opened.fingerprint.sm3,
        "timezone": opened.rules.zone.key,
        "files": _files(opened),
        "tables": {
            one.name: _table(opened, findings, one.name, ask) for one in TABLES if one.name in opened.tables
        },
        "gaps": [
            {"source": source, "from": printed(low, ask.zone), "to": printed(high, ask.zone)}
            for source, low, high in findings.gaps
        ],
    }
    if opened.description.reviews_sample:
        told["reviews_sample"] = dict(opened.description.reviews_sample)
    return told


def _files(opened: Dataset) -> list[dict[str, Any]]:
    return [
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


def _table(opened: Dataset, findings: Findings, name: str, ask: Ask) -> dict[str, Any]:
    read, rows = opened.tables[name], findings.tables[name]
    told: dict[str, Any] = {
        "read": read.read,
        "kept": read.kept,
        "later": rows.later,
        "orphans": rows.orphans,
        "rejected": dict(sorted(read.rejected.items())),
        "columns": sorted(read.columns),
    }
    if rows.span:
        told |= {"first": printed(rows.span[0], ask.zone), "last": printed(rows.span[1], ask.zone)}
    return told
