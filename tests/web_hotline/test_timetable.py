"""What the hotline's site does by itself."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hengxian.hotline.models import Supervision
from hengxian.journal.checkpoints import signature_faults
from hengxian.journal.models import Checkpoint
from hengxian.publication.reading import read
from hengxian.publication.signing import KeyFile
from hengxian.records.regular import do_duties
from tests.cast import NOON
from tests.web_hotline.scene import Scene


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, settings: Any) -> None:
    settings.HENGXIAN_FACTS = tmp_path / "facts"
    settings.HENGXIAN_SIGNING_KEY = tmp_path / "keys" / "publication.pem"


def test_the_night_seals_the_journal_into_the_sites_own_folder(scene: Scene, settings: Any) -> None:
    for at in (NOON, NOON, NOON + timedelta(days=1)):
        do_duties("night", at)

    point = Checkpoint.objects.get()
    told = [fact.body for fact in read(settings.HENGXIAN_FACTS) if fact.kind == "checkpoint"]
    key = KeyFile.load(settings.HENGXIAN_SIGNING_KEY).public_key
    assert [(body.made_on, body.entries, body.root) for body in told] == [(point.on, point.last, point.root)]
    assert list(signature_faults({key.key_id: key})) == []


def test_an_overdue_order_is_proposed_for_supervision_once(scene: Scene) -> None:
    line = scene.line
    order = line.order()
    line.does("agent", order, "transfer", units=[line.units["城管局"].pk], opinion="请办理", limit_days=1)
    later = line.at + timedelta(days=30)

    for at in (later, later + timedelta(minutes=5)):
        do_duties("minutes", at)

    assert [(each.order_id, each.status) for each in Supervision.objects.all()] == [(order.pk, "建议")]


def test_a_duty_that_fails_keeps_no_other_from_being_done(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hengxian.records import regular

    done = []

    def fails(at: Any) -> None:
        raise OSError("磁盘已满")

    monkeypatch.setitem(regular._duties, ("hotline", "morning"), [fails, done.append])

    with pytest.raises(OSError, match="磁盘已满"):
        do_duties("morning", NOON)

    assert done == [NOON]
