"""The conditions that the lifecycle tables name, a file for each part of the process; loading this registers them."""

from hengxian.certification.conditions import deciding, findings, gaps, handing_over

__all__ = ["deciding", "findings", "gaps", "handing_over"]
