"""Whether what was said fits where it is kept, asked before any statement: SQLite would keep it, PostgreSQL break."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from hengxian.journal.models.recorded import Recorded
from hengxian.kernel.refusals import Incomplete

RANGES = BaseDatabaseOperations.integer_field_ranges  # those of the strictest database, by type of column


def check_fits(record: Recorded, said: Mapping[str, Any] | None = None) -> None:
    """Refuse a text longer than its column, or a number beyond it; Incomplete names the field and both figures.

    `said` are the values about to be written, by column or relation; without it the whole row is looked at.
    """
    for field in record._meta.concrete_fields:
        for value in _values(record, field, said):
            if sentence := _fault(field, value):
                raise Incomplete(sentence, fields=(field.name,))


def _values(
    record: Recorded, field: "models.Field[Any, Any]", said: Mapping[str, Any] | None
) -> Iterable[Any]:
    if said is None:
        yield getattr(record, field.attname)
    else:
        yield from (said[name] for name in {field.name, field.attname} & said.keys())


def _fault(field: "models.Field[Any, Any]", value: Any) -> str:
    if isinstance(value, str) and field.max_length is not None and len(value) > field.max_length:
        return f"“{field.verbose_name}”最多 {field.max_length} 个字，现有 {len(value)} 个字"
    if isinstance(field, models.IntegerField) and isinstance(value, int):
        least, most = RANGES[field.get_internal_type()]
        if not least <= value <= most:
            return f"“{field.verbose_name}”应在 {least} 与 {most} 之间，现为 {value}"
    return ""
