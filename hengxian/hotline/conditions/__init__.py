"""The conditions that the tables name, a file a subject; loading this registers them."""

from hengxian.hotline.conditions import (
    answering,
    articles,
    assessments,
    extending,
    followups,
    handling,
    improvements,
    periods,
    registering,
    supervision,
    transferring,
)

__all__ = [
    "answering",
    "articles",
    "assessments",
    "extending",
    "followups",
    "handling",
    "improvements",
    "periods",
    "registering",
    "supervision",
    "transferring",
]
