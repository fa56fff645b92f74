"""What each part of the hotline adds to the common pages, a file each (panels, clocks, answers); loading registers."""

from hengxian.web.line.slices import (
    assessing,
    choosing,
    knowledge,
    orders,
    supervision,
    followups,
    reviews,
    archive,
)

__all__ = ["assessing", "choosing", "knowledge", "orders", "supervision", "followups", "reviews", "archive"]
