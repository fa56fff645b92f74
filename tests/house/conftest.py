"""What the house tests walk: the files of the checkout, and the package's modules with their syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One Python file of the package."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def functions(self) -> Iterator[tuple[str, int]]:
        """Each function's name and its length in lines, docstring left out."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
                yield node.name, (node.end_lineno or 0) - first.lineno + 1


def read_modules() -> list[Module]:
    return [Module(path, path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("hengxian/**/*.py"))]


def list_files() -> list[Path]:
    """Every file that is, or would be, in the repository; an unpacked archive has no git to ask."""
    asked = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(asked, capture_output=True, check=True, text=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        left_out = {".venv", ".git", "var", "build", "__pycache__"}
        found = [path for path in ROOT.rglob("*") if not left_out & set(path.parts)]
    else:
        found = [ROOT / name for name in names if name]
    return sorted(path for path in found if path.is_file())


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    return read_modules()


@pytest.fixture(scope="session")
def texts() -> list[tuple[str, str]]:
    """Name and content of every text file of the repository."""
    contents = [(path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in list_files()]
    return [(name, raw.decode("utf-8", "replace")) for name, raw in contents if b"\0" not in raw]


def describe(sizes: list[tuple[int, str]]) -> str:
    sizes = sorted(sizes)
    longest, where = sizes[-1]
    middle, ninth = median(size for size, _ in sizes), sizes[len(sizes) * 9 // 10][0]
    return f"{len(sizes)}, median {middle:.0f} lines, 90 % up to {ninth}, longest {longest} ({where})"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The two figures of STYLE.md that are a feeling and not a wall: how long files and functions are."""
    try:
        modules = [module for module in read_modules() if module.lines]
        functions = [(size, f"{m.name}:{name}") for m in modules for name, size in m.functions()]
    except SyntaxError:
        return
    terminalreporter.write_line(f"files: {describe([(m.lines, m.name) for m in modules])}")
    terminalreporter.write_line(f"functions: {describe(functions)}")
