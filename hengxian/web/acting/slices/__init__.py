"""What each part of the process adds to the common pages, a file each (panels, clocks, answers); loading registers."""

from hengxian.web.acting.slices import (
    appeals,
    applications,
    audits,
    body,
    certificates,
    evaluation,
    status,
    watching,
)

__all__ = ["appeals", "applications", "audits", "body", "certificates", "evaluation", "status", "watching"]
