"""Conditions of 短信网关, and who stands how to one."""

from hengxian.hotline.models import SmsGateway
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act, condition, standing_of
from hengxian.kernel.lifecycle import Standing
from hengxian.records.outbox.states import ON


@standing_of("sms_gateway")
def of_gateway(gateway: SmsGateway, by: Actor) -> Standing:
    """Duties at its hotline."""
    return Standing(at_hotline(gateway.hotline_id, by))


@condition
def one_sms_gateway_in_use(gateway: SmsGateway, act: Act) -> str | None:
    """A citizen is told once: a hotline sends by one gateway at a time."""
    others = SmsGateway._default_manager.filter(hotline=gateway.hotline_id, status=ON).exclude(pk=gateway.pk)
    used = others.first()
    return f"本热线已在使用短信网关“{used.name}”，请先停用" if used else None
