"""Tokens of survey links: computed from the site's secret, never stored; looked up by digest (11.2.2.2)."""

import base64
import hashlib
import hmac

from django.conf import settings

from hengxian.hotline.models import Invitation, Order, Survey
from hengxian.kernel.refusals import NotThere

LENGTH = 16


def token_of(survey: Survey, order: Order) -> str:
    """16 letters and digits; the same each time for the same survey and order."""
    secret = settings.HENGXIAN_IDENTITY_SECRET.encode()
    digest = hmac.new(secret, f"survey:{survey.pk}:{order.pk}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:LENGTH].lower()


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.strip().lower().encode()).hexdigest()


def invitation_of(token: str) -> Invitation:
    """The invitation behind a link. NotThere for a token that was never given out."""
    found = Invitation.objects.filter(token_digest=digest_of(token))
    invitation = found.select_related("survey__hotline", "order").first()
    if invitation is None:
        raise NotThere("评价链接无效，请核对短信或邮件中的链接")
    return invitation
