"""What the body tells the public about itself and its rule: edition, fees, texts, qualifications (L20, R4.4, Q5).

The facts are made from the registers and the pack; a fact that says what was said last is not told again.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from hengxian.certification.applying import fees
from hengxian.certification.conditions.team import smallest_team
from hengxian.certification.models import Publication
from hengxian.certification.publishing import publish, publishable
from hengxian.journal.actor import Actor
from hengxian.kernel.refusals import NotAllowed
from hengxian.publication.appending import Draft
from hengxian.publication.facts import (
    Basis,
    Body,
    BodyProfile,
    FeeItem,
    FeeList,
    Qualification,
    RuleEdition,
    Section,
    TextPage,
)
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import BODY
from hengxian.records.registers.reading import rows

TELLERS = frozenset({"certificate_administrator", "head_of_body"})
NAMES = {"rule_edition": "规则版次", "fees": "收费标准", "body": "机构信息和资质", "page": "说明"}
SLUGS = {
    "认证程序": "process", "时限": "limits", "申诉": "appeals", "投诉": "complaints", "认证基本规范": "basic_norms",
    "保密": "confidentiality",
}  # fmt: skip
# What the law asks to be public (条例 20) or what shows that the body may certify: its register, and its name.
ASKED = {"fee_list": "收费标准", "qualifications": "本机构资质", "scheme_contacts": "联系方式"}
FILING = "认证规则备案"


def facts(on: date) -> list[Body]:
    """Everything there is to tell on a day, as the public would read it. Incomplete for personal data in a text."""
    with publishable():
        return [_edition(), *_fees(on), *_texts(), _profile(on)]


def untold(on: date) -> list[Body]:
    """What is new or differs from what was told last."""
    return [fact for fact in facts(on) if _last(fact) != fact.plain()]


def lacking(on: date) -> list[str]:
    """What the public ought to read and cannot, because nobody has filled it in."""
    missing = [
        f"《{name}》还没有填写" for register, name in ASKED.items() if not rows(register, BODY).exists()
    ]
    if rows("fee_list", BODY).exists() and not fees.published(on):
        missing.append("今天没有执行中的收费标准")
    return missing if is_rule_filed() else [*missing, "备案信息：未填（条例17）"]


def is_rule_filed() -> bool:
    """Whether the body has entered the filing of its own rule (条例 17)."""
    return any(row.data["kind"] == FILING for row in rows("qualifications", BODY))


@transaction.atomic
def tell_public(*, by: Actor, at: datetime) -> list[Publication]:
    """Publish what is new; nothing when nothing is. NotAllowed for whoever keeps no public texts."""
    if not by.roles & TELLERS:
        raise NotAllowed("没有公布机构信息的权限", "条例20")
    told = untold(local_day(at))
    return publish([Draft("", at, fact) for fact in told], about=BODY, by=by, at=at) if told else []


def headline(fact: Body) -> str:
    """What a fact is about, in a few words."""
    said = fact.plain()
    return str(said.get("title") or f"{NAMES[fact.kind]} {said.get('edition', '')}".strip())


def _edition() -> RuleEdition:
    rule = pack().rule
    return RuleEdition(
        rule=rule.id, edition=rule.printed_edition, name=rule.name, issued_on=rule.issued_on,
        in_force_on=rule.in_force_on, ends_on=rule.ends_on, digest=pack().fingerprint,
        bases=tuple(Basis(number=base.number or "—", title=base.title) for base in rule.main_bases),
        sources=tuple(rule.sources),
    )  # fmt: skip


def _fees(on: date) -> Iterator[FeeList]:
    listed = fees.published(on)
    if listed:
        remarks = {row.data["item"]: row.data.get("remark") for row in rows("fee_list", BODY)}
        items = tuple(
            FeeItem(
                name=fee.item,
                amount=f"{fees.printed(fee.amount)}元",
                unit=fee.unit,
                note=remarks[fee.item] or None,
            )
            for fee in listed
        )
        yield FeeList(published_on=max(fee.published_on for fee in listed), items=items)


def _texts() -> Iterator[TextPage]:
    current = [row for row in rows("published_texts", BODY) if row.data["is_current"] is True]
    for name, slug in SLUGS.items():
        own = [row for row in current if row.data["page"] == name]
        if own:
            sections = tuple(Section(heading=row.data["heading"], paragraphs=_paragraphs(row)) for row in own)
            on = max(local_day(row.written_at) for row in own)
            yield TextPage.model_validate(
                {"slug": slug, "title": name, "published_on": on, "sections": sections}
            )


def _paragraphs(row: RegisterRow) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(row.data["text"]).splitlines() if line.strip())


def _profile(on: date) -> BodyProfile:
    contact: dict[str, Any] = next((row.data for row in rows("scheme_contacts", BODY)), {})
    held = [
        row.data
        for row in rows("qualifications", BODY)
        if on.isoformat() <= (row.data.get("ends_on") or "9999")
    ]
    return BodyProfile(
        name=settings.HENGXIAN_BODY_NAME, address=settings.HENGXIAN_BODY_ADDRESS or None,
        telephone=contact.get("telephone"), web_site=settings.HENGXIAN_BODY_WEB_SITE or None,
        qualifications=(
            *(
                Qualification(
                    name=f"{data['kind']}：{data['content']}", number=data["number"], valid_until=data.get("ends_on")
                )
                for data in held
            ),
            *_registered(on),
        ),
    )  # fmt: skip


def _registered(on: date) -> Iterator[Qualification]:
    """How many registered persons there are for the two that every audit takes (问答5); no name is told."""
    day = on.isoformat()
    found = RegisterRow._default_manager.filter(
        register="auditor_registrations", data__starts_on__lte=day, data__ends_on__gte=day
    )
    if count := found.values("bound").distinct().count():
        least = smallest_team()
        yield Qualification(name=f"持有效注册的审查员：现有{count}名，每次审核不少于{least}名")


def _last(fact: Body) -> dict[str, Any] | None:
    """What was told last of the same thing: the same edition of the rule, the same page, the one fee list."""
    told = Publication.objects.filter(fact_kind=fact.kind, about=BODY).order_by("-pk")
    said = fact.plain()
    for name in ("slug", "edition"):
        if name in said:
            told = told.filter(**{f"body__{name}": said[name]})
    newest = told.first()
    return newest.body if newest else None
