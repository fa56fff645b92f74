"""Answers of callers in words: what the dataset contract calls `reached` and `satisfied` is never shown so."""

from hengxian.hotline.models import Opinion

OUTCOMES = {"reached": "已接通", "refused": "接通但拒绝回访", "unreachable": "未接通"}
OPINIONS = {**dict(Opinion.choices), "no_opinion": "未表态"}
SOLVED = {True: "已解决", False: "未解决", None: "未表态"}
