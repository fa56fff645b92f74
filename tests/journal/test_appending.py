"""The end of the chain is read once a transaction, and goes back with whatever of it is rolled back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from hengxian.journal import verifying
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.models import Entry
from hengxian.journal.writing import create
from hengxian.people.models import Organisation

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CLERK = Actor(person=1, account=11, name="甲", roles=frozenset({"clerk"}))


def entered(name: str) -> Entry:
    create(Organisation(name=name), by=CLERK, at=NOON)
    return Entry.objects.latest("sequence")


@transaction.atomic
def enter_and_fail(name: str) -> None:
    entered(name)
    raise ZeroDivisionError


@pytest.mark.django_db
def test_holding_again_asks_nothing(django_assert_num_queries):
    with transaction.atomic():
        entry = entered("甲公司")

        with django_assert_num_queries(0):
            held = hold_chain()

    assert (held.sequence, held.digest) == (entry.sequence, entry.digest)


@pytest.mark.django_db
def test_a_savepoint_rolled_back_takes_its_end_of_the_chain_along():
    with transaction.atomic():
        first = entered("甲公司")
        with pytest.raises(ZeroDivisionError):
            enter_and_fail("乙公司")
        second = entered("丙公司")

    assert (second.sequence, list(verifying.faults())) == (first.sequence + 1, [])


@pytest.mark.django_db(transaction=True)
def test_the_next_transaction_reads_what_another_wrote():
    with transaction.atomic():
        entered("甲公司")
    with pytest.raises(ZeroDivisionError):
        enter_and_fail("乙公司")

    last = entered("丙公司")

    assert (last.sequence, connection.run_on_commit, list(verifying.faults())) == (2, [], [])
