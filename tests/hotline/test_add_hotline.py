"""`hengxian add-hotline` on a site that was founded before: another hotline, or one sentence and nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def command(root: Path, home: Path, *words: str) -> tuple[int, str]:
    ours = {"HENGXIAN_HOME": str(home), "DATABASE_URL": "", "PYTHONPATH": str(root)}
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    words = ("-m", "hengxian.cli.main", *words)
    done = subprocess.run([sys.executable, *words], cwd=root, capture_output=True, text=True, env=kept | ours)
    return done.returncode, done.stdout + done.stderr


def test_another_hotline_is_added_once_and_strangers_are_refused(
    root: Path, tmp_path: Path, begin_site: Callable[[Path], None]
) -> None:
    home, samples = tmp_path / "site", root / "docs" / "examples" / "founding"
    another = samples / "another-hotline.yaml"
    begin_site(home / "hotline.sqlite3")
    assert command(root, home, "prepare", "--site", "hotline")[0] == 0
    assert command(root, home, "found", "--site", "hotline", str(samples / "hotline.yaml"))[0] == 0
    strange = tmp_path / "strange.yaml"
    strange.write_text(another.read_text("utf-8").replace("manager2", "system"), "utf-8")
    unknown = tmp_path / "unknown.yaml"
    unknown.write_text(another.read_text("utf-8").replace("manager2", "nobody"), "utf-8")

    answers = [command(root, home, "add-hotline", str(file)) for file in (strange, unknown, another, another)]
    checked = command(root, home, "check-journal", "--site", "hotline")

    assert answers == [
        (2, "错误：没有热线管理人员的角色，或者已停用：system（3.1）\n"),
        (2, "错误：没有这个账号：nobody\n"),
        (0, "已增设热线：演示市供热热线（虚构）（代号 heat），管理人员 2 名\n"),
        (2, "错误：简称代号“heat”已用于另一热线（3.1）\n"),
    ]
    assert checked[0] == 0, checked
