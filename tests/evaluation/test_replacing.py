"""A folder of results appears whole or not at all, and what a killed run left is cleared away by the next."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hengxian.evaluation.replacing import REPLACED, UNFINISHED, replacing


def left(folder: Path, name: str) -> Path:
    """A folder as a killed run leaves it."""
    made = folder / name
    made.mkdir()
    (made / "result.json").write_text("{", encoding="utf-8")
    return made


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_draft_stands_beside_its_place_and_says_that_it_is_unfinished(tmp_path: Path) -> None:
    with replacing(tmp_path / "out") as draft:
        (draft / "one").touch()
        beside = names(tmp_path)

    assert (len(beside), beside[0].startswith(f"out{UNFINISHED}")) == (1, True)
    assert names(tmp_path) == ["out"]


KILLED = """
import os, signal, sys
from pathlib import Path
from hengxian.evaluation.replacing import replacing
with replacing(Path(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_draft_of_a_killed_run_is_removed_by_the_next(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "out"], check=False)
    after_the_kill = names(tmp_path)

    with replacing(tmp_path / "out") as draft:
        (draft / "one").touch()

    assert (len(after_the_kill), after_the_kill[0].startswith(f"out{UNFINISHED}")) == (1, True)
    assert names(tmp_path) == ["out"]


def test_draft_of_a_living_run_another_place_or_a_kept_copy_stays(tmp_path: Path) -> None:
    alive = left(tmp_path, f"out{UNFINISHED}abc_0123")
    others = [f"other{UNFINISHED}abc_0123", f"out{UNFINISHED}备份", f"out{UNFINISHED}abc_0123-copy"]
    for name in others:
        left(tmp_path, name)
    lock = os.open(alive, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)

    with replacing(tmp_path / "out") as draft:
        (draft / "one").touch()
    os.close(lock)

    assert names(tmp_path) == sorted(["out", alive.name, *others])


def test_earlier_results_set_aside_by_a_dead_run_stay_while_nothing_is_in_their_place(tmp_path: Path) -> None:
    aside = left(tmp_path, f"out{REPLACED}abc_0123")
    with replacing(tmp_path / "out"):
        pass
    kept = names(tmp_path)

    with replacing(tmp_path / "out"):
        pass

    assert (kept, names(tmp_path)) == (["out", aside.name], ["out"])


def test_failure_leaves_neither_draft_nor_place(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "out") as draft:
        (draft / "missing").read_bytes()

    assert names(tmp_path) == []
