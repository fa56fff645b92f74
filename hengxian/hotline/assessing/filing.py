"""One folder per round: plan, items, scores, evidence, what was measured, and an index with digests (Q3c.4)."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime

from hengxian.evaluation.kept import outputs_of, read_output
from hengxian.hotline.assessing import STAGE
from hengxian.hotline.assessing.items import items
from hengxian.hotline.assessing.ready import CONDITIONS, MATERIALS, lines
from hengxian.hotline.assessing.rounds import content_now
from hengxian.hotline.assessing.scoring import ratings_of
from hengxian.hotline.assessing.team import members
from hengxian.hotline.models import Assessment
from hengxian.journal.actor import Actor
from hengxian.kernel.digests import digest_bytes
from hengxian.people.models import Person
from hengxian.records.files.keeping import read
from hengxian.records.files.reading import files_of
from hengxian.records.privacy.guard import guarded

INDEX = "索引.json"
REASON = "自评归卷"


def folder(assessment: Assessment, *, by: Actor, at: datetime) -> bytes:
    """The whole round as a zip that reads without the system; every file is in the index with its digests."""
    content, entries = io.BytesIO(), []
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in _files(assessment, by, at):
            digests = digest_bytes(raw)
            entries.append({"file": name, "bytes": len(raw), "sha256": digests.sha256, "sm3": digests.sm3})
            archive.writestr(name, raw)
        index = {"stage": STAGE, "assessment": assessment.number, "made_at": at.isoformat(), "files": entries}
        archive.writestr(INDEX, json.dumps(index, ensure_ascii=False, indent=2))
    return content.getvalue()


def fingerprint(assessment: Assessment, *, by: Actor, at: datetime) -> str:
    """SHA-256 over the lines `<hex digest>  <name>` of every file, in byte order of names."""
    found = sorted((name.encode(), digest_bytes(raw).sha256) for name, raw in _files(assessment, by, at))
    return digest_bytes(b"".join(f"{digest}  ".encode() + name + b"\n" for name, digest in found)).sha256


def _files(assessment: Assessment, by: Actor, at: datetime) -> Iterator[tuple[str, bytes]]:
    yield "策划.json", _json(_plan(assessment))
    yield (
        "逐条自评.csv",
        _table(("条款", "标题", "规则用词", "适用", "判断", "各人判断", "事实"), _item_lines(assessment)),
    )
    yield "自评打分.csv", _table(("指标", "得分", "评分人", "理由", "此前打分"), _rating_lines(assessment))
    yield "汇总.json", _json({"stage": STAGE, **content_now(assessment)})
    for name, register in (("申请条件自查.csv", CONDITIONS), ("申请材料自查.csv", MATERIALS)):
        found = ((each.id, each.name, each.standing, each.note) for each in lines(assessment, register))
        yield name, _table(("编号", "名称", "准备情况", "说明"), found)
    if assessment.evaluation:
        for output in outputs_of(assessment.evaluation):
            yield f"测量结果/{output}", read_output(assessment.evaluation, output)
    for file in files_of(assessment.story):
        if not file.is_erased:
            with read(file, by=by, at=at, reason=REASON) as opened:
                yield f"证据/{file.pk}-{file.name}", opened.read()


def _plan(assessment: Assessment) -> dict[str, object]:
    people = dict(
        Person.objects.filter(pk__in=[row.subject for row in members(assessment)]).values_list("pk", "name")
    )
    return {
        "stage": STAGE, "number": assessment.number, "name": assessment.name, "scope": assessment.scope,
        "goals": assessment.goals, "timetable": assessment.timetable, "since": str(assessment.since),
        "until": str(assessment.until), "rule": assessment.rule_edition,
        "team": [
            {"person": people.get(int(row.subject), row.subject), **row.data} for row in members(assessment)
        ],
    }  # fmt: skip


def _item_lines(assessment: Assessment) -> Iterator[tuple[str, ...]]:
    for each in items(assessment):
        views = "；".join(f"{view.person}：{view.view}" for view in each.views)
        facts = "；".join(str(view.row.data.get("facts", "")) for view in each.views)
        applies = "适用" if each.applies else "不适用"
        yield (each.clause.id, each.clause.title, each.clause.modal_text, applies, each.view, views, facts)


def _rating_lines(assessment: Assessment) -> Iterator[tuple[str, ...]]:
    for each in ratings_of(assessment):
        yield each.leaf, each.score, each.rater, str(each.row.data["reason"]), "；".join(each.earlier)


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _table(columns: tuple[str, ...], found: Iterator[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([STAGE])  # every file says what it is (D-1)
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in line] for line in found)
    return text.getvalue().encode("utf-8-sig")
