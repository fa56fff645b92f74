"""The conditions that the lifecycle tables name, a file for each part of the process; loading this registers them."""

from hengxian.certification.conditions import (
    accepting,
    applying,
    certifying,
    contracting,
    deciding,
    findings,
    gaps,
    grounds,
    handing_over,
    on_site,
    planning,
    status,
    team,
    watching,
)

__all__ = [
    "accepting",
    "applying",
    "certifying",
    "contracting",
    "deciding",
    "findings",
    "gaps",
    "grounds",
    "handing_over",
    "on_site",
    "planning",
    "status",
    "team",
    "watching",
]
