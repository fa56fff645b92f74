"""What each act does beside moving the state, a file for each subject; loading this registers them."""

from hengxian.certification.actions import (
    accepting,
    appeals,
    applying,
    certificates,
    clients,
    committee,
    contracting,
    decisions,
    nonconformities,
    opening,
    planning,
    reports,
    status,
    surveillance,
    team,
)

__all__ = [
    "accepting",
    "appeals",
    "applying",
    "certificates",
    "clients",
    "committee",
    "contracting",
    "decisions",
    "nonconformities",
    "opening",
    "planning",
    "reports",
    "status",
    "surveillance",
    "team",
]
