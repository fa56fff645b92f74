"""中断登记: told by the switch or entered by a manager; a wrong one is withdrawn, never altered (B-1)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

ENTERED, WITHDRAWN = "已登记", "已撤销"

OUTAGE = Lifecycle(
    "outage",
    "数据中断",
    (
        move("enter", "登记中断", "— → 已登记", by="line_manager exchange", needs="outage_has_a_length outage_once",
             kind="辅助"),
        move("withdraw", "撤销登记", "已登记 → 已撤销", by="line_manager",
             asks=(Ask("reason", "理由", "long_text", note="时间有误的，撤销后重新登记"),), kind="辅助"),
    ),
)  # fmt: skip
