"""The board: the engine's figures, countdowns, the rolling 24 hours, and what waits."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache

from hengxian.evaluation.evaluate import evaluate
from hengxian.hotline.actions.exporting import folder_of
from hengxian.hotline.board.figures import snapshot, today
from hengxian.hotline.board.rolling import rolling
from hengxian.hotline.board.waiting import queues, waiting
from hengxian.hotline.board.work import work
from hengxian.hotline.dataset.window import Window
from hengxian.hotline.dataset.writing import write_dataset
from hengxian.hotline.models import Contact, DatasetExport, Order
from hengxian.journal.acting import perform
from tests.hotline.figures.records import scatter
from tests.hotline.line import Line

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 4, 15, 0, tzinfo=SHANGHAI)
HOURS, MINUTES, SECONDS = (
    lambda n: timedelta(hours=n),
    lambda n: timedelta(minutes=n),
    lambda n: timedelta(seconds=n),
)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


def _contact(
    line: Line,
    identity: str,
    arrived: datetime,
    *,
    channel: str = "phone",
    answered: datetime | None = None,
    **more: object,
) -> Contact:
    return Contact.objects.create(
        hotline=line.hotline,
        channel=channel,
        identity=identity,
        arrived_at=arrived,
        answered_at=answered,
        **more,
    )


@pytest.mark.covers("R3.8")
@pytest.mark.parametrize("seed", range(3))
def test_the_boards_figures_are_those_of_the_evaluated_export_to_the_last_digit(
    line: Line, seed: int
) -> None:
    scatter(line, seed, start=NOW - timedelta(days=6), days=6, contacts=150)
    since, until = date(2026, 3, 1), date(2026, 3, 4)

    shown = snapshot(line.hotline, since, until, NOW)

    export = DatasetExport(hotline=line.hotline, since=since, until=until)
    perform(export, "export", by=line.actor("manager"), at=NOW)
    result = evaluate(folder_of(export))
    assert [shown[part] for part in ("indicators", "checks", "funnels")] == [
        result[part] for part in ("indicators", "checks", "funnels")
    ]
    assert shown["dataset"]["fingerprint"] == export.sha256


def test_a_snapshot_is_kept_for_a_minute_and_made_anew_after_it(line: Line) -> None:
    _contact(line, "a", NOW - HOURS(2), answered=NOW - HOURS(2))
    first = today(line.hotline, NOW)["indicators"]["call_connection_rate"]["denominator"]
    _contact(line, "b", NOW - HOURS(1))

    soon = today(line.hotline, NOW + SECONDS(59))["indicators"]["call_connection_rate"]["denominator"]
    later = today(line.hotline, NOW + SECONDS(60))["indicators"]["call_connection_rate"]["denominator"]

    assert (first, soon, later) == (1, 1, 2)


def test_a_day_without_a_call_is_unmeasured_and_never_100(line: Line) -> None:
    shown = today(line.hotline, NOW)["indicators"]["call_connection_rate"]

    told = rolling(line.hotline, NOW)
    assert shown["status"] == "unmeasured"
    assert (told.now, told.worst, told.is_silent, told.is_low) == (None, None, True, False)


@pytest.mark.covers("R10.1.2.2")
def test_every_waiting_contact_counts_down_by_its_channels_limit_and_no_automatic_reply_stops_it(
    line: Line,
) -> None:
    _contact(line, "call", NOW - SECONDS(10))
    _contact(line, "sms", NOW - MINUTES(4), channel="sms", response="自动回复：已收到")
    _contact(line, "mail", NOW - HOURS(20), channel="mailbox")
    _contact(line, "done", NOW - HOURS(1), channel="web", answered=NOW)
    _contact(line, "test", NOW - HOURS(1), is_test=True)

    found = waiting(line.hotline, NOW)

    assert [(one.channel, one.left, one.is_late) for one in found] == [
        ("sms", -60, True),
        ("phone", 5, False),
        ("mailbox", 4 * 3600, False),
    ]
    assert [(each.label, each.limit, each.waiting, each.late) for each in queues(found)] == [
        ("电话", 15, 1, 0),
        ("短信与其他媒体", 180, 1, 1),
        ("信箱", 86400, 1, 0),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_the_rolling_share_is_the_engines_worst_window_over_the_same_hours(
    line: Line, seed: int, tmp_path: Path
) -> None:
    midnight = datetime(2026, 3, 4, tzinfo=SHANGHAI)
    scatter(line, seed, start=midnight - timedelta(days=2), days=2, contacts=120)
    write_dataset(Window(line.hotline, date(2026, 3, 2), date(2026, 3, 4), midnight + HOURS(30)), tmp_path)
    Contact.objects.filter(answered_at__gt=midnight).update(answered_at=midnight)

    told = rolling(line.hotline, midnight)

    worst = evaluate(tmp_path)["checks"]["connection_24h"]["worst"]
    assert told.worst is not None
    assert (told.worst.answered, told.worst.offered) == (worst["answered"], worst["offered"])


def test_rolling_share_counts_the_last_24_hours_only(line: Line) -> None:
    _contact(line, "out", NOW - HOURS(24))
    _contact(line, "in", NOW - HOURS(23), answered=NOW - HOURS(23))
    _contact(line, "lost", NOW - MINUTES(5))

    told = rolling(line.hotline, NOW)

    assert told.now is not None
    assert (told.now.answered, told.now.offered, told.is_low, told.is_silent) == (1, 2, True, False)


def test_work_counts_what_is_due_what_is_over_and_what_nobody_acknowledged(line: Line) -> None:
    def order(number: str, **columns: object) -> None:
        Order.objects.create(
            hotline=line.hotline, number=number, channel="phone", type="appeal", title="某标题", text="某内容",
            **{"accepted_at": NOW - HOURS(1), "status": "办理中"} | columns,
        )  # fmt: skip

    order("due", limit_at=datetime(2026, 3, 5, tzinfo=SHANGHAI))
    order("over", limit_at=NOW - HOURS(1))
    order("later", limit_at=NOW + timedelta(days=3))
    order("must go", status="已受理", accepted_at=datetime(2026, 3, 2, 9, tzinfo=SHANGHAI))
    order("may stay", status="已受理", accepted_at=datetime(2026, 3, 3, 9, tzinfo=SHANGHAI))
    order("back", status="待转交", returns=1, transferred_at=NOW)
    order("alarm", is_emergency=True)

    found = work(line.hotline, NOW)

    assert (found.open, found.due_today, found.overdue) == (7, 1, 1)
    assert (found.must_go_today, found.late_to_transfer, found.returned, found.unacknowledged) == (1, 0, 1, 1)
