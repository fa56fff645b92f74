"""短信网关: registered by a manager of the hotline, switched off by him or after too many failures (R3.2)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

RECEIVED, CLOSED, SURVEY, REPLY = "received", "closed", "survey", "reply"
# What a citizen is told by SMS; a vendor has approved a template for each, or it is not sent.
TYPES = {RECEIVED: "受理告知", CLOSED: "办结告知", SURVEY: "回访评价邀请", REPLY: "人工答复"}
_BY = "line_manager"
_REASON = Ask("reason", "理由", "long_text")
TEMPLATES = tuple(
    Ask(f"template_{type_}", f"{label}的模板编号", required=False, note="空着则不发这一种")
    for type_, label in TYPES.items()
)

SMS_GATEWAY = Lifecycle(
    "sms_gateway",
    "短信网关",
    (
        move(
            "register", "登记短信网关", "— → 启用", by=_BY, needs="one_sms_gateway_in_use", kind="辅助",
            asks=(
                Ask("name", "网关运营方"),
                Ask("basis", "委托依据", "long_text", note="合同与个人信息处理约定；手机号码将交给运营方"),
                Ask("address", "网关地址", note="https:// 开头；地址会显示并记入日志，不要写入口令"),
                *TEMPLATES,
            ),
        ),
        move("set_templates", "修改模板", "启用 停用 → =", by=_BY, asks=(*TEMPLATES, _REASON), kind="辅助"),
        move("switch_off", "停用", "启用 → 停用", by=_BY, asks=(_REASON,), kind="辅助"),
        move("give_up", "多次失败后停用", "启用 → 停用", by="timetable", asks=(_REASON,), kind="辅助"),
        move(
            "switch_on", "重新启用", "停用 → 启用", by=_BY, asks=(_REASON,), needs="one_sms_gateway_in_use",
            kind="辅助",
        ),
        move("renew", "更换签名密钥", "启用 停用 → =", by=_BY, asks=(_REASON,), kind="辅助"),
    ),
)  # fmt: skip
