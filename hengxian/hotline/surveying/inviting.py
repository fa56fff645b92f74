"""Inviting: every caller of a closed order who has not said that he wants no such question; links by mail or list."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet

from hengxian.hotline.lifecycles.sms import SURVEY
from hengxian.hotline.models import Invitation, Order, SmsGateway, Survey
from hengxian.hotline.surveying.tokens import digest_of, token_of
from hengxian.hotline.texting.asking import gateway_for, has_mobile, invite_by_sms
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create_many
from hengxian.records.clocks import SHANGHAI
from hengxian.records.jobs import later
from hengxian.records.privacy.revealing import reveal

BY_MAIL, BY_SMS, BY_LIST = "电子邮件", "短信", "短信平台"


def to_invite(survey: Survey) -> "QuerySet[Order]":
    """Orders closed in the survey's days whose caller is known, wishes to be asked, and was not yet."""
    begins = datetime.combine(survey.since, time(), SHANGHAI)
    ends = datetime.combine(survey.until + timedelta(days=1), time(), SHANGHAI)
    orders = Order.objects.filter(
        hotline=survey.hotline_id, is_test=False, exclusion="", no_followup=False, caller__isnull=False,
        closed_at__gte=begins, closed_at__lt=ends,
    )  # fmt: skip
    return orders.exclude(invitations__survey=survey).select_related("caller").order_by("pk")


def invite(survey: Survey, *, by: Actor, at: datetime) -> list[Invitation]:
    """An invitation an order; those with a mail address get their link at once, the rest by SMS.

    Without a gateway, or a mobile number, a link waits in the list for the hotline's own SMS platform.
    """
    gateway = gateway_for(survey.hotline_id, SURVEY)
    made = [
        Invitation(
            survey=survey, order=order, token_digest=digest_of(token_of(survey, order)), invited_at=at,
            way=_way(order, gateway),
        )
        for order in to_invite(survey)
    ]  # fmt: skip
    create_many(made, by=by, at=at)
    for each in made:
        if each.way == BY_MAIL:
            later(send_link, f"survey-link:{each.pk}", each.pk, at=at, label="发送评价邀请")
    if gateway is not None:
        invite_by_sms([each for each in made if each.way == BY_SMS], gateway, by=by, at=at)
    return made


def _way(order: Order, gateway: SmsGateway | None) -> str:
    if order.caller is not None and order.caller.mail:
        return BY_MAIL
    return BY_SMS if gateway is not None and has_mobile(order.caller) else BY_LIST


def send_link(invitation_id: int, *, at: datetime, watch: object = None) -> None:
    """Mail the link; the text names the order and nothing of the caller's."""
    invitation = Invitation.objects.select_related("survey__hotline", "order__caller").get(pk=invitation_id)
    hotline, caller = invitation.survey.hotline, invitation.order.caller
    if caller is None or not caller.mail:
        return
    text = (
        f"您通过{hotline.name}反映的事项（工单 {invitation.order.number}）已办结，请您评价：\n\n"
        f"{link_of(invitation)}\n\n每个链接只能评价一次，不评价不影响您再次反映。"
    )
    send_mail(f"{hotline.name}：请您评价", text, settings.DEFAULT_FROM_EMAIL, [caller.mail])


def link_of(invitation: Invitation) -> str:
    """The address of the page."""
    site = settings.HENGXIAN_SITES.get("hotline", "").rstrip("/")
    return f"{site}/public/survey/{token_of(invitation.survey, invitation.order)}/"


def numbers_and_links(survey: Survey, *, by: Actor, at: datetime, reason: str) -> list[tuple[str, str]]:
    """For the SMS platform: numbers in clear with their links; a reveal, so it needs a reason and is listed (G-7)."""
    reveal(survey, ("caller.telephone",), by=by, at=at, reason=reason)
    waiting = survey.invitations.filter(way=BY_LIST, answer=None).select_related("order__caller", "survey")
    return [(each.order.caller.telephone, link_of(each)) for each in waiting if each.order.caller]
