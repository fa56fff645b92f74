"""Checkpoints, export and the verifier that needs no server: untouched is 完整, what was touched is named."""

import json
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hengxian.journal import sealed, verifying
from hengxian.journal.actor import Actor
from hengxian.journal.checkpoints import make_checkpoint
from hengxian.journal.exporting import export_journal
from hengxian.journal.models import Checkpoint
from hengxian.journal.writing import amend, create
from hengxian.people.models import Organisation
from hengxian.publication.signing import KeyFile, PublicKey

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CLERK = Actor(person=1, account=11, name="甲", roles=frozenset({"clerk"}))

pytestmark = pytest.mark.django_db


@pytest.fixture
def signer(tmp_path: Path) -> KeyFile:
    return KeyFile.create(tmp_path / "journal.key")


@pytest.fixture
def exported(tmp_path: Path, signer: KeyFile) -> Path:
    """Two days of entries, two checkpoints, one entry after them."""
    for n in range(2):
        for name in ("云泽市政务局", "安澜县热线中心"):
            create(
                Organisation(name=f"{name}{n}", type="政府及职能部门"), by=CLERK, at=NOON + timedelta(days=n)
            )
        make_checkpoint(date(2026, 3, 2) + timedelta(days=n), signer, at=NOON + timedelta(days=n))
    amend(
        Organisation.objects.get(name="云泽市政务局0"),
        by=CLERK,
        at=NOON + timedelta(days=2),
        name="云泽市政务服务局",
    )
    export_journal(tmp_path / "export", keys_of(signer))
    return tmp_path / "export"


def keys_of(signer: KeyFile) -> dict[str, PublicKey]:
    return {signer.public_key.key_id: signer.public_key}


def test_a_checkpoint_seals_what_came_since_the_last_one(exported: Path, signer: KeyFile):
    spans = list(Checkpoint.objects.order_by("on").values_list("on", "first", "last"))

    assert spans == [(date(2026, 3, 2), 1, 2), (date(2026, 3, 3), 3, 4)]
    assert make_checkpoint(date(2026, 3, 3), signer, at=NOON) is None
    assert list(verifying.faults(keys_of(signer))) == []


@pytest.mark.covers("G-1")
def test_an_untouched_export_is_whole(exported: Path):
    assert sealed.verify(exported) == sealed.Verdict(entries=5, checkpoints=2, faults=(), erased=())


@pytest.mark.covers("G-1")
@pytest.mark.parametrize(
    ("file", "line", "harm", "sentence"),
    [
        ("entries.jsonl", 1, {"actor": "乙"}, "第 2 条被改动：与其摘要不符"),
        ("entries.jsonl", 1, None, "第 2 条不存在，其后是第 3 条"),
        ("entries.jsonl", 2, {"facts": None}, "第 3 条的内容不见了，日志中没有清除它的记录"),
        ("entries.jsonl", 4, None, None),
        ("checkpoints.jsonl", 0, {"root": "0" * 64}, "2026-03-02 的检查点与第 1—2 条不符"),
        ("checkpoints.jsonl", 1, {"on": "2026-03-09"}, "2026-03-09 的检查点签名不符"),
        ("checkpoints.jsonl", 0, None, "2026-03-03 的检查点应从第 1 条起，实从第 3 条起"),
    ],
)
def test_what_was_touched_is_named(exported: Path, file: str, line: int, harm, sentence: str | None):
    lines = [json.loads(one) for one in (exported / file).read_text(encoding="utf-8").splitlines()]

    lines[line : line + 1] = [lines[line] | harm] if harm else []
    (exported / file).write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")

    # An entry cut off after the last checkpoint is the one thing an export alone cannot show.
    assert sealed.verify(exported).faults[:1] == ((sentence,) if sentence else ())


def test_entries_cut_off_before_a_checkpoint_are_missed(exported: Path):
    lines = (exported / "entries.jsonl").read_text(encoding="utf-8").splitlines()

    (exported / "entries.jsonl").write_text("\n".join(lines[:3]) + "\n", encoding="utf-8")

    assert sealed.verify(exported).faults == ("2026-03-03 的检查点到第 4 条，日志只有 3 条：末尾被删",)


def test_the_facts_may_be_withheld_and_the_rest_still_verifies(
    exported: Path, tmp_path: Path, signer: KeyFile
):
    export_journal(tmp_path / "bare", keys_of(signer), with_facts=False)

    assert "云泽市" not in (tmp_path / "bare" / "entries.jsonl").read_text(encoding="utf-8")
    assert sealed.verify(tmp_path / "bare").is_whole


def test_a_key_that_is_not_trusted_is_named(exported: Path, tmp_path: Path):
    other = KeyFile.create(tmp_path / "other.key")

    faults = sealed.verify(exported, keys_of(other)).faults

    assert [fault.rpartition("，")[0][-8:] for fault in faults] == ["没有该密钥的公钥"] * 2


def test_a_folder_that_is_no_export_is_refused(exported: Path, tmp_path: Path, signer: KeyFile):
    shutil.copytree(exported, tmp_path / "cut")
    text = (exported / "entries.jsonl").read_text(encoding="utf-8")
    (tmp_path / "cut" / "entries.jsonl").write_text(text[:-40], encoding="utf-8")

    with pytest.raises(sealed.ExportFault, match=r"不是导出的日志：应有 entries\.jsonl"):
        sealed.verify(tmp_path)
    with pytest.raises(sealed.ExportFault, match=r"第 5 行不是完整的 JSON：文件被截断或改动"):
        sealed.verify(tmp_path / "cut")
    with pytest.raises(sealed.ExportFault, match="要导出到空文件夹"):
        export_journal(exported, keys_of(signer))
