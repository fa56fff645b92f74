"""A database as lines of JSON, exact to the microsecond: moved between machines, and between SQLite and PostgreSQL."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

# Made anew by every installation, or of no use once the site stood still.
LEFT_OUT = ("contenttypes", "sessions", "django_q")
_BATCH = 500


def kept_models() -> list[type[models.Model]]:
    """Every class with a table that belongs to a backup, in the order of the apps."""
    tables = set(connection.introspection.table_names())
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in tables
        and model._meta.app_label not in LEFT_OUT
        and model._meta.label != "auth.Permission"
    ]


def counts() -> dict[str, int]:
    """Rows by class."""
    return {model._meta.label: model._base_manager.count() for model in kept_models()}


@contextmanager
def one_moment() -> Iterator[None]:
    """Within it, all reading sees the database as it was at the beginning, whatever goes on meanwhile."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def write_rows(path: Path) -> dict[str, int]:
    """Write every row, within `one_moment`; how many of each class."""
    written = {}
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for model in kept_models():
            written[model._meta.label] = 0
            for row in model._base_manager.order_by("pk").iterator(chunk_size=2000):
                fields = {
                    field.attname: _told(field.value_from_object(row))
                    for field in model._meta.concrete_fields
                }
                stream.write(json.dumps([model._meta.label, fields], ensure_ascii=False) + "\n")
                written[model._meta.label] += 1
    return written


@transaction.atomic
def read_rows(path: Path) -> None:
    """Fill a database that migrations have just made; what they put in (the chain's first link) is replaced."""
    for label, lines in groupby(_lines(path), key=lambda line: line[0]):
        model = apps.get_model(label)
        model._base_manager.all()._raw_delete(model._base_manager.db)
        while batch := [_row(model, fields) for _, fields in islice(lines, _BATCH)]:
            model._base_manager.bulk_create(batch)
    for sql in connection.ops.sequence_reset_sql(no_style(), kept_models()):
        with connection.cursor() as cursor:
            cursor.execute(sql)


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _row(model: type[models.Model], fields: dict[str, Any]) -> models.Model:
    known = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: _meant(known[name], value) for name, value in fields.items()})


def _told(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _meant(field: Any, value: Any) -> Any:
    return value if isinstance(field, models.JSONField) else field.to_python(value)
