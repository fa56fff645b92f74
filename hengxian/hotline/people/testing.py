"""A typing test on the server's clock (9.3.2.4): what is to be typed, the code that starts it, how long it lasted."""

from datetime import datetime, timedelta
from decimal import Decimal

from hengxian.hotline import keys
from hengxian.hotline.models import TypingTest
from hengxian.hotline.people.typing import ALLOWED_OVER
from hengxian.kernel.refusals import NotNow

# So many characters a minute are laid before the person that nobody comes to the end before the time is over.
LAID_OUT = 200
LEAST = 30  # characters of a text of one's own


def plain(text: str) -> str:
    """Without white space: it is neither asked for nor counted."""
    return "".join(text.split())


def laid_out(test: TypingTest) -> str:
    """The text as it is shown and compared: repeated until nobody can type to its end in time."""
    wanted = int(test.minutes * LAID_OUT)
    text = plain(test.text)
    return text * -(-wanted // len(text)) if text else ""


def start_code(test: TypingTest) -> str:
    """Six digits that the organiser tells the person when he may begin; nothing of it is stored."""
    opened = int(test.opened_at.timestamp()) if test.opened_at else ""
    return f"{int(keys.code_digest(test.hotline, f'typing {test.pk} {opened}'), 16) % 10**6:06}"


def minutes_taken(test: TypingTest) -> Decimal:
    """From the server's start to the server's end, cut to hundredths. NotNow without both, or for what came too late.

    Within hundredths a slow line costs the typist nothing; beyond them the longer time is what counts.
    """
    if test.started_at is None or test.ended_at is None:
        raise NotNow("测试没有开始和交卷的时间")
    taken = Decimal((test.ended_at - test.started_at) * 100 // timedelta(minutes=1)) / 100
    if taken > test.minutes + ALLOWED_OVER:
        late = (test.ended_at - _after(test.started_at, test.minutes)).seconds
        raise NotNow(f"交卷比时间到晚了 {late} 秒，结果不能用，请作废后重测", "9.3.2.4")
    return taken


def ends_at(test: TypingTest) -> datetime | None:
    """When the time is over."""
    return _after(test.started_at, test.minutes) if test.started_at else None


def _after(start: datetime, minutes: Decimal) -> datetime:
    return start + timedelta(seconds=int(minutes * 60))
