"""What each act does beside moving the state, a file for each subject; loading this registers them."""

from hengxian.certification.actions import (
    appeals,
    certificates,
    committee,
    decisions,
    nonconformities,
    reports,
    status,
    surveillance,
)

__all__ = [
    "appeals",
    "certificates",
    "committee",
    "decisions",
    "nonconformities",
    "reports",
    "status",
    "surveillance",
]
