"""Notices arrive in the platform at once; mail follows, is retried, and never stands in the way."""

from datetime import timedelta

import pytest
from django.core import mail

from hengxian.journal import verifying
from hengxian.journal.writing import amend
from hengxian.people.models import Account
from hengxian.records.jobs import TIMETABLE, run, wake
from hengxian.records.models import Job, Mail, Notice
from hengxian.records.notices.inbox import inbox, mark_seen, undelivered, unseen
from hengxian.records.notices.telling import To, tell
from tests.cast import NOON, appoint, found_site, open_account

pytestmark = pytest.mark.django_db
TEXT = "申请A-1的受理审查应于2026年3月9日前完成"


@pytest.fixture
def clerk() -> Account:
    found_site()
    account = appoint(open_account("业务甲", "clerk"), "clerk")
    return amend(account, by=TIMETABLE, at=NOON, email="clerk@body.example")


def told(to: To, **said) -> Notice:
    return tell(to, TEXT, about="application:1", by=TIMETABLE, at=NOON, link="/office/", **said)


def test_a_role_is_told_in_the_platform_and_each_account_by_mail(
    clerk, django_capture_on_commit_callbacks, settings
):
    settings.HENGXIAN_SITES = {"body": "https://body.example/"}

    with django_capture_on_commit_callbacks(execute=True):
        notice = told(To(role="clerk"))

    (seen,) = inbox(clerk)
    assert (seen.notice, seen.is_seen, seen.mail) == (notice, False, "已送达")
    assert [(message.to, message.body) for message in mail.outbox] == [
        (
            ["clerk@body.example"],
            f"{TEXT}\n\nhttps://body.example/office/\n\n请登录平台查看详情。本邮件由平台自动发出，不含个人信息，请勿回复。",
        )
    ]


def test_a_notice_is_for_one_receiver_and_seen_once(clerk):
    notice = told(To(account=clerk))
    other = appoint(open_account("业务乙", "clerk2"), "clerk")

    counts = [unseen(clerk), unseen(other)]
    mark_seen(other, [notice], at=NOON)
    mark_seen(clerk, [notice], at=NOON)
    mark_seen(clerk, [notice], at=NOON)

    assert [*counts, unseen(clerk), len(inbox(other))] == [1, 0, 0, 0]
    with pytest.raises(ValueError, match="for one account, one role or one organisation"):
        To(account=clerk, role="clerk")


def test_a_text_with_personal_data_is_no_notice(clerk):
    number = "138" + "0013" + "8000"

    with pytest.raises(ValueError, match="手机号码 1 处"):
        tell(To(role="clerk"), f"请联系 {number}", about="case:1", by=TIMETABLE, at=NOON)

    assert Notice.objects.count() == 0


def test_the_same_key_is_told_once(clerk):
    notices = [told(To(role="clerk"), key="k") for _ in range(2)]

    assert notices[0] == notices[1]
    assert (Notice.objects.count(), Mail.objects.count(), Job.objects.count()) == (1, 1, 1)


@pytest.mark.covers("G-18")
def test_a_mail_server_that_is_down_blocks_nothing_and_is_tried_again(
    clerk, settings, django_capture_on_commit_callbacks, monkeypatch
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    told(To(account=clerk))
    job = Job.objects.get()

    with pytest.raises(Exception, match="ConnectionRefusedError"):
        run(job.pk)

    (seen,) = inbox(clerk)
    job.refresh_from_db()
    assert (seen.mail, job.standing, [one.tries for one in undelivered()]) == ("未送达", "等待重试", [1])
    assert list(verifying.faults()) == []

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert wake(job.next_at - timedelta(seconds=1)) == 0
    wake(job.next_at)

    assert (inbox(clerk)[0].mail, Job.objects.get().standing, len(mail.outbox)) == ("已送达", "完成", 1)
