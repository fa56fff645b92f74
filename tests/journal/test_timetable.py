"""What a site does by itself: the timetable is entered once, and the night seals and publishes the journal."""

from datetime import timedelta
from pathlib import Path

import pytest
from django_q.models import Schedule

from hengxian.certification.publishing import signer
from hengxian.certification.timetable import seal_journal
from hengxian.cli.timetable import TIMES, set_timetable
from hengxian.journal import verifying
from hengxian.journal.models import Checkpoint
from hengxian.publication.reading import read
from tests.cast import NOON, found_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, settings) -> None:
    settings.HENGXIAN_FACTS = tmp_path / "facts"
    settings.HENGXIAN_SIGNING_KEY = tmp_path / "keys" / "publication.pem"


def test_the_timetable_is_entered_once_and_replaces_an_earlier_one():
    Schedule.objects.create(name="旧的", func="hengxian.cli.timetable.gone")

    for _ in range(2):
        set_timetable()

    assert set(Schedule.objects.values_list("name", "cron")) == {
        (name, cron) for name, (_, cron) in TIMES.items()
    }


@pytest.mark.covers("G-1")
def test_the_night_seals_the_journal_and_publishes_its_root(settings, django_capture_on_commit_callbacks):
    found_site()

    with django_capture_on_commit_callbacks(execute=True):
        sealed = [seal_journal(NOON), seal_journal(NOON), seal_journal(NOON + timedelta(days=1))]

    points = list(Checkpoint.objects.order_by("on"))
    told = [fact.body for fact in read(settings.HENGXIAN_FACTS) if fact.kind == "checkpoint"]
    assert sealed == [True, False, True]
    assert [(body.made_on, body.entries, body.root) for body in told] == [
        (p.on, p.last, p.root) for p in points
    ]
    assert list(verifying.faults({signer().public_key.key_id: signer().public_key})) == []
