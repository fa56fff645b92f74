"""Making a backup: one moment of the database, then everything the site keeps in folders."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import hengxian
from hengxian.cli.backups.manifest import (
    DATABASE,
    FACTS,
    HOME,
    TABLES,
    Manifest,
    check_empty,
    copy_tree,
    stamps,
)

# Of a site's home: databases are taken by their own means, drafts and built assets come anew.
_LEFT_OUT = ("static/", "media/", "files/incoming/")


def back_up(folder: Path, *, at: datetime, is_portable: bool = False) -> tuple[Manifest, str]:
    """Write a backup of the site whose Django is loaded; the manifest and its SHA-256. BackupFault.

    Publishing waits while database and facts are taken, so that they belong together; files only ever come
    before the rows that name them, so they are copied last.
    """
    from django.conf import settings  # the site's own, loaded by the command

    check_empty(folder, "备份文件夹")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # it holds the site's keys
    facts, home = Path(settings.HENGXIAN_FACTS), Path(settings.HENGXIAN_HOME)
    with _publishing_waits(facts):
        database, tables, journal = _take_database(folder, is_portable=is_portable)
        copy_tree(facts, folder / FACTS)
    copy_tree(home, folder / HOME, _is_left_out)
    manifest = Manifest(
        hengxian=hengxian.__version__,
        site=settings.HENGXIAN_SITE,
        made_at=at.isoformat(),
        database=database,
        tables=tables,
        journal=journal,
        files=stamps(folder),
    )
    return manifest, manifest.write(folder)


def _take_database(folder: Path, *, is_portable: bool) -> tuple[str, dict[str, int], dict[str, Any]]:
    from django.db import connection  # as above

    from hengxian.cli.backups.rows import one_moment, write_rows

    if connection.vendor == "sqlite" and not is_portable:
        copy_sqlite(str(connection.settings_dict["NAME"]), folder / DATABASE)
        return DATABASE, *_read_copy(folder / DATABASE)
    with one_moment():
        tables = write_rows(folder / TABLES)
        return TABLES, tables, journal_head()


def copy_sqlite(name: str, target: Path) -> None:
    """A consistent copy of a database in use, by SQLite's own backup."""
    source, copy = sqlite3.connect(name), sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        source.close()
        copy.close()


def journal_head() -> dict[str, Any]:
    """The last entry's sequence and digest."""
    from hengxian.journal.models import ChainHead  # needs the site's settings

    head = ChainHead.objects.get(pk=1)
    return {"sequence": head.sequence, "digest": head.digest}


def _read_copy(database: Path) -> tuple[dict[str, int], dict[str, Any]]:
    """Counts and journal head of the copy itself, not of the site, which goes on meanwhile."""
    from hengxian.cli.backups.rows import kept_models

    copy = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        tables = {
            model._meta.label: int(
                copy.execute(f'SELECT count(*) FROM "{model._meta.db_table}"').fetchone()[0]
            )
            for model in kept_models()
        }
        sequence, digest = copy.execute(
            "SELECT sequence, digest FROM journal_chainhead WHERE id = 1"
        ).fetchone()
    finally:
        copy.close()
    return tables, {"sequence": sequence, "digest": digest}


def _is_left_out(name: str) -> bool:
    return name.startswith(_LEFT_OUT) or ".sqlite3" in name or name.endswith((".part", ".lock"))


@contextmanager
def _publishing_waits(facts: Path) -> Iterator[None]:
    """Hold the lock that publication.appending takes; nothing to hold where nothing was published yet."""
    lock = facts / "lock"
    if not lock.exists():
        yield
        return
    descriptor = os.open(lock, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
