"""Access keys of programmes: made by the hotline's manager, shown once, known again by digest, ended."""

import hashlib
import secrets
from datetime import datetime

from hengxian.hotline.models import AccessKey, Channel, Hotline
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.writing import amend, create
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow

MARK = "hxl_"


def make(
    hotline: Hotline, name: str, purpose: str, *, by: Actor, at: datetime, channel: str = ""
) -> tuple[AccessKey, str]:
    """A new key and its text. NotAllowed for anybody but the manager, Incomplete for an unknown purpose or channel."""
    _check_manager(hotline, by)
    if not name.strip():
        raise Incomplete("须写明接入方", fields=("name",))
    if purpose not in dict(AccessKey.PURPOSES):
        raise Incomplete("用途应为交换机、短信及媒体网关或 Open311 客户端", fields=("purpose",))
    if purpose == "messages" and channel not in set(Channel.values) - {Channel.PHONE}:
        raise Incomplete("须选定网关的渠道", "3.2", ("channel",))
    text = MARK + secrets.token_urlsafe(32)
    key = AccessKey(
        hotline=hotline, name=name.strip()[:80], purpose=purpose, channel=channel, digest=_digest(text),
        made_at=at,
    )  # fmt: skip
    return create(key, by=by, at=at), text


def end(key: AccessKey, *, by: Actor, at: datetime) -> AccessKey:
    """Stop it at once."""
    _check_manager(key.hotline, by)
    if key.ended_at is not None:
        raise NotNow("这个接入密钥已经停用")
    return amend(key, by=by, at=at, verb="end", ended_at=at)


def recognise(text: str, purpose: str) -> AccessKey:
    """The usable key of that text for that purpose. NotAllowed otherwise, with one sentence for all reasons."""
    found = AccessKey._default_manager.filter(digest=_digest(text), purpose=purpose, ended_at=None)
    key = found.select_related("hotline").first() if text else None
    if key is None:
        raise NotAllowed("接入密钥缺失、有误或已停用")
    return key


def _check_manager(hotline: Hotline, by: Actor) -> None:
    if "line_manager" not in at_hotline(hotline.pk, by):
        raise NotAllowed("只有本热线的管理人员可以管理接入密钥")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
