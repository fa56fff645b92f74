"""The same period of the year before: which it is, and what to say where there is none (R10.6.1.2, T36)."""

from datetime import date, timedelta

from hengxian.hotline.dataset.window import Window
from hengxian.hotline.models import Contact, Hotline, Order
from hengxian.records.clocks import SHANGHAI

NONE_THERE = "去年同期无数据"
TOO_SHORT = "三个月数据不足以评定"
QUARTER = timedelta(days=93)


def year_before(window: Window) -> Window:
    """The same dates a year earlier; a 29 February becomes the 28th."""
    return Window(window.hotline, _earlier(window.since), _earlier(window.until), window.as_of)


def has_records(window: Window) -> bool:
    """Whether anything happened in the period: a period without a record is no period to compare with."""
    return window.contacts().exists() or window.orders().filter(accepted_at__gte=window.start).exists()


def why_none(window: Window) -> str:
    """What stands in the place of the figure before: never 0. A hotline of a quarter's data has no year to compare."""
    first = first_day(window.hotline)
    return TOO_SHORT if first is not None and window.until - first <= QUARTER else NONE_THERE


def first_day(hotline: Hotline) -> date | None:
    """The local day of the hotline's first record; None while it has none."""
    contact = (
        Contact.objects.filter(hotline=hotline)
        .order_by("arrived_at")
        .values_list("arrived_at", flat=True)
        .first()
    )
    order = (
        Order.objects.filter(hotline=hotline)
        .order_by("accepted_at")
        .values_list("accepted_at", flat=True)
        .first()
    )
    found = [moment for moment in (contact, order) if moment]
    return min(found).astimezone(SHANGHAI).date() if found else None


def _earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return date(day.year - 1, 2, 28)
