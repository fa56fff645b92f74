"""The diary of the invented hotline, whatever day it is told up to."""

from datetime import datetime, timedelta

from hengxian.cli.showcase_hotline.diary import Diary
from hengxian.kernel.refusals import NotNow

NOON = datetime.fromisoformat("2026-03-16T12:00:00+08:00")


def test_what_a_rule_forbids_is_left_undone_and_the_story_goes_on():
    told = []
    diary = Diary(NOON)

    def ask_too_late(at: datetime) -> None:
        diary.enter(at + timedelta(minutes=1), told.append)
        raise NotNow("期限已于 2026-03-16 届满，不能再延期")

    diary.enter(NOON - timedelta(hours=1), ask_too_late)
    diary.enter(NOON + timedelta(minutes=1), told.append)
    diary.live()

    assert diary.left_undone == ["期限已于 2026-03-16 届满，不能再延期"]
    assert told == [NOON - timedelta(minutes=59)]
