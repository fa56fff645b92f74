"""Removes from the store what no row claims: uploads cut short, and content whose act was rolled back."""

from datetime import datetime

from django.db import transaction

from hengxian.journal.appending import hold_chain
from hengxian.records.files.keeping import store
from hengxian.records.files.lifecycle import ERASED
from hengxian.records.models.stored_file import StoredFile


def sweep(before: datetime) -> int:
    """How many files went; only what was last touched before that instant, an act under way keeps its own."""
    cleared = store().clear_unfinished(before)
    for place in store().places(before):
        cleared += _clear(place)
    return cleared


@transaction.atomic
def _clear(place: str) -> bool:
    hold_chain()
    sha256 = place.rpartition("/")[2]
    if StoredFile.objects.filter(sha256=sha256).exclude(status=ERASED).exists():
        return False
    store().erase(place)
    return True
