"""Which database a site uses: SQLite in its own folder, or what DATABASE_URL says."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

EXPECTED = "应为 sqlite:///文件 或 postgres://用户:口令@主机:端口/库名"
# FULL: a journal entry that was acknowledged is on the disk. IMMEDIATE: writers queue instead of failing half-way.
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
SQLITE = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS}


def database(url: str, default: Path | str) -> dict[str, Any]:
    """Django's description of the database at `url`, or of the SQLite file `default` without one.

    ValueError, in Chinese, for an address that is neither SQLite nor PostgreSQL.
    """
    if not url:
        return _sqlite(str(default))
    address = urlsplit(url)
    if address.scheme == "sqlite":
        return _sqlite(unquote(address.path[1:]) or ":memory:")
    if address.scheme in {"postgres", "postgresql"}:
        return _postgres(address)
    raise ValueError(f"DATABASE_URL 无法识别：{address.scheme or '缺少协议'}；{EXPECTED}。")


def _sqlite(name: str) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": dict(SQLITE)}


def _postgres(address: SplitResult) -> dict[str, Any]:
    if not address.path.strip("/"):
        raise ValueError(f"DATABASE_URL 缺少库名；{EXPECTED}。")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path[1:]),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": unquote(address.hostname or ""),
        "PORT": str(address.port or ""),
        "OPTIONS": dict(parse_qsl(address.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
