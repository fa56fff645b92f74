"""The hotline's mailbox: letters are fetched by IMAP, each made a contact once, and only then marked as read."""

import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from urllib.parse import unquote, urlsplit

from django.db import transaction

from hengxian.hotline.intake import contacts, letters
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.contacts import Message
from hengxian.hotline.intake.letters import Letter
from hengxian.hotline.intake.replying import acknowledge_later
from hengxian.hotline.models import Channel, Contact, Hotline
from hengxian.hotline.standing import INTAKE
from hengxian.kernel.refusals import Refused
from hengxian.records.files import keeping
from hengxian.records.privacy.fields import Sensitivity

SECONDS = 30
UNREAD = "UNSEEN"


class MailboxFault(Exception):
    """The mailbox cannot be read now; one sentence says why."""


@dataclass(frozen=True)
class Address:
    """Where a mailbox is: `imaps://user:password@host:993/INBOX`, or imap:// for a server beside us."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    is_secure: bool

    @classmethod
    def read(cls, url: str) -> "Address":
        """From its URL. ValueError, in Chinese, for anything else."""
        said = urlsplit(url)
        if said.scheme not in ("imap", "imaps") or not said.hostname or not said.username:
            raise ValueError("信箱地址应为 imaps://用户:口令@主机:端口/文件夹")
        secure = said.scheme == "imaps"
        return cls(
            said.hostname, said.port or (993 if secure else 143), unquote(said.username),
            unquote(said.password or ""), unquote(said.path.strip("/")) or "INBOX", secure,
        )  # fmt: skip


@dataclass
class Fetched:
    """What a visit brought: new contacts, letters known before, machines' mails left alone, refused attachments."""

    new: int = 0
    known: int = 0
    machines: int = 0
    refused: int = 0


def fetch(hotline: Hotline, address: Address, *, at: datetime) -> Fetched:
    """Take in every unread letter. One is marked as read only once it is stored, so that a crash reads it again.

    MailboxFault when the server does not answer or does not let us in.
    """
    fetched = Fetched()
    with _visit(address) as server:
        for number in _unread(server):
            content, arrived_at = _letter(server, number)
            _take(hotline, letters.read(content), min(arrived_at, at), fetched, at)
            server.store(number, "+FLAGS", "(\\Seen)")
    return fetched


def _take(hotline: Hotline, letter: Letter, arrived_at: datetime, fetched: Fetched, at: datetime) -> None:
    if letter.machine:
        fetched.machines += 1
        return
    message = Message(
        channel=Channel.MAILBOX, identity=letter.identity, arrived_at=arrived_at,
        text=letter.text or "（来信没有文字内容）", subject=letter.subject,
        sender=Particulars(name=letter.sender_name, mail=letter.sender),
    )  # fmt: skip
    with transaction.atomic():
        contact, is_new = contacts.arrive(hotline, message, at=at)
        if is_new:
            fetched.new += 1
            fetched.refused += _keep_attachments(contact, letter, at)
            acknowledge_later(contact, at=at)
        else:
            fetched.known += 1


def _keep_attachments(contact: Contact, letter: Letter, at: datetime) -> int:
    """How many were refused; what was refused is said in the contact, and the letter is taken in all the same."""
    refused = []
    for each in letter.attachments:
        try:
            keeping.keep(
                BytesIO(each.content), each.name, about=contact.story, category="other", subject="来信附件",
                by=INTAKE, at=at, particulars=keeping.Particulars(sensitivity=Sensitivity.SENSITIVE),
            )  # fmt: skip
        except Refused as wrong:
            refused.append(str(wrong))
    if refused:
        told = "\n".join(f"（附件未收存：{each}）" for each in refused)
        contacts.add_words(contact, told, at=at)
    return len(refused)


@contextmanager
def _visit(address: Address) -> Iterator[imaplib.IMAP4]:
    try:
        kind = imaplib.IMAP4_SSL if address.is_secure else imaplib.IMAP4
        with kind(address.host, address.port, timeout=SECONDS) as server:
            server.login(address.user, address.password)
            answer, said = server.select(f'"{address.folder}"')
            if answer != "OK":
                raise MailboxFault(f"信箱文件夹 {address.folder} 不能打开：{_words(said)}")
            yield server
    except (imaplib.IMAP4.error, OSError) as wrong:
        raise MailboxFault(f"信箱 {address.user}@{address.host} 不能读取：{wrong}") from wrong


def _unread(server: imaplib.IMAP4) -> list[str]:
    _, found = server.search(None, UNREAD)
    return [number.decode() for number in (found[0] or b"").split()]


def _letter(server: imaplib.IMAP4, number: str) -> tuple[bytes, datetime]:
    """Its bytes, and when it reached the mailbox, whatever its writer's clock said."""
    _, parts = server.fetch(number, "(INTERNALDATE BODY.PEEK[])")
    content = next((part for part in parts if isinstance(part, tuple)), None)
    told = b" ".join(part if isinstance(part, bytes) else part[0] for part in parts if part)
    date = re.search(rb'INTERNALDATE "([^"]+)"', told)
    if content is None or date is None:
        raise MailboxFault(f"信箱中第 {number} 封信没有内容返回")
    return bytes(content[1]), datetime.strptime(date[1].decode().strip(), "%d-%b-%Y %H:%M:%S %z")


def _words(said: object) -> str:
    parts = said if isinstance(said, list) else [said]
    return " ".join(part.decode(errors="replace") for part in parts if isinstance(part, bytes))
