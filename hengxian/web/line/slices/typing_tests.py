"""文字录入测试 on pages: the code that starts it, what was typed, the check of the clause (9.3.2.4)."""

from typing import Any

from hengxian.hotline.models import TypingTest
from hengxian.hotline.people.testing import start_code
from hengxian.people.models import Person
from hengxian.web.acting.asking import Pairs, answers_for
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor


@panel("typing_test", "line/people/typing_test.html", order=10, in_acts=True)
def about(record: TypingTest, visitor: Visitor) -> dict[str, Any] | None:
    """For the organiser; the person tested never sees the code before he is told it."""
    if record.person_id == visitor.actor.person:
        return None
    return {
        "code": start_code(record) if record.status == "待开始" else "",
        "characters": len(record.typed),
        "is_typed": record.ended_at is not None,
        "row": record.row,
    }


@answers_for("typing_test", "open", "person_id")
def agents(record: TypingTest, visitor: Visitor) -> Pairs:
    """The hotline's agents, but for the organiser himself."""
    found = Person.objects.filter(
        postings__hotline=record.hotline_id, postings__unit=None, postings__ended_at=None,
        accounts__is_active=True, accounts__grants__role="agent", accounts__grants__ended_at=None,
    ).exclude(pk=visitor.actor.person)  # fmt: skip
    return [(str(each.pk), each.name) for each in found.distinct().order_by("name")]
