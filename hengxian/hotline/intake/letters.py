"""Reading one mail: who wrote, its words whatever the charset, its attachments, and whether a machine wrote it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256
from html import unescape

# Mail clients of the country say gb2312 and write characters that only GB18030 has.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz-gb-2312": "hz", "unicode-1-1-utf-7": "utf-7"}
GUESSES = ("utf-8", "gb18030")
SILENT = re.compile(r"<(script|style|head|title)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
BREAKS = re.compile(r"<(?:p|br|div|tr|li|h[1-6])\b[^>]*>", re.I)
TAGS = re.compile(r"<[^>]*>")
MACHINES = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounce)[@+.-]", re.I)


@dataclass(frozen=True)
class Attachment:
    """A file that came with a letter, as it was sent."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Letter:
    """One mail. `identity` is its Message-ID, or the digest of its bytes where it has none.

    `sent_at` is what its writer's clock said, None where that cannot be read. `machine` says why it is taken for
    an automatic mail, empty for a person's.
    """

    identity: str
    sender: str
    sender_name: str
    subject: str
    text: str
    sent_at: datetime | None
    machine: str
    attachments: tuple[Attachment, ...]


def read(content: bytes) -> Letter:
    """The letter in those bytes; a broken one is read as far as it can be, since a citizen wrote it."""
    mail: EmailMessage = BytesParser(policy=policy.default).parsebytes(content)
    name, address = parseaddr(_header(mail, "From"))
    return Letter(
        identity=_identity(mail, content),
        sender=address.strip().lower()[:120],
        sender_name=name.strip()[:80],
        subject=_header(mail, "Subject")[:200],
        text=_text(mail),
        sent_at=_sent_at(mail),
        machine=_machine(mail, address),
        attachments=tuple(_attachments(mail)),
    )


def _identity(mail: EmailMessage, content: bytes) -> str:
    said = re.sub(r"\s", "", _header(mail, "Message-ID"))
    if said and len(said) <= 120:
        return said
    return f"sha256:{sha256(said.encode() or content).hexdigest()}"


def _header(mail: EmailMessage, name: str) -> str:
    try:
        said = str(mail.get(name) or "")
    except (ValueError, IndexError, AttributeError):  # the library stumbles over some broken headers
        return ""
    if "\ufffd" in said or any("\udc80" <= sign <= "\udcff" for sign in said):
        raw = dict(mail.raw_items()).get(name, said)
        said = _decoded(str(raw).encode("utf-8", "surrogateescape"), None)
    return " ".join(said.split())


def _text(mail: EmailMessage) -> str:
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    words = _decoded(_bytes(part), part.get_content_charset())
    return _plain(words) if part.get_content_type() == "text/html" else words.replace("\r\n", "\n").strip()


def _attachments(mail: EmailMessage) -> Iterator[Attachment]:
    for number, part in enumerate(mail.iter_attachments(), 1):
        name = str(part.get_filename() or f"附件{number}").strip()
        yield Attachment(name, _bytes(part), part.get_content_type())


def _bytes(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else part.as_bytes()


def _decoded(content: bytes, said: str | None) -> str:
    charset = WIDER.get((said or "").lower(), said or "")
    for guess in (charset, *GUESSES):
        try:
            if guess:
                return content.decode(guess)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("gb18030", "replace")


def _sent_at(mail: EmailMessage) -> datetime | None:
    try:
        at = parsedate_to_datetime(_header(mail, "Date"))
    except (ValueError, TypeError):
        return None
    return at if at.tzinfo else None


def _machine(mail: EmailMessage, address: str) -> str:
    """Why nobody is to be answered: the marks of RFC 3834, of bounces (RFC 3464) and of older programmes."""
    automatic = _header(mail, "Auto-Submitted").lower()
    if automatic and automatic != "no":
        return "自动回复"
    if mail.get_content_type() == "multipart/report" or _header(mail, "Return-Path") == "<>":
        return "退信"
    if MACHINES.match(address):
        return "退信" if "daemon" in address.lower() or "postmaster" in address.lower() else "系统邮件"
    if _header(mail, "X-Autoreply") or _header(mail, "X-Auto-Response-Suppress") or _header(mail, "Precedence") in (
        "auto_reply", "bulk", "list", "junk",
    ):  # fmt: skip
        return "自动回复"
    return ""


def _plain(page: str) -> str:
    """The words of a page; what is not shown to a reader says nothing."""
    page = SILENT.sub("", page)
    page = BREAKS.sub("\n", page)
    lines = (" ".join(line.split()) for line in unescape(TAGS.sub("", page)).split("\n"))
    return "\n".join(line for line in lines if line)
