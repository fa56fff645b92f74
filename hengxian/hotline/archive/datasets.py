"""An archived dataset that is destroyed: its folder goes once committed, its row and fingerprint stay (10.5.2.3)."""

import shutil
from datetime import datetime

from django.db import transaction

from hengxian.hotline.actions.exporting import datasets_folder, folder_of
from hengxian.hotline.models import ArchiveEntry, DatasetExport
from hengxian.journal.actor import Actor
from hengxian.journal.writing import enact

ABOUT = f"{DatasetExport.kind}:"


def dataset_of(entry: ArchiveEntry) -> DatasetExport | None:
    """The dataset that the entry keeps, while it is there; None for any other entry."""
    if not entry.about.startswith(ABOUT):
        return None
    found = DatasetExport.objects.filter(hotline=entry.hotline_id, pk=int(entry.about.removeprefix(ABOUT)))
    return found.exclude(status="已销毁").first()


def destroy_dataset(entry: ArchiveEntry, *, by: Actor, at: datetime, reason: str) -> list[str]:
    """What went, by digest."""
    export = dataset_of(entry)
    if export is None:
        return []
    folder, told = folder_of(export), f"dataset_export:{export.pk} sha256:{export.sha256}"
    enact(export, "destroy", by=by, at=at, reason=reason, changes={"folder": ""})
    if folder.resolve().is_relative_to(datasets_folder().resolve()) and folder != datasets_folder():
        transaction.on_commit(lambda: shutil.rmtree(folder, ignore_errors=True))
    return [told]
