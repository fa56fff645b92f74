"""Contacts by other channels, and their export: another system's column names, words and times."""

from dataclasses import dataclass

import numpy as np

from hengxian.cli.city.catalogue import words
from hengxian.cli.city.chance import Chance, Numbers, Words
from hengxian.cli.city.contacts import Matters, is_at_night, numbered, raise_matters
from hengxian.cli.city.folder import Rows, yes_no
from hengxian.cli.city.rhythm import Rhythm
from hengxian.cli.city.season import NEVER

CHANNELS = ("sms", "web", "app", "social", "other", "mailbox")
THEIR_CHANNELS = ("短信", "门户网站", "手机客户端", "微信微博", "其他", "信箱")
_SHARES = (0.20, 0.19, 0.27, 0.18, 0.04, 0.12)
_TO_CALLS = 0.085  # messages for each call
_UNANSWERED, _TESTS = 0.012, 0.002
_UTC_OFFSET = 8 * 3600  # the foreign system writes UTC epochs; the city keeps China's time


@dataclass(frozen=True)
class Messages:
    """One entry a message, in order of receipt; `channel` is a place in CHANNELS."""

    id: Words
    channel: Numbers
    received: Numbers
    responded: Numbers
    matters: Matters


def take_messages(rhythm: Rhythm, days: range, people: int, chance: Chance) -> Messages:
    """What arrives on those days by the other channels: the rhythm of the calls, without their outage."""
    counts = np.floor(rhythm.volume[days.start : days.stop] * _TO_CALLS + 0.5).astype(np.int64)
    day = np.repeat(np.arange(days.start, days.stop), counts)
    n = len(day)
    seconds = np.floor((0.30 + 0.66 * chance.fractions(n) ** 1.1) * 86_400).astype(np.int64)
    received = np.sort(rhythm.season.midnight(day) + seconds)
    channel = chance.pick(n, _SHARES)
    slow = np.where(is_at_night(received), 1.6, 1.0) * rhythm.season.cold[day] ** 0.8
    fast = 4 + chance.seconds(n, 52.0 * slow, 0.75)
    letter = 300 + chance.seconds(n, 5.2 * 3600 * slow, 0.85)
    responded = received + np.where(channel == CHANNELS.index("mailbox"), letter, fast)
    return Messages(
        id=numbered("L", received, rhythm.season),
        channel=channel,
        received=received,
        responded=np.where(chance.happens(n, _UNANSWERED), NEVER, responded),
        matters=raise_matters(day, rhythm.season, people, chance),
    )


def message_rows(messages: Messages, as_of: int, chance: Chance) -> Rows:
    """The foreign export: date and time apart, the answer as epoch seconds, Chinese column names."""
    moments = messages.received.astype("datetime64[s]")
    written = np.datetime_as_string(moments)
    seen = (messages.responded != NEVER) & (messages.responded <= as_of)
    epochs = np.where(seen, messages.responded - _UTC_OFFSET, 0)
    return {
        "留言编号": messages.id,
        "来源渠道": words(THEIR_CHANNELS)[messages.channel],
        "收到日期": np.array([text[:10].replace("-", "/") for text in written.tolist()], dtype=object),
        "收到时间": np.array([text[11:] for text in written.tolist()], dtype=object),
        "首次人工回应": np.where(seen, epochs.astype(str).astype(object), "0"),
        "测试件": yes_no(chance.happens(len(seen), _TESTS)),
        "字数": chance.seconds(len(seen), 46, 0.7).astype(str).astype(object),
    }
