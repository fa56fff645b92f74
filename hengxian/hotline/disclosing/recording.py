"""One register tells what was published, when and where: whoever publishes by an act leaves its row there (11.3.1.1).

What is published elsewhere is written there by hand; the row of an act is changed by an act only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from hengxian.hotline.models import Hotline
from hengxian.journal.actor import Actor
from hengxian.journal.models.entry import Entry
from hengxian.journal.models.recorded import Recorded
from hengxian.kernel.refusals import NotNow
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.files.keeping import Particulars, keep
from hengxian.records.models import RegisterRow
from hengxian.records.privacy.fields import Sensitivity
from hengxian.records.registers.book import Book, open_book
from hengxian.records.registers.effect import in_force
from hengxian.records.registers.exporting import Sheet, as_csv
from hengxian.records.registers.writing import revise, write

REGISTER = "publications"
ON_OUR_PAGE, OF_APPRAISAL = "本系统公开页面", "单位考核公布"
NONE_HIDDEN = "无"
LONGEST = 80  # of the name of an issue, as keys of registers are


@dataclass(frozen=True)
class Publication:
    """What the register says of one issue; `until` is its last day, `table` what the public reads, its head first."""

    name: str
    since: date
    until: date
    content: str
    definitions: str
    table: Sequence[Sequence[str]]
    place: str
    way: str = ON_OUR_PAGE
    suppressed: str = NONE_HIDDEN


def record_publication(
    hotline: Hotline, what: Publication, *, drawn_up: Recorded, by: Actor, at: datetime
) -> RegisterRow:
    """Its row, with what was published as a file of evidence. NotNow while an issue of that name is public.

    NotAllowed for whoever drew it up.
    """
    issue, opened = what.name[:LONGEST], _book(hotline)
    if any(row.subject == issue for row in in_force(opened, local_day(at))):
        raise NotNow(f"《{opened.table.title}》已有“{issue}”，现行有效；须先撤回，或换名称", opened.clause)
    head, *cells = (tuple(line) for line in what.table)
    content = as_csv(Sheet(what.name, head, tuple(cells)))
    file = keep(
        BytesIO(content), f"公布内容-{drawn_up.kind}-{drawn_up.pk}-v{drawn_up.version}.csv", about=hotline.story,
        category="document", by=by, at=at, particulars=Particulars(sensitivity=Sensitivity.PUBLIC),
    )  # fmt: skip
    facts: dict[str, Any] = {
        "way": what.way, "starts_on": what.since, "ends_on": what.until, "content": what.content,
        "definitions": what.definitions, "suppressed": what.suppressed, "place": what.place,
        "compiler": str(drafter_of(drawn_up)), "approver": str(by.person), "published_on": local_day(at),
    }  # fmt: skip
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}
    return write(
        _book(hotline), said, by=by, at=at, subject=what.name[:LONGEST], evidence=(f"file:{file.pk}",),
        by_act=True,
    )  # fmt: skip


def withdraw_publication(
    hotline: Hotline, row: RegisterRow, *, by: Actor, at: datetime, reason: str
) -> RegisterRow:
    """It stays in the register as what was once public, and fulfils no cycle any more."""
    said = {"withdrawn_on": local_day(at).isoformat(), "withdrawn_why": reason}
    return revise(_book(hotline), row, said, by=by, at=at, reason=reason, by_act=True)


def drafter_of(record: Recorded) -> int:
    """The person who drew a record up, as the journal has it."""
    first = Entry.objects.filter(object_kind=record.kind, object_id=str(record.pk), verb="draft")
    return int(first.order_by("sequence").values_list("person", flat=True)[0])


def _book(hotline: Hotline) -> Book:
    return open_book(pack(), REGISTER, hotline)
