"""The command line answers at once: no engine, renderer or model library is loaded to print a help text."""

import subprocess
import sys
import time
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
    taken = []
    for _ in range(7):
        began = time.perf_counter()
        subprocess.run([root / "bin" / "hengxian", "--help"], stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - began)

    assert min(taken) < SECONDS
