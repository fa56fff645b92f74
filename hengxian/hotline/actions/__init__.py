"""What each act does beside moving the state, a file a subject; loading this registers them."""

from hengxian.hotline.actions import (
    answering,
    articles,
    assessments,
    emergencies,
    exempting,
    exporting,
    extending,
    followups,
    handling,
    improvements,
    noting,
    registering,
    reopening,
    returning,
    supervision,
    transferring,
)

__all__ = [
    "answering",
    "articles",
    "assessments",
    "emergencies",
    "exempting",
    "exporting",
    "extending",
    "followups",
    "handling",
    "improvements",
    "noting",
    "registering",
    "reopening",
    "returning",
    "supervision",
    "transferring",
]
