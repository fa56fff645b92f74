"""The mailboxes of all hotlines, as the operator named them; one that fails keeps no other from being read."""

import logging
from datetime import datetime

from django.conf import settings

from hengxian.hotline.intake.mailbox import Address, Fetched, MailboxFault, fetch
from hengxian.hotline.models import Hotline

log = logging.getLogger(__name__)


def fetch_all(at: datetime) -> dict[str, Fetched]:
    """What each mailbox brought, by the hotline's code; a mailbox that cannot be read is logged and left out."""
    brought = {}
    for code, url in getattr(settings, "HENGXIAN_MAILBOXES", {}).items():
        hotline = Hotline._default_manager.filter(code=code).first()
        try:
            if hotline is not None:
                brought[code] = fetch(hotline, Address.read(url), at=at)
        except (MailboxFault, ValueError) as fault:
            log.warning("%s：%s", code, fault)
    return brought
