"""The conditions that the tables name, a file a subject; loading this registers them."""

from hengxian.hotline.conditions import (
    answering,
    appraisals,
    archiving,
    articles,
    assessments,
    extending,
    followups,
    handling,
    improvements,
    periods,
    registering,
    reporting,
    reviews,
    supervision,
    surveys,
    transferring,
)

__all__ = [
    "answering",
    "appraisals",
    "archiving",
    "articles",
    "assessments",
    "extending",
    "followups",
    "handling",
    "improvements",
    "periods",
    "registering",
    "reporting",
    "reviews",
    "supervision",
    "surveys",
    "transferring",
]
