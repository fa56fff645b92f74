"""Coordination and notes stand in the order (9.1.1.3)."""

import pytest

from hengxian.kernel.refusals import Refused
from tests.hotline.line import Line


@pytest.mark.covers("R9.1.1.3")
def test_coordination_with_units_is_kept_in_its_order(line: Line) -> None:
    order = line.transferred("城管局", "住建局", lead="城管局")
    units = [str(line.units[name].pk) for name in ("城管局", "住建局")]
    at_time = line.at

    line.does(
        "manager",
        order,
        "coordinate",
        at_time=at_time,
        units=units,
        text="两单位会商职责",
        outcome="城管局牵头",
    )

    note = order.notes.get()
    assert (note.type, note.at, note.text, note.told) == (
        "协调记录",
        at_time,
        "两单位会商职责",
        {"units": ["住建局", "城管局"], "outcome": "城管局牵头"},
    )


def test_coordination_in_the_future_is_refused(line: Line) -> None:
    order = line.transferred("城管局")
    later = line.at.replace(year=2030)

    with pytest.raises(Refused, match="时间不能晚于现在"):
        line.does(
            "manager",
            order,
            "coordinate",
            at_time=later,
            units=[line.units["城管局"].pk],
            text="会商",
            outcome="定",
        )
