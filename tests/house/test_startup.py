"""The command line answers at once: no engine, renderer or model library is loaded to print a help text."""

import resource
import subprocess
import sys
from pathlib import Path

HEAVY = {
    "django",
    "duckdb",
    "numpy",
    "typst",
    "jinja2",
    "pydantic",
    "xlsxwriter",
    "python_calamine",
    "cryptography",
    "yaml",
}
ASK = """
import sys
from hengxian.cli.main import main
try:
    main(["--help"])
except SystemExit:
    pass
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""
SECONDS = 0.3


def test_help_loads_nothing_heavy(root: Path):
    answer = subprocess.run([sys.executable, "-c", ASK], cwd=root, capture_output=True, text=True, check=True)

    assert "hengxian" in answer.stdout
    assert HEAVY & set(answer.stderr.split()) == set()


def test_help_answers_within_the_limit(root: Path):
    """The processor's seconds: the clock's would be those of whatever else the machine does."""
    taken = []
    for _ in range(7):
        began = children_seconds()
        subprocess.run([root / "bin" / "hengxian", "--help"], stdout=subprocess.DEVNULL, check=True)
        taken.append(children_seconds() - began)

    assert min(taken) < SECONDS


def children_seconds() -> float:
    """What processes that have ended took so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
