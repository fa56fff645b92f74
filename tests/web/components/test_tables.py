"""Pages found by key: every row once, in order, at a cost that does not grow with depth."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hengxian.journal.models import Attempt
from hengxian.web.components.tables import page
from tests.cast import NOON

ORDER = ("-at", "pk")


@pytest.fixture
def attempts(db):
    from datetime import timedelta

    rows = [
        Attempt(
            at=NOON + timedelta(minutes=n // 3),
            person=1,
            account=1,
            actor="甲",
            verb="v",
            sentence=str(n),
            http=403,
        )
        for n in range(100)
    ]
    return Attempt.objects.bulk_create(rows)


def test_pages_show_every_row_once_in_order(attempts):
    wanted = list(Attempt.objects.order_by(*ORDER))
    found, after = [], ""

    while True:
        shown = page(Attempt.objects.all(), ORDER, after, size=7)
        found += shown.items
        after = shown.after
        if not after:
            break

    assert found == wanted


def test_any_page_is_one_query_without_offset(attempts):
    first = page(Attempt.objects.all(), ORDER, size=10)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page(Attempt.objects.all(), ORDER, first.after, size=10)

    assert len(queries) == 1
    assert "OFFSET" not in queries[0]["sql"]


@pytest.mark.parametrize("cursor", ["x", "!!!!", "bnVsbA", "W10", "W3t9LDFd", "甲"])
def test_tampered_cursor_shows_the_first_page(attempts, cursor):
    assert page(Attempt.objects.all(), ORDER, cursor, size=5) == page(Attempt.objects.all(), ORDER, size=5)
