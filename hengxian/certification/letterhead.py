"""Whose letters these are: the body as it signs, and what every letter about a record says beside its own facts."""

from datetime import date, datetime

from django.conf import settings

from hengxian.journal.actor import Actor
from hengxian.people.models import Organisation
from hengxian.records import delivering
from hengxian.records.clocks import local_day
from hengxian.records.documents.imprint import Body, Method, Setting, Signature
from hengxian.records.documents.letters.application import Reason
from hengxian.records.documents.letters.writing import LetterFacts
from hengxian.records.edition import pack
from hengxian.records.issuing import Sender, issue_letter
from hengxian.records.models.document import Document
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.notices.telling import To, tell
from hengxian.records.parameter_types import place_of, shown
from hengxian.records.parameters import value_of
from hengxian.records.registers.book import BODY
from hengxian.records.registers.reading import rows
from hengxian.standard.model.rule import Reference

NOT_FILLED = "（未填）"
# How the acts name a way of signing, and what the paper prints of it (G-12).
METHODS = {
    "纸质扫描": Method.PAPER, "电子印章": Method.SEAL, "数字证书签名": Method.CERTIFICATE, "图形签名": Method.PICTURE,
}  # fmt: skip


def body_at(on: date) -> Body:
    """The body as its papers name it on a day; the number of its approval is printed as 未填 until it is known."""
    approvals = [row.data for row in rows("qualifications", BODY) if row.data["kind"] == "机构批准"]
    current = [data for data in approvals if on.isoformat() <= (data.get("ends_on") or "9999")]
    contacts = [row.data for row in rows("scheme_contacts", BODY)]
    return Body(
        name=settings.HENGXIAN_BODY_NAME,
        address=settings.HENGXIAN_BODY_ADDRESS,
        phone=contacts[0]["telephone"] if contacts else "",
        website=settings.HENGXIAN_BODY_WEB_SITE or settings.HENGXIAN_SITES["register"].rstrip("/"),
        approval=current[-1]["number"] if current else NOT_FILLED,
        english_name=getattr(settings, "HENGXIAN_BODY_ENGLISH_NAME", ""),
    )


def main_bases() -> tuple[str, ...]:
    """Both main bases as papers name them (4.1): the standard with its dates, the rule's edition with its window."""
    rule = pack().rule
    window = f"{_printed(rule.in_force_on)}实施，规则印明有效期至{_printed(rule.ends_on)}"
    own = f"《{rule.name}》{rule.printed_edition}（{window}）"
    return tuple(own if base.title == rule.name else _dated(base) for base in rule.main_bases)


def bases_named() -> str:
    """The same in one line, as the head of a letter or report prints it."""
    return "；".join(main_bases())


def auxiliary_bases() -> tuple[str, ...]:
    """The auxiliary bases, which no certificate rests on alone (4.2)."""
    return tuple(
        f"{base.number}《{base.title}》" if base.number else base.title
        for base in pack().rule.auxiliary_bases
    )


def settings_used(at: datetime, *parameters: str) -> tuple[Setting, ...]:
    """The body's own choices that a paper rests on, for its mark 机构自定（规则未规定）; unset ones are left out."""
    known = pack().parameters
    found = {name: value_of(name, at) for name in parameters}
    return tuple(
        Setting(
            id=name, label=known[name].name, value=shown(known[name], one.value), clause=place_of(known[name]),
            set_by=one.set_by_name, set_on=local_day(one.set_at),
        )
        for name, one in found.items()
        if one is not None
    )  # fmt: skip


def signature(by: Actor, method: str, on: date, post: str = "机构负责人") -> Signature:
    """A signature made by the act itself."""
    return Signature(post, by.name, METHODS[method], on)


def send(
    facts: LetterFacts,
    to: Organisation,
    *,
    about: str,
    case: str,
    by: Actor,
    at: datetime,
    uses: tuple[str, ...] = (),
    supersedes: Document | None = None,
    reason: str = "",
) -> Document:
    """Issue a letter, hand it over in the platform, and tell the addressee's people that it is there.

    One that `supersedes` another keeps its number as a further edition, with a reason.
    """
    sender = Sender(
        body=body_at(local_day(at)),
        addressee=to.name,
        case=case,
        rule=bases_named(),
        signatures=(Signature("认证机构（盖章）"),),
        settings=settings_used(at, *uses),
    )
    document = issue_letter(facts, sender, about=about, by=by, at=at, supersedes=supersedes, reason=reason)
    delivering.hand_over(document, way=delivering.IN_PLATFORM, delivered_at=at, by=by, at=at)
    tell(To(organisation=to), f"已送达：{document.number}", about=about, by=by, at=at, link=link_to(about))
    return document


def reasons(clause: str, text: str, evidence: list[str] | tuple[str, ...] = ()) -> tuple[Reason, ...]:
    """One reason with its clause, and the names of the files that show it."""
    return (Reason(clause, text, names_of(evidence)),)


def names_of(references: list[str] | tuple[str, ...]) -> str:
    """The names of files by their references (`file:12`)."""
    ids = [int(each.partition(":")[2]) for each in references if each.startswith("file:")]
    return "、".join(
        StoredFile._default_manager.filter(pk__in=ids).order_by("pk").values_list("name", flat=True)
    )


def link_to(about: str) -> str:
    """The path of a record's page in the portal."""
    kind, _, pk = about.partition(":")
    return f"/portal/{kind}/{pk}/"


def _dated(base: Reference) -> str:
    named = f"{base.number}《{base.title}》"
    if base.issued_on is None or base.in_force_on is None:
        return named
    return f"{named}（{_printed(base.issued_on)}发布，{_printed(base.in_force_on)}实施）"


def _printed(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
