"""Every test runs with the network cut, browsers and sites alike; whatever a page needs lies in the repository (G-16)."""

import re
import socket
from pathlib import Path
from typing import Any

import pytest

OUTSIDE = re.compile(r"""(?:src|href|action|url\(|@import)\s*=?\s*["']?\s*(?:https?:)?//[^\s"')]+""", re.I)
LOADED = ("*.html", "*.css", "*.js")
# Links that a reader may follow, and addresses of standards in a file's own comments: nothing is loaded from there.
LINKS = re.compile(r"<a\s[^>]*href=")


@pytest.mark.covers("G-16")
def test_site_in_a_test_reaches_nobody_outside() -> None:
    with pytest.raises(OSError, match="without network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.covers("G-16")
@pytest.mark.browser
def test_browser_of_the_journeys_reaches_nobody_outside(chromium: Any) -> None:
    page = chromium.new_page()

    with pytest.raises(Exception, match=r"ERR_(NAME_NOT_RESOLVED|INTERNET_DISCONNECTED)"):
        page.goto("http://public.example/", timeout=5000)

    page.close()


@pytest.mark.covers("G-16")
@pytest.mark.parametrize("pattern", LOADED)
def test_no_page_style_or_script_loads_anything_from_outside(root: Path, pattern: str) -> None:
    files = [path for path in (root / "hengxian").rglob(pattern) if "node_modules" not in path.parts]

    found = [
        f"{path.relative_to(root)}: {hit[0]}"
        for path in files
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        for hit in [OUTSIDE.search(line)]
        if hit and not LINKS.search(line) and len(line) < 20_000
    ]

    assert files and found == []
