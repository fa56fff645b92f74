"""How this product signs people in, where allauth leaves a choice."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from hengxian.people import safety
from hengxian.people.models import Account


class EntranceAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are opened by an administrator; nobody signs himself up, and no mail is sent about sign-ins."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": f"连续错误超过 {safety.TRIES} 次，请 {safety.LOCKED_MINUTES} 分钟后再试。",
        "username_password_mismatch": "用户名或者密码不正确。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not within the first minutes after signing in: a new account sets up its second factor in one go."""
        request = context.request
        records = get_authentication_records(request, request.user)
        signed_in_at = max((record["at"] for record in records), default=0)
        return bool(time.time() - signed_in_at >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """Notices are the product's own."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """One-time codes are issued in the site's name; staff cannot go back to a password alone."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": "本站要求使用动态口令，不能停用。",
    }

    def get_totp_issuer(self) -> str:
        """衡线 and the site's name, as the authenticator shows it."""
        return f"衡线{settings.HENGXIAN_SITE_NAME}"

    def can_delete_authenticator(self, authenticator: object) -> bool:
        """Only where no second factor is demanded."""
        account = getattr(authenticator, "user", None)
        demanded = settings.HENGXIAN_SECOND_FACTOR == "staff"
        return not (demanded and isinstance(account, Account) and account.is_staff())
