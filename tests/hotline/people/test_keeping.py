"""A manager keeps the people, units and matters of the hotlines he is posted at, and of no other (R3.3)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hengxian.hotline import establishing
from hengxian.hotline.models import Designation, Duty, Hotline, Matter, Posting, Unit
from hengxian.kernel.refusals import NotAllowed, NotNow
from tests.hotline.line import Line

Doing = Callable[[Line, Hotline, Any], Any]


def unit_of(line: Line, hotline: Hotline) -> Unit:
    """A unit of the hotline, added by whoever may."""
    by = line.actor("security_administrator")
    return establishing.add_unit(Unit(hotline=hotline, name="供热公司"), by=by, at=line.at)


def end_posting(line: Line, hotline: Hotline, who: Any) -> Any:
    posting = establishing.post(
        line.people["clerk"].person, hotline, by=line.actor("security_administrator"), at=line.at
    )
    return establishing.end_posting(posting, reason="调离", **who)


DOINGS: dict[str, Doing] = {
    "unit": lambda line, hotline, who: establishing.add_unit(Unit(hotline=hotline, name="燃气公司"), **who),
    "matter": lambda line, hotline, who: establishing.add_matter(Matter(hotline=hotline, name="停气"), **who),
    "change": lambda line, hotline, who: establishing.change(
        unit_of(line, hotline), reason="换号", telephone="12", **who
    ),
    "limits": lambda line, hotline, who: establishing.set_limits(
        hotline, reason="本热线规定", recall_days=9, **who
    ),
    "post": lambda line, hotline, who: establishing.post(line.people["clerk"].person, hotline, **who),
    "end posting": end_posting,
    "designate": lambda line, hotline, who: establishing.designate(
        line.people["agent"].person, hotline, Duty.STATISTICS, basis="文件", **who
    ),
}


@pytest.mark.covers("R3.3")
@pytest.mark.parametrize("doing", DOINGS.values(), ids=list(DOINGS))
def test_manager_of_one_hotline_keeps_nothing_of_another(line: Line, doing: Doing) -> None:
    who = {"by": line.actor("manager"), "at": line.at}

    doing(line, line.hotline, who)

    with pytest.raises(NotAllowed):
        doing(line, line.other, who)


def test_manager_founds_no_hotline(line: Line) -> None:
    another = Hotline(
        name="丙市热线",
        number="12345",
        code="third",
        place="丙市",
        provider=line.hotline.provider,
        founded_on=date(2020, 1, 1),
    )

    with pytest.raises(NotAllowed):
        establishing.found_hotline(another, by=line.actor("manager"), at=line.at)


def test_nobody_is_designated_twice_for_one_duty(line: Line) -> None:
    by, person = line.actor("manager"), line.people["agent"].person
    establishing.designate(person, line.hotline, Duty.ARCHIVE, basis="文件", by=by, at=line.at)

    with pytest.raises(NotNow):
        establishing.designate(person, line.hotline, Duty.ARCHIVE, basis="文件", by=by, at=line.at)

    assert Designation.objects.filter(person=person, ended_at=None).count() == 1
    assert Posting.objects.filter(person=person, ended_at=None).count() == 1
