"""The questions and answers slip into the words of another standard; none of them comes through (T49, D-5)."""

from pathlib import Path

import pytest

WORDS = ("顾客体验", "客户体验", "顾客满意")
KINDS = (".py", ".html", ".yaml", ".js", ".typ", ".toml")


@pytest.mark.covers("T49", "D-5")
def test_no_word_of_another_standard_is_printed(root: Path) -> None:
    files = (path for path in (root / "hengxian").rglob("*") if path.suffix in KINDS)

    found = [
        str(path.relative_to(root)) for path in files if any(w in path.read_text("utf-8") for w in WORDS)
    ]

    assert found == []
