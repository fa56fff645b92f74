"""The invented hotline of the demo after five working days, for journeys in a browser: told once, kept, put back."""

from datetime import datetime, timedelta

from hengxian.cli.showcase.people import found
from hengxian.cli.showcase_hotline import knowledge, people, setting
from hengxian.cli.showcase_hotline.diary import Diary
from hengxian.cli.showcase_hotline.inspecting import inspect
from hengxian.cli.showcase_hotline.orders import Desk
from hengxian.cli.showcase_hotline.story import ring
from hengxian.cli.showcase_hotline.watching import Watch
from hengxian.hotline.knowledge.finding import keep
from hengxian.hotline.models import Article, Hotline
from tests.cast import PASSWORD
from tests.keeping import kept

UNTIL = datetime.fromisoformat("2026-03-20T10:30:00+08:00")  # a Friday
DAYS, ORDERS_A_DAY = 7, 5


def told() -> Hotline:
    """The hotline's past week. The index of words is no table of a model, so it is made again."""
    hotline = _told()
    for article in Article.objects.filter(hotline=hotline):
        keep(article)
    return hotline


@kept
def _told() -> Hotline:
    began = UNTIL - timedelta(days=60)
    found(PASSWORD, began)
    hotline, units = setting.found(began)
    people.hire(hotline, units, PASSWORD, began)
    diary = Diary(UNTIL)
    watch = Watch(hotline, diary)
    start = (UNTIL - timedelta(days=DAYS)).replace(hour=0, minute=0)
    watch.settle(start - timedelta(days=1))
    desk = Desk(hotline, diary, knowledge.write(hotline, began))
    for number in range(DAYS + 1):
        day = start + timedelta(days=number)
        for _ in range(ORDERS_A_DAY):
            diary.enter(day + timedelta(hours=desk.drawn.uniform(7.5, 20)), desk.take)
        diary.enter(day + timedelta(hours=18, minutes=30), watch.evening)
    diary.live()
    assert not diary.left_undone
    ring(hotline, UNTIL - timedelta(days=1), UNTIL)
    inspect(hotline, UNTIL - timedelta(hours=1))
    return hotline
