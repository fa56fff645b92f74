"""Telling the hotline of mystery contacts, afterwards and by letter, so that it can mark them as tests (5.1.2.5)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification import letterhead
from hengxian.certification.models import Case
from hengxian.certification.queries.evidence import untold_tests
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import enact
from hengxian.records.clocks import SHANGHAI, local_day
from hengxian.records.documents.letters.audit import MysteryTest, MysteryTests
from hengxian.records.edition import pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import revise


@action("case", "tell_tests")
@transaction.atomic
def tell_tests(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """A letter with channel, time and order of each; what was expected, answered and judged stays inside."""
    hold_chain()
    tests = list(untold_tests(case))
    enact(case, "tell_tests", by=by, at=at, version=version, **facts)
    letter = MysteryTests(hotline=case.hotline.name, tests=tuple(_told(row) for row in tests))
    letterhead.send(letter, case.organisation, about=case.story, case=case.number, by=by, at=at)
    book, today = open_book(pack(), "mystery_tests", case), local_day(at).isoformat()
    for row in tests:
        revise(book, row, {"told_on": today}, by=by, at=at)
    return case


def _told(row: RegisterRow) -> MysteryTest:
    began = datetime.fromisoformat(row.data["started_at"]).astimezone(SHANGHAI)
    return MysteryTest(
        channel=row.data["channel"],
        started_at=began,
        order_number=row.data.get("order_number") or "未形成工单",
    )
