"""The hotline evaluates itself by one complete standard for all units (12.1.1)."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hengxian.hotline.dataset.window import Window
from hengxian.hotline.models import Order
from hengxian.hotline.reporting.compiling import evaluated
from hengxian.records.edition import pack
from hengxian.scoring.profile import ProfileError, load_profile
from tests.hotline.figures.records import scatter
from tests.hotline.line import Line

NOW = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
PROFILE = "{id: own, name: 某方案, owner: 某热线, edition: '1', mapping: linear, %s}"


@pytest.mark.covers("R12.1.1.2", "R12.1.1.3", "R12.1.1.4")
def test_one_pack_is_applied_to_every_units_orders_and_a_weight_of_a_unit_is_refused(
    line: Line, tmp_path: Path
) -> None:
    scatter(line, 1, start=datetime(2026, 1, 1, tzinfo=NOW.tzinfo), days=20, contacts=30)
    own = tmp_path / "own.yaml"
    own.write_text(PROFILE % "weights: {城管局: '20'}", encoding="utf-8")
    standards = set()
    for unit in ("城管局", "住建局"):
        Order.objects.update(lead=line.units[unit])
        kept = evaluated(
            Window(line.hotline, date(2026, 1, 1), date(2026, 2, 1), NOW), by=line.actor("manager")
        )
        standards.add((kept.pack, kept.profile))

    with pytest.raises(ProfileError, match="weights：不认识这一项"):
        load_profile(own)

    assert {standard for standard, _ in standards} == {pack().identity}
    assert len(standards) == 1
    assert len(pack().tree.dimensions) == 4
