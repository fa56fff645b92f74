"""Files and functions stay small enough to be read in one go."""

from pathlib import Path

FILE_WALL = 400
FUNCTION_WALL = 60


def test_package_file_is_not_longer_than_the_wall(root: Path):
    sources = [
        p
        for p in (root / "hengxian").rglob("*")
        if p.suffix in {".py", ".html", ".typ", ".css", ".js", ".sql"} and "migrations" not in p.parts
    ]

    long = {
        str(p.relative_to(root)): n
        for p in sources
        if (n := len(p.read_text("utf-8").splitlines())) > FILE_WALL
    }

    assert long == {}


def test_function_is_not_longer_than_the_wall(modules):
    long = {f"{m.name}:{name}": size for m in modules for name, size in m.functions() if size > FUNCTION_WALL}

    assert long == {}
