"""The table of a webhook: registered, switched off by a person or after too many failures, switched on again."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

_BY = "system_administrator"
_REASON = Ask("reason", "理由", "long_text")

WEBHOOK = Lifecycle(
    "webhook",
    "推送地址",
    (
        move(
            "register", "登记推送地址", "— → 启用", by=_BY, kind="辅助",
            asks=(
                Ask("name", "用途", note="写明由哪个系统接收"),
                Ask("address", "接收地址", note="https:// 开头；地址会显示并记入日志，不要写入口令"),
                Ask("kinds", "推送哪些对象的事项", "choices"),
            ),
        ),
        move("switch_off", "停用", "启用 → 停用", by=_BY, asks=(_REASON,), kind="辅助"),
        move("give_up", "多次失败后停用", "启用 → 停用", by="timetable", asks=(_REASON,), kind="辅助"),
        move("switch_on", "重新启用", "停用 → 启用", by=_BY, asks=(_REASON,), kind="辅助"),
        move("renew", "更换签名密钥", "启用 停用 → =", by=_BY, asks=(_REASON,), kind="辅助"),
    ),
)  # fmt: skip
