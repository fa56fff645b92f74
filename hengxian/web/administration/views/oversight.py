"""What the audit administrator watches beside the journal: erased personal data, mails that did not arrive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hengxian.journal.actor import Actor
from hengxian.journal.verifying import erasures
from hengxian.records.notices.inbox import undelivered
from hengxian.web.administration.apps import AUDITING
from hengxian.web.administration.visitor import for_roles
from hengxian.web.components.tables import Row, Table
from hengxian.web.components.templatetags.kit import instant

SHOWN = 200


@require_safe
@for_roles(AUDITING)
def erased(request: HttpRequest, by: Actor) -> HttpResponse:
    """What kind of data went, of what, by whom, why; the chain still verifies (G-14)."""
    rows = [
        Row(
            (
                instant(each.at), each.object, each.data_kinds, each.reason, each.proposed_by, each.approved_by,
                each.by_entry,
            )
        )
        for each in reversed(erasures())
    ]  # fmt: skip
    columns = ("时间", "对象", "个人信息种类", "理由", "申请人", "批准人", "日志序号")
    table = Table(columns, rows, "清除个人信息的记录", "没有清除过个人信息")
    return render(request, "administration/attempts.html", {"title": "清除个人信息的记录", "table": table})


@require_safe
@for_roles(AUDITING)
def undelivered_mail(request: HttpRequest, by: Actor) -> HttpResponse:
    """Mails about notices that no server has taken; the notices themselves stand in the platform (G-18)."""
    rows = [
        Row(
            (
                instant(mail.notice.told_at),
                mail.account.username,
                mail.notice.text,
                mail.tries,
                mail.fault or "尚未发送",
            )
        )
        for mail in undelivered()[:SHOWN]
    ]
    columns = ("通知时间", "账号", "通知", "已试次数", "原因")
    table = Table(columns, rows, "未送达的通知邮件", "没有未送达的邮件")
    return render(request, "administration/attempts.html", {"title": "未送达的通知邮件", "table": table})
