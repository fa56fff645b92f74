"""The kinds of record at a hotline, a file a subject; loading registers them, in the order of the lists."""

from hengxian.web.line.kinds import (
    assessing,
    knowledge,
    orders,
    setting,
    supervision,
    followups,
    reviews,
    archive,
)

__all__ = ["assessing", "knowledge", "orders", "setting", "supervision", "followups", "reviews", "archive"]
