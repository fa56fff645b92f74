"""The engine's figures of a running period: the same dataset, the same measurement as anybody's (R3.8, B-2)."""

from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.cache import cache

from hengxian.evaluation.evaluate import evaluate
from hengxian.hotline.dataset.window import Window
from hengxian.hotline.dataset.writing import write_dataset
from hengxian.hotline.models import Hotline
from hengxian.records.clocks import SHANGHAI

FRESH = timedelta(minutes=1)
KEPT = 600  # seconds a snapshot may be shown while a newer one is made


def measured(window: Window) -> dict[str, Any]:
    """The content of result.json for a window, from a dataset that is written, measured and thrown away."""
    with TemporaryDirectory(prefix="hengxian-board-") as folder:
        write_dataset(window, Path(folder) / "dataset")
        return evaluate(Path(folder) / "dataset")


def snapshot(hotline: Hotline, since: date, until: date, at: datetime) -> dict[str, Any]:
    """The figures of a period, at most a minute old; whoever comes while they are made sees the last ones."""
    name = f"board:{hotline.pk}:{since}:{until}"
    kept = cache.get(name)
    if kept and at - kept["at"] < FRESH:
        return dict(kept["result"])
    if kept and not cache.add(f"{name}:making", 1, timeout=60):
        return dict(kept["result"])
    try:
        result = measured(Window(hotline, since, until, at))
        cache.set(name, {"at": at, "result": result}, timeout=KEPT)
    finally:
        cache.delete(f"{name}:making")
    return result


def today(hotline: Hotline, at: datetime) -> dict[str, Any]:
    """The figures of the local day so far."""
    on = at.astimezone(SHANGHAI).date()
    return snapshot(hotline, on, on + timedelta(days=1), at)
