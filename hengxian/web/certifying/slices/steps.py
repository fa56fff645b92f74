"""What the rule's process adds to a case's page: every step with who did it and when, or that it is still to come."""

from typing import Any

from hengxian.certification.models import Case
from hengxian.certification.steps import steps_of
from hengxian.people.models import Person
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor


@panel("case", "certifying/case/steps.html", order=5)
def steps(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """The steps in the rule's order; none may be skipped, added or joined (条例 21)."""
    if visitor.is_client:
        return None
    found = steps_of(case)
    names = Person._default_manager.in_bulk([each.person for each in found if each.person])
    shown = [(each, names.get(each.person or 0)) for each in found]
    return {"steps": shown, "done": sum(each.is_recorded for each in found)}
