"""The command line as a user meets it: words in, exit status and two streams out."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from hengxian.cli.main import main


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
