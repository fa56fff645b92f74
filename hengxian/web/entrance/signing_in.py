"""Signing in leaves a trace: sign-ins and changed passwords in the journal, failed tries among the attempts."""

from typing import Any

from allauth.account.signals import password_changed
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from hengxian.journal.appending import Line, append, hold_chain
from hengxian.journal.models import Attempt
from hengxian.journal.writing import amend
from hengxian.people.models import Account


@receiver(user_logged_in)
def note_sign_in(sender: Any, user: Account, **said: Any) -> None:
    """An entry without a change."""
    with transaction.atomic():
        hold_chain()
        append([Line(user, "sign_in", user.as_actor(), timezone.localtime())])


@receiver(password_changed)
def note_own_password(sender: Any, user: Account, **said: Any) -> None:
    """The initial password is no longer in use."""
    account = Account.objects.get(pk=user.pk)  # the request's user is a lazy object
    amend(
        account,
        by=account.as_actor(),
        at=timezone.localtime(),
        verb="change_password",
        must_change_password=False,
    )


@receiver(user_login_failed)
def note_failed_try(sender: Any, credentials: dict[str, Any], **said: Any) -> None:
    """A failed try on an account that exists; what was typed for another is not kept, it may be a password."""
    username = str(credentials.get("username", ""))
    account = Account.objects.filter(username__iexact=username).first()
    if account is not None:
        Attempt(
            at=timezone.localtime(), person=account.person_id, account=account.pk, actor=account.display_name,
            verb="sign_in", object_kind="account", object_id=str(account.pk), sentence="登录未成功", http=403,
        ).save()  # fmt: skip
