"""A dataset folder written from a few lines of a test."""

from __future__ import annotations

from pathlib import Path

SPRING = "period = { start = 2025-03-10, end = 2025-03-12 }\n"


def write_folder(folder: Path, toml: str = SPRING, encoding: str = "utf-8", **tables: str) -> Path:
    """Each table a comma-separated text with its header first, indented or not; blank lines are dropped."""
    for name, text in tables.items():
        lines = [line.strip(" ") for line in text.splitlines()]
        content = "\n".join(line for line in lines if line) + "\n"
        (folder / f"{name}.csv").write_bytes(content.encode(encoding))
    (folder / "dataset.toml").write_text(toml, "utf-8")
    return folder
