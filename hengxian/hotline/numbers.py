"""Numbers that are given out once: orders by day, articles and archive entries by year."""

from datetime import datetime

from hengxian.hotline.models import Hotline
from hengxian.hotline.models.hotline import Series
from hengxian.records.clocks import SHANGHAI


def next_serial(hotline: Hotline, name: str) -> int:
    """The next serial of a series, from 1. Call it under the chain's lock: then no two are alike and none is lost."""
    series, _ = Series.objects.get_or_create(hotline=hotline, name=name)
    Series.objects.filter(pk=series.pk).update(last=series.last + 1)
    return series.last + 1


def next_order_number(hotline: Hotline, at: datetime) -> str:
    """Day and serial: 20261123-00001."""
    day = f"{at.astimezone(SHANGHAI):%Y%m%d}"
    return f"{day}-{next_serial(hotline, f'order-{day}'):05d}"
