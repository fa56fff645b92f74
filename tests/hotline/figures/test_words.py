"""What the database says of an instant or a flag is what we would say of it."""

from datetime import UTC, datetime

import pytest

from hengxian.hotline.dataset.words import Told, flag, flagged, instant
from hengxian.hotline.models import Contact
from tests.hotline.line import Line

MOMENTS = (
    datetime(2026, 1, 5, 15, 59, 59, 999_999, tzinfo=UTC),  # would round up to another day
    datetime(2026, 1, 5, 16, tzinfo=UTC),
    datetime(2026, 2, 28, 23, 30, 0, 120_000, tzinfo=UTC),
    datetime(2027, 12, 31, 20, 0, 0, 1, tzinfo=UTC),
)


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_instant_is_told_to_its_last_digit(line: Line, moment: datetime) -> None:
    contact = Contact(hotline=line.hotline, channel="phone", identity="one", arrived_at=moment)
    contact.save_base(raw=True)

    told = Contact.objects.values_list(Told("arrived_at"), Told("answered_at")).get(pk=contact.pk)

    assert told == (instant(moment), None)


@pytest.mark.parametrize("said", [True, False])
def test_a_flag_is_told_as_a_number(line: Line, said: bool) -> None:
    contact = Contact(
        hotline=line.hotline, channel="phone", identity="one", arrived_at=MOMENTS[1], is_test=said
    )
    contact.save_base(raw=True)

    assert str(Contact.objects.values_list(flagged("is_test"), flat=True).get(pk=contact.pk)) == flag(said)
