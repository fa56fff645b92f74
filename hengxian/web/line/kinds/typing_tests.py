"""文字录入测试 as list and record (9.3.2.4); the person tested has a page of his own at the desk."""

from hengxian.hotline.models import TypingTest
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Beginning, Column, Kind
from hengxian.web.line.kinds.setting import OF_HOTLINE

TYPING_TEST = Kind(
    "typing_test", "文字录入测试", TypingTest, "person.name",
    (
        Column("受测人", "person.name"), Column("开设时间", "opened_at"), Column("交卷时间", "ended_at"),
        Column("差错数", "errors"),
    ),
    (
        Column("受测人", "person.name"), OF_HOTLINE, Column("测试时长（分钟）", "minutes"),
        Column("开设时间", "opened_at"), Column("开始时间", "started_at"), Column("交卷时间", "ended_at"),
    ),
    ("hotline", "person"), ("person__name",), frozenset({"void"}),
    (Beginning("open", "hotline", {"hotline": ""}, columns=(Ask("person_id", "受测人", "choice"),)),),
)  # fmt: skip
kinds.register("hotline", TYPING_TEST)
