"""What each act does beside moving the state, a file for each subject; loading this registers them."""

from hengxian.certification.actions import committee, decisions, nonconformities

__all__ = ["committee", "decisions", "nonconformities"]
