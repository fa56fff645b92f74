"""Contacts by every channel but the telephone, and what an agent does with one: claim it, respond to it (10.1.2.2)."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.intake import callers
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.replying import reply_later
from hengxian.hotline.models import Channel, Contact, Hotline
from hengxian.hotline.standing import INTAKE, at_hotline
from hengxian.hotline.texting.replying import reply_by_sms
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import amend, create
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow

LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Message:
    """What came in: the gateway's own id, when it reached the hotline, from whom, and its words."""

    channel: str
    identity: str
    arrived_at: datetime
    text: str
    subject: str = ""
    sender: Particulars = field(default_factory=Particulars)
    is_test: bool = False


@transaction.atomic
def arrive(hotline: Hotline, message: Message, *, at: datetime, by: Actor = INTAKE) -> tuple[Contact, bool]:
    """The contact a message makes, and whether it is new: the same id by the same channel makes no second one.

    Incomplete for a channel that is none, and for a message without id or words. Nothing that is sent
    automatically answers it.
    """
    message = _without_null(message)
    _check(message)
    hold_chain()
    own = {"hotline": hotline, "channel": message.channel, "identity": message.identity}
    if found := Contact._default_manager.filter(**own).first():
        return found, False
    sender = message.sender
    caller = callers.known(hotline, sender.sender, by=by, at=at, said=sender)
    contact = Contact(
        arrived_at=message.arrived_at, caller=caller, subject=message.subject.strip()[:200],
        text=message.text.strip()[:LONGEST_TEXT], is_test=message.is_test, **own,
    )  # fmt: skip
    return create(contact, by=by, at=at, verb="arrive"), True


@transaction.atomic
def claim(contact: Contact, *, by: Actor, at: datetime, version: int | None = None) -> Contact:
    """The agent takes it on. NotNow, with who was faster, when another has it; Stale for a lost race."""
    _check_agent(contact, by)
    hold_chain()
    contact.refresh_from_db()
    if contact.agent_id == by.person:
        return contact
    if contact.agent is not None:
        raise NotNow(f"此{contact.get_channel_display()}已由 {contact.agent} 接手", "10.1.2.2")
    return amend(contact, by=by, at=at, version=version, verb="claim", agent_id=by.person)


@transaction.atomic
def release(contact: Contact, *, by: Actor, at: datetime) -> Contact:
    """Back into the queue, unanswered. NotAllowed for another's, NotNow for an answered one."""
    if contact.agent_id != by.person:
        raise NotAllowed("只能放回本人接手的来电来件", "10.1.2.2")
    if contact.answered_at is not None:
        raise NotNow("已应答的来电来件不能放回", "10.1.2.2")
    return amend(contact, by=by, at=at, verb="release", agent_id=None)


@transaction.atomic
def respond(
    contact: Contact, text: str, *, by: Actor, at: datetime, version: int | None = None, ends: bool = True
) -> Contact:
    """A person answers in words; the first answer stops the clock. Mail and SMS go back the same way.

    Incomplete without words, NotNow for a call, which is answered by lifting the receiver.
    """
    _check_agent(contact, by)
    if contact.channel == Channel.PHONE:
        raise NotNow("来电由话务员接听，不以文字答复", "10.1.2.2")
    if not text.strip():
        raise Incomplete("须写明答复内容", "10.1.2.2", ("response",))
    said = f"{contact.response}\n\n{text.strip()}".strip()[:LONGEST_TEXT]
    changes: dict[str, Any] = {"response": said, "answered_at": contact.answered_at or at}
    if contact.agent_id is None:
        changes["agent_id"] = by.person
    if ends:
        changes["ended_at"] = at
    amend(contact, by=by, at=at, version=version, verb="respond", **changes)
    if contact.channel == Channel.MAILBOX:
        reply_later(contact, text.strip(), by=by, at=at)
    reply_by_sms(contact, text.strip(), by=by, at=at)
    return contact


def mark_test(
    contact: Contact, *, by: Actor, at: datetime, reason: str, version: int | None = None
) -> Contact:
    """A test or mystery contact, as the manager says with a reason: it leaves every figure and stays in the log (B-13).

    NotAllowed for whoever took it himself, by whatever account.
    """
    if "line_manager" not in at_hotline(contact.hotline_id, by) or contact.agent_id == by.person:
        raise NotAllowed("只有未经手的热线管理人员可以标记测试", "10.1.2.2")
    if not reason.strip():
        raise Incomplete("标记测试须说明理由", "10.1.2.2", ("reason",))
    return amend(
        contact, by=by, at=at, version=version, verb="mark_test", reason=reason.strip(), is_test=True
    )


def add_words(contact: Contact, words: str, *, at: datetime) -> Contact:
    """Add to its text what intake has to say about it, such as an attachment that was not kept."""
    text = f"{contact.text}\n\n{words}".strip()[:LONGEST_TEXT]
    return amend(contact, by=INTAKE, at=at, verb="annotate", text=text)


def _without_null(message: Message) -> Message:
    """No database keeps U+0000 in a text, and no citizen wrote one."""
    told = {name: getattr(message, name).replace("\0", "") for name in ("identity", "text", "subject")}
    return replace(message, **told)


def _check(message: Message) -> None:
    if message.channel not in Channel.values or message.channel == Channel.PHONE:
        names = "、".join(Channel(each).value for each in Channel.values if each != Channel.PHONE)
        raise Incomplete(f"渠道应为 {names} 之一，现为“{message.channel[:20]}”", "3.2", ("channel",))
    if not message.identity or len(message.identity) > 120:
        raise Incomplete("来源编号应为 1 至 120 个字符", "3.2", ("id",))
    if not (message.text.strip() or message.subject.strip()):
        raise Incomplete("来件没有内容", "3.2", ("text",))


def _check_agent(contact: Contact, by: Actor) -> None:
    if not at_hotline(contact.hotline_id, by) & {"line_agent", "line_manager"}:
        raise NotAllowed("没有受理本热线来电来件的权限", "10.1.2.2")
