"""The conditions that the lifecycle tables name, a file for each part of the process; loading this registers them."""

from hengxian.certification.conditions import (
    certifying,
    deciding,
    findings,
    gaps,
    grounds,
    handing_over,
    status,
    watching,
)

__all__ = ["certifying", "deciding", "findings", "gaps", "grounds", "handing_over", "status", "watching"]
