"""What has happened so far at the invented hotline: three weeks of calls, orders and what follows them."""

import json
from datetime import datetime, timedelta

from hengxian.cli.showcase_hotline import assessing, inspecting, knowledge, people, setting
from hengxian.cli.showcase_hotline.diary import Diary
from hengxian.cli.showcase_hotline.orders import Desk
from hengxian.cli.showcase_hotline.watching import Watch
from hengxian.hotline.intake.exchange import take_lines
from hengxian.hotline.intake.simulation import Plan, events
from hengxian.hotline.models import Hotline

DAYS = 21
ORDERS_A_DAY = 7
CALLS = Plan(per_hour=6, agents=("agent", "agent2", "shift"), callers=160)


def tell(password: str, began: datetime, until: datetime) -> None:
    """The hotline is founded and its people are hired when it began; the last three weeks pass until this minute."""
    hotline, units = setting.found(began)
    people.hire(hotline, units, password, began)
    start = (until - timedelta(days=DAYS)).replace(hour=0, minute=0, second=0, microsecond=0)
    diary = Diary(until)
    watch = Watch(hotline, diary)
    watch.settle(start - timedelta(days=1))
    desk = Desk(hotline, diary, knowledge.write(hotline, began))
    for number in range(DAYS + 1):
        day = start + timedelta(days=number)
        for _ in range(ORDERS_A_DAY):
            diary.enter(day + timedelta(minutes=desk.drawn.uniform(7.5 * 60, 20 * 60)), desk.take)
        diary.enter(day + timedelta(hours=18, minutes=30), watch.evening)
        diary.enter(day + timedelta(days=1), lambda now: ring(hotline, now - timedelta(days=1), now))
    diary.enter(start + timedelta(days=DAYS // 2, hours=15), desk.exempt)
    diary.enter(until - timedelta(days=1), lambda now: inspecting.inspect(hotline, now))
    diary.enter(until - timedelta(hours=20), lambda now: inspecting.survey(hotline, now))
    diary.live()
    ring(hotline, until.replace(hour=0, minute=0, second=0, microsecond=0), until)
    assessing.begin(hotline, until - timedelta(hours=2))


def ring(hotline: Hotline, start: datetime, end: datetime) -> None:
    """The simulated switch tells what the telephones did in a stretch."""
    lines = (
        json.dumps(event) for event in events(CALLS, start, end - start) if event["at"] <= end.isoformat()
    )
    take_lines(hotline, lines, at=end)
