"""Improvement plans that are late on a day, soonest due first (12.2.2.1)."""

from datetime import date

from hengxian.hotline.models import Improvement

OPEN = ("已批准", "实施中")


def late(hotline: int, on: date) -> list[Improvement]:
    """Plans under way whose limit lies before the day."""
    found = Improvement.objects.filter(hotline=hotline, status__in=OPEN, due_on__lt=on)
    return list(found.select_related("person", "unit").order_by("due_on", "pk"))
