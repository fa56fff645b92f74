"""What each part of the hotline adds to the common pages, a file each (panels, clocks, answers); loading registers."""

from hengxian.web.line.slices import (
    appraisals,
    archive,
    assessing,
    choosing,
    contacts,
    figures,
    followups,
    knowledge,
    orders,
    outages,
    reviews,
    sms,
    supervision,
    typing_tests,
)

__all__ = [
    "appraisals",
    "archive",
    "assessing",
    "choosing",
    "contacts",
    "figures",
    "followups",
    "knowledge",
    "orders",
    "outages",
    "reviews",
    "sms",
    "supervision",
    "typing_tests",
]
