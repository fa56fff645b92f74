"""What each act of a typing test does beside moving it (9.3.2.4): server's instants, errors, the register's line."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.models import TypingTest
from hengxian.hotline.people.testing import laid_out, minutes_taken, plain
from hengxian.hotline.people.texts import TEXTS
from hengxian.hotline.people.typing import errors_in
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, enact
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import write


@action("typing_test", "open")
def open_test(
    test: TypingTest, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> TypingTest:
    """With the text, and the time as it is set now."""
    length = value_of("P-typing", at)
    test.text = TEXTS.get(str(facts.get("source")), str(facts.get("text") or "").strip())
    test.minutes = length.value if length else 0
    test.opened_at = at
    return begin(test, "open", by=by, at=at, **facts)


@action("typing_test", "start")
def start(
    test: TypingTest, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> TypingTest:
    """The clock runs."""
    return enact(test, "start", by=by, at=at, version=version, changes={"started_at": at}, **facts)


@action("typing_test", "submit")
def submit(
    test: TypingTest, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> TypingTest:
    """Errors are counted here, against the text that was laid out; no figure comes from the browser."""
    text = laid_out(test)
    typed = plain(str(facts.pop("typed", "") or ""))[: len(text)]
    # Nothing beyond twice what was typed can fit it better.
    changes = {"ended_at": at, "typed": typed, "errors": errors_in(text[: 2 * len(typed)], typed)}
    return enact(test, "submit", by=by, at=at, version=version, changes=changes, **facts)


@action("typing_test", "record")
@transaction.atomic
def record(
    test: TypingTest, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> TypingTest:
    """The line in the register of the person's tests, made of what the server kept. Raises NotNow for a late one."""
    hold_chain()
    ended = test.ended_at or at
    said = {
        "tested_on": local_day(ended).isoformat(), "text": test.text, "typed": len(test.typed),
        "errors": test.errors or 0, "minutes": str(minutes_taken(test)), "software": facts.get("software"),
        "software_basis": facts.get("software_basis"), "retest_on": facts.get("retest_on"),
    }  # fmt: skip
    row = write(open_book(pack(), "typing_tests", test.person), said, by=by, at=at)
    return enact(test, "record", by=by, at=at, version=version, changes={"row": row}, **facts)
