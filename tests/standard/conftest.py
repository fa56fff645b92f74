"""What tests of the rule pack ask for: the shipped pack, a broken copy of it, and the printed rule."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hengxian.standard.load import bundled_folder, bundled_pack
from hengxian.standard.model.pack import Pack
from tests.standard.printed import PrintedRule


@pytest.fixture(scope="session")
def pack() -> Pack:
    return bundled_pack()


@pytest.fixture(scope="session")
def printed(shared: Path) -> PrintedRule:
    """The seed rule, read by a parser that knows nothing of the pack."""
    seed = shared / "seeds" / "certification-rule-CMM-525-0004.txt"
    return PrintedRule(seed.read_text(encoding="utf-8"))


@pytest.fixture
def altered(tmp_path: Path) -> Callable[..., Path]:
    """A copy of the shipped pack with one text in one file replaced."""

    def alter(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "pack"
        shutil.copytree(bundled_folder(), folder, dirs_exist_ok=True)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return alter
