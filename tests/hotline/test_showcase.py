"""The invented hotline of `bin/run` stands up whatever day it is made on."""

from datetime import timedelta

import pytest

from hengxian.cli.showcase.people import found
from hengxian.cli.showcase_hotline import people, setting
from hengxian.cli.showcase_hotline.diary import Diary
from hengxian.cli.showcase_hotline.orders import CLERKS, Desk
from hengxian.hotline.models import Extension, Order
from tests.cast import NOON, PASSWORD


@pytest.mark.django_db
def test_nobody_of_the_showcase_asks_for_more_time_when_it_is_over() -> None:
    found(PASSWORD, NOON)
    hotline, units = setting.found(NOON)
    people.hire(hotline, units, PASSWORD, NOON)
    desk = Desk(hotline, Diary(NOON), ())
    order = desk._registered(NOON)
    desk._transfer(order, NOON + timedelta(hours=1))
    (clerk, *_) = CLERKS[order.parts.get(is_lead=True).unit.name]
    desk._perform(order, "take_up", clerk, NOON + timedelta(hours=2))

    desk._extend(order, clerk, NOON + timedelta(days=30))

    assert Order.objects.get().status == "办理中"
    assert Extension.objects.count() == 0
