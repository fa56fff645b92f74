"""文字录入测试: opened by somebody else, taken by the person himself on the server's clock, entered in the register."""

from hengxian.hotline.people.texts import OWN, TEXTS
from hengxian.kernel.lifecycle import Ask, Lifecycle, move

ORGANISERS = "line_inspector line_manager"

TYPING_TEST = Lifecycle(
    "typing_test",
    "文字录入测试",
    (
        move(
            "open", "开设测试", "— → 待开始", by=ORGANISERS,
            asks=(
                Ask("source", "测试文本", "choice", options=(*TEXTS, OWN)),
                Ask("text", "自拟文本", "long_text", required=False, note=f"选“{OWN}”的填写"),
            ),
            needs="tested_is_another_agent typing_is_set test_text_given", clause="9.3.2.4",
        ),
        move(
            "start", "开始录入", "待开始 → 录入中", by="tested", asks=(Ask("code", "开始码"),),
            needs="test_code_told", clause="9.3.2.4",
        ),
        move(
            "submit", "交卷", "录入中 → 待登记", by="tested",
            asks=(Ask("typed", "录入的文字", "long_text", required=False),),
            needs="typing_time_is_over", clause="9.3.2.4",
        ),
        move(
            "record", "登记结果", "待登记 → 已登记", by=ORGANISERS, apart="tested",
            asks=(
                Ask("software", "熟练使用热线计算机办公软件", "yes_no", clause="9.3.2.4"),
                Ask("software_basis", "办公软件的测试内容"),
                Ask("retest_on", "复测日期", "date", required=False, note="到期前在通知中提醒"),
            ),
            clause="9.3.2.4",
        ),
        move(
            "void", "作废", "待开始 录入中 待登记 → 已作废", by=ORGANISERS, apart="tested",
            asks=(Ask("reason", "理由", "long_text"),), kind="辅助",
        ),
    ),
)  # fmt: skip
