"""The command line as a user meets it: words in, exit status and two streams out."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hengxian.cli.main import main
from tests.evaluation.folders import write
from tests.evaluation.hotline import tables


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Ask = Callable[..., Answer]


@pytest.fixture
def hengxian(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run one command line; its words may be paths and numbers."""

    def ask(*words: object) -> Answer:
        capsys.readouterr()
        try:
            status = main([str(word) for word in words])
        except SystemExit as left:
            status = int(left.code or 0)
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return ask


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small hotline as csv; tests read it only."""
    return write(tmp_path_factory.mktemp("cli") / "hotline", tables())


@pytest.fixture(scope="session")
def evaluated_once(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `evaluate` wrote of it; tests read it only."""
    out = tmp_path_factory.mktemp("cli-out") / "result"
    assert main(["evaluate", str(dataset), "--out", str(out), "--followup-days", "2"]) == 0
    return out


@pytest.fixture
def results(evaluated_once: Path, tmp_path: Path) -> Path:
    """A copy of those results, for a test to change."""
    return shutil.copytree(evaluated_once, tmp_path / "result")
