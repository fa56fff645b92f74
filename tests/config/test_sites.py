"""Each site starts alone, in a home of its own, with all its files at hand."""

import os
import stat
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

import pytest

from hengxian.config.environment import kept_secret

SITES = ("body", "register")


def django(site: str, home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    said = {
        name: value for name, value in os.environ.items() if not name.startswith(("HENGXIAN_", "DATABASE_"))
    }
    said |= {"DJANGO_SETTINGS_MODULE": f"hengxian.config.settings.{site}", "HENGXIAN_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "django", *command], env=said, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize("site", SITES)
def test_site_starts_alone_with_every_static_file_found(site, tmp_path):
    checked = django(site, tmp_path / "home", "check")
    collected = django(site, tmp_path / "home", "collectstatic", "--noinput")

    assert (checked.returncode, checked.stderr) == (0, "")
    assert (collected.returncode, collected.stderr) == (0, "")
    assert list((tmp_path / "home" / "static" / "kit").glob("theme.*.css"))


@pytest.mark.slow
def test_deployed_behind_tls_nothing_is_left_open(tmp_path, monkeypatch):
    monkeypatch.setenv("HENGXIAN_TLS", "1")
    said = {
        **os.environ,
        "HENGXIAN_TLS": "1",
        "HENGXIAN_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "hengxian.config.settings.body",
    }

    checked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy"],
        env=said,
        capture_output=True,
        text=True,
        check=False,
    )

    left = [line for line in checked.stderr.splitlines() if "security.W" in line]
    # Redirecting to TLS and preloading HSTS are the reverse proxy's.
    assert [line for line in left if not any(code in line for code in ("W005", "W008", "W021"))] == []


def test_secret_is_drawn_once_and_kept_to_its_owner(tmp_path):
    first, second = (kept_secret(tmp_path, "session") for _ in range(2))

    assert (first == second, len(first) >= 50) == (True, True)
    assert stat.S_IMODE((tmp_path / "session.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["session.key"]


def test_processes_that_start_together_agree_on_the_secret(tmp_path):
    with get_context("spawn").Pool(4) as pool:
        drawn = pool.starmap(kept_secret, [(tmp_path, "identity")] * 8)

    assert len(set(drawn)) == 1
