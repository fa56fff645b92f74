"""The kinds of record at a hotline, a file a subject; loading registers them, in the order of the lists."""

from hengxian.web.line.kinds import (
    appraisals,
    archive,
    assessing,
    contacts,
    figures,
    followups,
    knowledge,
    orders,
    outages,
    reviews,
    setting,
    supervision,
    typing_tests,
)

__all__ = [
    "appraisals",
    "archive",
    "assessing",
    "contacts",
    "figures",
    "followups",
    "knowledge",
    "orders",
    "outages",
    "reviews",
    "setting",
    "supervision",
    "typing_tests",
]
