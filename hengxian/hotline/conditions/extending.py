"""Conditions of extensions and exclusions: asked in time, granted in time, by another person (B-5, B-6)."""

from hengxian.hotline import postings
from hengxian.hotline.deadlines import after_extension
from hengxian.hotline.models import Exclusion, Exemption, Extension, Order
from hengxian.journal.conditions import Act, condition
from hengxian.kernel.refusals import Incomplete
from hengxian.records.clocks import SHANGHAI

LONGEST = 60  # working days at a time


@condition
def order_in_hand(extension: Extension, act: Act) -> str | None:
    """Asked by the lead of an order that it handles, with a reason and a number of days that can be reckoned."""
    order = extension.order
    if order.status != "办理中" or order.limit_at is None:
        return "只有办理中的工单可以申请延期（10.2.2.2）"
    if not order.parts.filter(until=None, is_lead=True, unit__in=postings.units_of(act.by.person)).exists():
        return "延期由牵头单位申请（10.2.2.4）"
    if not extension.reason.strip() or not 1 <= (extension.days or 0) <= LONGEST:
        return f"须写明延期理由和再延的工作日数（1 至 {LONGEST}）（10.2.2.2）"
    return _unknown(extension)


@condition
def before_the_limit(extension: Extension, act: Act) -> str | None:
    """Asked and approved before the limit then in force runs out (B-5)."""
    limit = extension.order.limit_at
    if limit is None or act.at <= limit:
        return None
    return f"现行办理期限已于 {limit.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 届满，不能再延期（10.2.2.2）"


@condition
def one_at_a_time(extension: Extension, act: Act) -> str | None:
    """One asked for at a time."""
    waiting = extension.order.extensions.filter(status="已申请").exclude(pk=extension.pk).exists()
    return "该工单已有一份延期申请等待决定（10.2.2.2）" if waiting else None


@condition
def extension_granted(order: Order, act: Act) -> str | None:
    """The limit moves by an approved extension and by nothing else."""
    latest = order.extensions.filter(status="已批准").order_by("-decided_at", "-pk").first()
    if latest and latest.due_at and order.limit_at and latest.due_at > order.limit_at:
        return None
    return "没有新批准的延期；延期由承办单位申请、热线管理者批准（10.2.2.2）"


@condition
def exemption_complete(exemption: Exemption, act: Act) -> str | None:
    """Code, evidence, and how the caller was told (B-6)."""
    if exemption.code not in Exclusion.values:
        return f"剔除原因须为：{'、'.join(Exclusion.values)}"
    lacking = [
        label
        for label, said in (("依据", exemption.evidence), ("告知服务对象的情况", exemption.caller_told))
        if not said.strip()
    ]
    return f"提出剔除还缺：{'、'.join(lacking)}" if lacking else None


@condition
def order_may_be_excluded(exemption: Exemption, act: Act) -> str | None:
    """Open or closed, and not excluded before."""
    order = exemption.order
    if order.exclusion:
        return f"该工单已按“{order.get_exclusion_display()}”剔除"
    return "工单已终止或已归档，不能再提出剔除" if order.status in ("已终止", "已归档") else None


@condition
def one_exemption_at_a_time(exemption: Exemption, act: Act) -> str | None:
    """One proposal at a time."""
    waiting = exemption.order.exemptions.filter(status="已提出").exclude(pk=exemption.pk).exists()
    return "该工单已有一份剔除申请等待决定" if waiting else None


@condition
def exemption_approved(order: Order, act: Act) -> str | None:
    """An order is excluded by an approved proposal and by nothing else."""
    if not order.exclusion and order.exemptions.filter(status="已批准").exists():
        return None
    return "没有新批准的剔除申请；剔除由一人提出、另一人批准"


def _unknown(extension: Extension) -> str | None:
    try:
        after_extension(extension.order, extension.days)
    except Incomplete as unknown:
        return f"{unknown.sentence}（10.2.2.2）"
    return None
