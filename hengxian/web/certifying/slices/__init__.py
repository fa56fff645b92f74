"""What each part of the process adds to the common pages, a file each (panels, clocks, answers); loading registers."""

from hengxian.web.certifying.slices import (
    answers,
    appeals,
    applications,
    audits,
    body,
    certificates,
    decisions,
    evaluation,
    status,
    steps,
    watching,
)

__all__ = [
    "answers",
    "appeals",
    "applications",
    "audits",
    "body",
    "certificates",
    "decisions",
    "evaluation",
    "status",
    "steps",
    "watching",
]
