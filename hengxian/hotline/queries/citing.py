"""How often each agent's direct answers cite an article of the knowledge base (9.3.2.2)."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q

from hengxian.hotline.models import Citation, Handling, Hotline, Order


@dataclass(frozen=True)
class Citing:
    """An agent's direct answers in a period, and those among them that cite an article."""

    person: int
    name: str
    answers: int
    cited: int

    @property
    def share(self) -> Fraction:
        """Cited of answered; an agent without direct answers has no line at all."""
        return Fraction(self.cited, self.answers)


def citing_by_agent(line: Hotline, since: datetime, until: datetime) -> list[Citing]:
    """By agent of the orders answered directly and accepted in the period, its end not included; one statement."""
    direct = Order.objects.filter(
        hotline=line,
        handling=Handling.DIRECT,
        accepted_at__gte=since,
        accepted_at__lt=until,
        agent__isnull=False,
    ).annotate(cites=Exists(Citation.objects.filter(order=OuterRef("pk"))))
    told = direct.values("agent", "agent__name").order_by("agent__name", "agent")
    counted = told.annotate(answers=Count("pk"), cited=Count("pk", filter=Q(cites=True)))
    return [Citing(each["agent"], each["agent__name"], each["answers"], each["cited"]) for each in counted]
