"""Commands on a site of its own: its journal checked and exported, its backup restored to an empty machine."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SITE = """
import io
from datetime import UTC, datetime
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("migrate", verbosity=0)
from hengxian.journal.checkpoints import make_checkpoint
from hengxian.people.models import Account
from hengxian.publication.appending import found
from hengxian.publication.signing import KeyFile
from hengxian.records.files.keeping import keep
from hengxian.records.issuing import Imprint, Matter, issue
from hengxian.records.documents.blocks import Prose
from hengxian.records.documents.imprint import Body
from hengxian.records.documents.paper import Paper
from tests.cast import found_site, NOON
found_site()
by = Account.objects.get(username="system_administrator").as_actor()
at = datetime(2026, 3, 2, 4, 0, 0, 123456, tzinfo=UTC)
keep(io.BytesIO("制度".encode()), "制度.txt", about="case:1", category="material", by=by, at=at)
def make(given):
    return Paper("report", "审核报告", given.number, given.dated_on, Body("衡线演示认证有限公司"), (Prose("正文"),))
issue(make, Matter("case:1", "audit_report", "审核报告"), {"text": "正文"}, by=by, at=at)
signer = KeyFile.create(settings.HENGXIAN_HOME / "facts.key")
found(settings.HENGXIAN_FACTS, signer, at)
make_checkpoint(NOON.date(), signer, at=at)
"""


def ran(root: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    ours = {"HENGXIAN_HOME": str(home), "HENGXIAN_FACTS": str(home.with_name(f"{home.name}-facts"))}
    settings = {
        "DJANGO_SETTINGS_MODULE": "hengxian.config.settings.body",
        "DATABASE_URL": "",
        "PYTHONPATH": str(root),
    }
    return subprocess.run(
        [sys.executable, *words],
        cwd=root,
        capture_output=True,
        text=True,
        env={**os.environ, **settings, **ours},
    )


def command(root: Path, home: Path, *words: str) -> tuple[int, str]:
    done = ran(root, home, "-m", "hengxian.cli.main", *words)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory, root: Path, begin_site: Callable[[Path], None]) -> Path:
    """A site with people, a kept file, a document and a signed checkpoint."""
    place = tmp_path_factory.mktemp("site") / "body"
    begin_site(place / "body.sqlite3")
    made = ran(root, place, "-c", SITE)
    assert made.returncode == 0, made.stderr
    return place


@pytest.mark.covers("G-1")
def test_the_journal_is_checked_on_the_site_and_by_a_stranger(root: Path, home: Path, tmp_path: Path):
    here = command(root, home, "check-journal")
    nobody = command(root, home, "export-journal", str(tmp_path / "no"), "--as", "system_administrator")
    exported = command(root, home, "export-journal", str(tmp_path / "export"), "--as", "audit_administrator")
    elsewhere = command(root, home, "verify-journal", str(tmp_path / "export"), "--facts", f"{home}-facts")
    (tmp_path / "export" / "entries.jsonl").write_text("", encoding="utf-8")
    cut = command(root, home, "verify-journal", str(tmp_path / "export"))

    assert (nobody[0], "不是可登录的审计管理员" in nobody[1], (tmp_path / "no").exists()) == (2, True, False)
    assert here[0] == exported[0] == elsewhere[0] == 0
    assert here[1].startswith("完整：日志 ")
    assert elsewhere[1].startswith("完整：日志 ")
    assert "检查点 1 个" in elsewhere[1]
    assert (cut[0], "末尾被删" in cut[1], cut[1].splitlines()[-1]) == (
        1,
        True,
        "不完整：日志 0 条，检查点 1 个",
    )


@pytest.mark.covers("G-15")
@pytest.mark.parametrize("how", [(), ("--portable",)])
def test_a_backup_restored_to_an_empty_machine_is_the_same_site(root: Path, home: Path, tmp_path: Path, how):
    backed = command(root, home, "backup", str(tmp_path / "backup"), *how)
    restored = command(
        root, tmp_path / "nobody", "restore", str(tmp_path / "backup"), "--home", str(tmp_path / "new")
    )

    assert backed[0] == 0, backed[1]
    assert (restored[0], restored[1].splitlines()[-2:]) == (0, ["记录数一致", "校验值一致，日志完整"]), (
        restored[1]
    )
    assert (tmp_path / "new" / "identity.key").read_bytes() == (home / "identity.key").read_bytes()
    again = command(root, tmp_path / "new", "check-journal")
    assert again == command(root, home, "check-journal")


@pytest.mark.covers("G-15")
def test_a_backup_with_a_harmed_file_is_not_restored(root: Path, home: Path, tmp_path: Path):
    command(root, home, "backup", str(tmp_path / "backup"))
    name = next(
        name
        for name in json.loads((tmp_path / "backup" / "manifest.json").read_text("utf-8"))["files"]
        if "files/" in name
    )
    (tmp_path / "backup" / name).chmod(0o600)
    (tmp_path / "backup" / name).write_bytes(b"?")

    refused = command(root, home, "restore", str(tmp_path / "backup"), "--home", str(tmp_path / "new"))
    full = command(root, home, "restore", str(tmp_path / "backup"), "--home", str(home))

    assert refused == (2, f"错误：备份不完整，没有恢复：已变：{name}（共 1 处不符）\n")
    assert (full[0], (tmp_path / "new").exists()) == (2, False)


def test_a_backup_does_not_write_over_anything_and_no_backup_is_not_restored(
    root: Path, home: Path, tmp_path: Path
):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "x").write_text("x", encoding="utf-8")

    over = command(root, home, "backup", str(tmp_path / "taken"))
    none = command(root, home, "restore", str(tmp_path / "taken"), "--home", str(tmp_path / "new"))

    assert over == (2, "错误：备份文件夹 taken 不是空文件夹，不会覆盖其中的内容\n")
    assert none == (2, "错误：taken 不是完整的备份：应有 backup 写出的 manifest.json\n")


@pytest.mark.covers("G-15")
def test_a_drill_is_written_into_its_register(root: Path, home: Path, tmp_path: Path):
    site = tmp_path / "body"
    shutil.copytree(home, site)
    shutil.copytree(f"{home}-facts", f"{site}-facts")

    drilled = command(root, site, "backup-drill", "--as", "system_administrator")

    assert drilled[0] == 0, drilled[1]
    told = ran(root, site, "-c", READ_DRILLS)
    assert json.loads(told.stdout) == [{"counts_equal": True, "digests_equal": True}], told.stderr
    assert command(root, site, "check-journal")[0] == 0


READ_DRILLS = """
import json
import django
django.setup()
from hengxian.records.models import RegisterRow
rows = RegisterRow.objects.filter(register="backup_drills")
print(json.dumps([{name: row.data[name] for name in ("counts_equal", "digests_equal")} for row in rows]))
"""
