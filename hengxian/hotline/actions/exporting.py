"""A dataset is written from the records by one act, journaled with its fingerprint (B-2, R10.5.1.2)."""

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from hengxian.hotline.dataset.window import Window
from hengxian.hotline.dataset.writing import write_dataset
from hengxian.hotline.models import DatasetExport
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act
from hengxian.journal.writing import begin, check
from hengxian.kernel.refusals import NotNow


def datasets_folder() -> Path:
    """Where the site keeps the datasets it wrote."""
    return Path(settings.HENGXIAN_HOME) / "datasets"


def folder_of(export: DatasetExport) -> Path:
    """The folder of an export. NotNow for one that was destroyed."""
    if not export.folder:
        raise NotNow("这个数据集已按销毁清单销毁，只留下行数与指纹", "10.5.2.3")
    return datasets_folder() / export.folder


@action("dataset_export", "export")
def export(
    record: DatasetExport, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> DatasetExport:
    """Write the folder, then the row that tells of it; outside any transaction, for it may take minutes.

    A refusal leaves neither. The records are read as they are now: `as_of` is the moment of the act.
    """
    row = record.lifecycle.row("export")
    check(record, row, Act("export", by, at, facts))
    place = f"{record.hotline.code}/{record.since}_{record.until}-{at:%Y%m%dT%H%M%S}-{os.urandom(3).hex()}"
    folder = datasets_folder() / place
    record.as_of, record.folder, record.made_by_id = at, place, by.person or None
    try:
        written = write_dataset(Window(record.hotline, record.since, record.until, at), folder, record.form)
        record.counts = written.counts
        record.sha256, record.sm3 = written.fingerprint.sha256, written.fingerprint.sm3
        return begin(record, "export", by=by, at=at, **facts)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
