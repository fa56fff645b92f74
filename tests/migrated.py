"""A migrated database is kept between runs, so that only the first of them waits for every migration.

What all migrations say, and which Django runs them, is in the name of the file. `migrate` still runs on the copy, and
would add what it lacks. PostgreSQL is thrown away after its step, so there is nothing to keep: it migrates as before.
"""

import fcntl
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db import connection


def serve_from(file: Path) -> None:
    """The test database becomes a file instead of memory, for tests whose browser and whose own acts both write.

    In memory two connections refuse each other at once (`database table is locked`); as at a real site, they wait.
    """
    said: dict[str, Any] = connection.settings_dict
    if connection.vendor == "sqlite":
        said["TEST"]["NAME"] = str(file)
        said["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # it need not survive a power cut


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """While it lasts the test database may be made: it begins as the file kept in the folder, or becomes that file."""
    if connection.vendor != "sqlite":
        yield
        return
    creation: Any = connection.creation
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{_fingerprint()}.sqlite3"
    tested = sqlite3.connect(creation._get_test_db_name(), uri=True)  # in memory: while somebody is connected
    with closing(tested), (folder / "lock").open("w") as lock:
        fcntl.flock(
            lock, fcntl.LOCK_EX
        )  # a second process waits for the first rather than doing the same work
        if kept.is_file():
            _copy(kept, tested)
            fcntl.flock(lock, fcntl.LOCK_UN)
            yield
        else:
            yield
            _keep(tested, kept)


def begin_site(file: Path, folder: Path) -> None:
    """A site that a process of its own will run begins as the file kept in the folder, if there is one.

    It holds the tables of every site; of those that are not its own, the site's process knows nothing.
    """
    kept = folder / f"{_fingerprint()}.sqlite3"
    if kept.is_file():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(sqlite3.connect(file)) as target:
            _copy(kept, target)


def _copy(kept: Path, tested: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(kept)) as source:
        source.backup(tested)


def _keep(tested: sqlite3.Connection, kept: Path) -> None:
    making = kept.with_suffix(".making")
    for old in (*kept.parent.glob("*.sqlite3"), *kept.parent.glob("*.making")):
        old.unlink()
    with closing(sqlite3.connect(making)) as target:
        tested.backup(target)
    making.rename(kept)


def _fingerprint() -> str:
    told = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for file in sorted((Path(app.path) / "migrations").glob("*.py")):
            told.update(f"{app.label}/{file.name}\n".encode())
            told.update(file.read_bytes())
    return told.hexdigest()[:16]
