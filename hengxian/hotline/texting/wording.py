"""What a message says: its words, and the parameters that a vendor's template takes; never what the matter was."""

from django.conf import settings

from hengxian.hotline.lifecycles.sms import CLOSED, RECEIVED, REPLY, SURVEY
from hengxian.hotline.models import Sms
from hengxian.hotline.surveying.inviting import link_of

SENTENCES = {
    RECEIVED: "您反映的事项已受理，工单编号 {number}，我们将依规转交办理并答复您。查询：{link}",
    CLOSED: "您反映的事项（工单编号 {number}）已办结。如有疑问请拨打 {telephone}，查询：{link}",
    SURVEY: "您反映的事项（工单编号 {number}）已办结，请您评价：{link} 每个链接只能评价一次。",
    REPLY: "{content}",
}


def parameters_of(sms: Sms) -> dict[str, str]:
    """By name, as docs/hotline/sms.md lists them; a name that its type has no use for is left out."""
    hotline = sms.gateway.hotline
    told = {"hotline": hotline.name, "telephone": hotline.number}
    if sms.type == REPLY:
        return told | {"content": sms.text}
    number = sms.order.number if sms.order else ""
    return told | {"number": number, "link": _link(sms)}


def text_of(sms: Sms) -> str:
    """The whole message under the hotline's name, for gateways without templates."""
    parameters = parameters_of(sms)
    return f"【{parameters['hotline']}】{SENTENCES[sms.type].format(**parameters)}"


def _link(sms: Sms) -> str:
    if sms.invitation is not None:
        return link_of(sms.invitation)
    site = str(settings.HENGXIAN_SITES.get("hotline", "")).rstrip("/")
    return f"{site}/public/{sms.gateway.hotline.code}/progress/"
