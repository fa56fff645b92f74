"""What a refusal must leave as it was."""

from collections.abc import Callable
from typing import Any

import pytest

from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Refused
from hengxian.records.models.document import Document


def refused(record: Any, kind: type[Refused], match: str, act: Callable[[], object]) -> None:
    """The act is refused by that sentence; row, journal and letters are as before."""
    before = _state(record)

    with pytest.raises(kind, match=match):
        act()

    assert _state(record) == before


def _state(record: Any) -> tuple[Any, ...]:
    kept = type(record).objects.get(pk=record.pk)
    return kept.content(), Entry.objects.count(), Document.objects.count()
