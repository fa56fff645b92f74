"""Decisions are numbered without holes and each says why, what, and what follows."""

import re
from pathlib import Path

PARTS = ("## Context", "## Decision", "## Consequence")


def test_decisions_are_numbered_without_holes(root: Path):
    numbers = sorted(int(path.name[:4]) for path in (root / "docs" / "decisions").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


def test_decision_has_its_parts_and_fits_a_page(root: Path):
    texts = {
        path.name: path.read_text(encoding="utf-8") for path in (root / "docs" / "decisions").glob("*.md")
    }

    incomplete = [
        name
        for name, text in texts.items()
        if not re.match(r"# \d{4} ", text) or any(p not in text for p in PARTS) or text.count("\n") > 60
    ]

    assert incomplete == []
