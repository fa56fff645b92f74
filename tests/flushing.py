"""Emptying the database after a test that commits, although triggers guard the journal against just that.

PostgreSQL truncates past row triggers. On SQLite they are taken off, and put back as they were.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.test import TransactionTestCase

_flush = TransactionTestCase._fixture_teardown


def flush_past_triggers(case: Any) -> None:
    """What TransactionTestCase does after a test, with the journal's guards lifted; its chain begins anew."""
    with _without_triggers("default"):
        _flush(case)
    from hengxian.journal.models import ChainHead  # needs Django's apps loaded

    ChainHead.objects.get_or_create(pk=1)


@contextmanager
def _without_triggers(alias: str) -> Iterator[None]:
    connection = connections[alias]
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'journal_%'"
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    yield
    with connection.cursor() as cursor:
        for _, sql in triggers:
            cursor.execute(sql)
