"""One view of the database for a long read, without holding up whoever writes meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment: a read transaction of its own, unless one is open already."""
    if connection.in_atomic_block:
        yield
        return
    # Django's own transactions take SQLite's write lock at once (IMMEDIATE): a read of a minute must not.
    opening = (
        "BEGIN DEFERRED"
        if connection.vendor == "sqlite"
        else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    )
    with connection.cursor() as cursor:
        cursor.execute(opening)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
