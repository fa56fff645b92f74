"""The mailbox against real servers: letters in any charset, once each, machines left alone, answers sent by mail."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from hengxian.hotline.intake import contacts
from hengxian.hotline.intake.letters import read
from hengxian.hotline.intake.mailbox import Address, Fetched, MailboxFault, fetch
from hengxian.hotline.intake.replying import send_receipt, send_reply
from hengxian.hotline.models import Contact
from hengxian.records.jobs import Watch
from hengxian.records.models import StoredFile
from tests.hotline.intake.mail_servers import Box, Postbox, free_port, imap_server
from tests.hotline.line import Line

SOON = datetime.fromisoformat("2126-03-02T12:00:00+08:00")  # the server stamps letters with its own clock
WORDS = "某路路灯不亮，请修理。㙍"  # the last sign is in GB18030 and not in GB2312


def letter(charset: str = "utf-8", identity: str = "<1@mail.example>", **headers: str) -> bytes:
    """A citizen's letter."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "来信人甲 <writer@mail.example>", "box@city.example"
    mail["Subject"], mail["Message-ID"] = "路灯", identity
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(WORDS, charset="utf-8")
    if charset == "utf-8":
        return mail.as_bytes()
    bare = mail.as_bytes().split(b"\n\n")[0].replace(b'charset="utf-8"', f'charset="{charset}"'.encode())
    bare = b"\n".join(line for line in bare.split(b"\n") if not line.startswith(b"Content-Transfer"))
    return bare + b"\nContent-Transfer-Encoding: 8bit\n\n" + WORDS.encode("gb18030")


@pytest.fixture(scope="module")
def server() -> Iterator[Box]:
    with imap_server() as box:
        yield box


@pytest.fixture
def box(server: Box) -> Iterator[Box]:
    yield server
    import imaplib

    with imaplib.IMAP4("127.0.0.1", server.port) as door:
        door.login("box", "box-password")
        door.select("INBOX")
        door.store("1:*", "+FLAGS", "(\\Deleted)")
        door.expunge()


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "gb2312", "gbk", "no-such-charset"])
def test_a_letter_is_read_whatever_its_charset_says(charset: str) -> None:
    seen = read(letter(charset))

    assert (seen.subject, seen.text, seen.machine) == ("路灯", WORDS, "")
    assert (seen.sender, seen.sender_name, seen.identity) == (
        "writer@mail.example",
        "来信人甲",
        "<1@mail.example>",
    )


def test_a_page_is_read_as_words_and_raw_headers_are_decoded() -> None:
    raw = (
        b'From: writer@mail.example\nSubject: \xc2\xb7\xb5\xc6\nContent-Type: text/html; charset="utf-8"\n\n'
    )

    seen = read(raw + "<style>p{}</style><p>路灯</p><p>不亮&amp;<script>x()</script></p>".encode())

    assert (seen.subject, seen.text) == ("路灯", "路灯\n不亮&")
    assert seen.identity.startswith("sha256:")


@pytest.mark.parametrize(
    ("headers", "machine"),
    [
        ({"Auto_Submitted": "auto-replied"}, "自动回复"),
        ({"Auto_Submitted": "no"}, ""),
        ({"Precedence": "bulk"}, "自动回复"),
        ({"X_Autoreply": "yes"}, "自动回复"),
        ({"Return_Path": "<>"}, "退信"),
    ],
)
def test_what_a_machine_wrote_is_known(headers: dict[str, str], machine: str) -> None:
    assert read(letter(**headers)).machine == machine


@pytest.mark.covers("R3.2")
def test_each_letter_becomes_one_contact_however_often_it_is_read(line: Line, box: Box) -> None:
    box.put(
        letter(),
        letter("gb18030", "<2@mail.example>"),
        letter(identity="<3@mail.example>", Auto_Submitted="auto-replied"),
    )

    first = fetch(line.hotline, Address.read(box.url), at=SOON)
    again = fetch(line.hotline, Address.read(box.url), at=SOON)
    box.unread_again()
    box.put(letter())
    third = fetch(line.hotline, Address.read(box.url), at=SOON)

    assert (first, again, third) == (Fetched(new=2, machines=1), Fetched(), Fetched(known=3, machines=1))
    made = Contact.objects.order_by("id")
    assert [(each.channel, each.identity, each.text) for each in made] == [
        ("mailbox", "<1@mail.example>", WORDS),
        ("mailbox", "<2@mail.example>", WORDS),
    ]
    assert {each.caller.mail for each in made} == {"writer@mail.example"}


def test_attachments_are_kept_and_a_bad_one_is_told(line: Line, box: Box) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "writer@mail.example", "图", "<9@mail.example>"
    mail.set_content("见附件")
    mail.add_attachment("某路 5 号".encode(), maintype="text", subtype="plain", filename="地点.txt")
    mail.add_attachment(b"MZ\x90", maintype="application", subtype="octet-stream", filename="a.exe")
    box.put(mail.as_bytes())

    fetched = fetch(line.hotline, Address.read(box.url), at=SOON)

    contact = Contact.objects.get()
    kept = StoredFile.objects.get()
    assert fetched == Fetched(new=1, refused=1)
    assert (kept.name, kept.about, kept.sensitivity) == ("地点.txt", contact.story, "敏感")
    assert contact.text.startswith("见附件\n\n（附件未收存：a.exe")


@pytest.mark.covers("R10.1.2.2")
def test_the_receipt_stops_no_clock_and_the_answer_reaches_the_writer(
    line: Line, box: Box, settings: Any
) -> None:
    postbox = Postbox()
    controller = Controller(postbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    box.put(letter())
    fetch(line.hotline, Address.read(box.url), at=SOON)
    contact = Contact.objects.get()

    try:
        send_receipt(contact.pk, at=SOON, watch=Watch(0))
        unanswered = Contact.objects.get().answered_at
        contacts.respond(contact, "已转路灯所修理。", by=line.actor("agent"), at=SOON + timedelta(hours=1))
        send_reply(contact.pk, "已转路灯所修理。", at=SOON, watch=Watch(0))
    finally:
        controller.stop()

    receipt, reply = postbox.letters
    assert unanswered is None
    assert contact.answered_at == SOON + timedelta(hours=1)
    assert (receipt["Auto-Submitted"], reply["Auto-Submitted"]) == ("auto-replied", None)
    assert (reply["To"], reply["In-Reply-To"]) == ("writer@mail.example", "<1@mail.example>")
    assert "已转路灯所修理" in reply.get_payload(decode=True).decode()


def test_a_mailbox_that_lets_nobody_in_is_told_in_one_sentence(line: Line, box: Box) -> None:
    wrong = Address.read(box.url.replace("box-password", "other"))

    with pytest.raises(MailboxFault, match=r"信箱 box@127\.0\.0\.1 不能读取"):
        fetch(line.hotline, wrong, at=SOON)
    with pytest.raises(ValueError, match="信箱地址应为"):
        Address.read("pop3://box@host")
