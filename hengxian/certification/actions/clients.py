"""The client's own records: its organisation, its hotlines and their sites (1.1, A-4, A-5)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification.models import Hotline, Site
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import amend, create
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people.models import Account, Organisation
from hengxian.people.models.organisation import CodeKind, OrganisationKind
from hengxian.records.clocks import local_day
from hengxian.records.privacy.identifiers import (
    Misread,
    read_credit_code,
    read_institution_certificate,
    read_organisation_code,
    read_past_day,
    read_telephone,
)

READERS = {
    CodeKind.USCC: read_credit_code,
    CodeKind.ORGANISATION_CODE: read_organisation_code,
    CodeKind.INSTITUTION: read_institution_certificate,
}  # fmt: skip
ORGANISATION = ("name", "type", "code_kind", "code", "registered_address", "office_address", "phone")
HOTLINE = (
    "name", "type", "type_note", "mandator", "mandate", "data_holder", "founded_on", "within_territory", "place",
)  # fmt: skip


@transaction.atomic
def register_own_organisation(facts: Mapping[str, Any], *, by: Actor, at: datetime) -> Organisation:
    """An applicant whose account belongs to nobody registers his organisation, and the account joins it.

    NotNow for an account that has one; Incomplete for a code that is known already: whoever belongs there is
    let in by an administrator.
    """
    hold_chain()
    account = Account.objects.filter(pk=by.account).first()
    if account is None or "applicant" not in by.roles:
        raise NotAllowed("没有“登记组织”的权限", "问答1")
    if account.organisation_id is not None:
        raise NotNow("本账号已属于一个组织")
    organisation = _new_organisation(facts, by, at)
    amend(account, by=by, at=at, verb="join", organisation=organisation)
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation,
    facts: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Organisation:
    """New particulars; an office without legal personality names its legal entity (A-5)."""
    hold_chain()
    check_client(organisation, by)
    said = _read_organisation(facts, organisation, by, at)
    return amend(organisation, by=by, at=at, version=version, **said)


@transaction.atomic
def add_hotline(organisation: Organisation, facts: Mapping[str, Any], *, by: Actor, at: datetime) -> Hotline:
    """One more hotline of the organisation."""
    hold_chain()
    check_client(organisation, by)
    said = _read_hotline(facts, organisation, by, at)
    return create(Hotline(owner=organisation, **said), by=by, at=at, verb="register")


@transaction.atomic
def change_hotline(
    hotline: Hotline, facts: Mapping[str, Any], *, by: Actor, at: datetime, version: int | None = None
) -> Hotline:
    """New particulars of a hotline."""
    hold_chain()
    check_client(hotline.owner, by)
    return amend(hotline, by=by, at=at, version=version, **_read_hotline(facts, hotline.owner, by, at))


@transaction.atomic
def write_sites(hotline: Hotline, lines: list[dict[str, str]], *, by: Actor, at: datetime) -> list[Site]:
    """The sites of a hotline by name: a known name gets its new address, a new one is added; none goes away."""
    hold_chain()
    check_client(hotline.owner, by)
    known = {site.name: site for site in hotline.sites.all()}
    for line in lines:
        name, address = str(line.get("name") or "").strip(), str(line.get("address") or "").strip()
        if not name or not address:
            raise Incomplete("每个场所都须写明名称和地址", "7.1.3", ("sites",))
        if name not in known:
            known[name] = create(
                Site(hotline=hotline, name=name, address=address), by=by, at=at, verb="register"
            )
        elif known[name].address != address:
            amend(known[name], by=by, at=at, address=address)
    return list(known.values())


def check_client(organisation: Organisation, by: Actor) -> None:
    """Refuse whoever is neither the organisation's own applicant nor the body's clerk (NotAllowed)."""
    is_own = "applicant" in by.roles and by.organisation == organisation.pk
    if not is_own and "clerk" not in by.roles:
        raise NotAllowed(f"没有填写{organisation.name}资料的权限", "6.1.2")


def _new_organisation(facts: Mapping[str, Any], by: Actor, at: datetime) -> Organisation:
    return create(Organisation(**_read_organisation(facts, None, by, at)), by=by, at=at, verb="register")


def _read_organisation(
    facts: Mapping[str, Any], known: Organisation | None, by: Actor, at: datetime
) -> dict[str, Any]:
    said = {name: str(facts.get(name) or "").strip() for name in ORGANISATION}
    _demand(said, {"name": "名称", "type": "类型", "office_address": "办公地址"})
    if said["type"] not in (OrganisationKind.OTHER, *_applicant_kinds()):
        raise Incomplete(f"组织类型应为：{'、'.join(_applicant_kinds())}", "问答1、4", ("type",))
    said["code_kind"] = said["code_kind"] or CodeKind.USCC
    said["code"] = read_code(said["code_kind"], said["code"]) if said["code"] else ""
    said["phone"] = _read("phone", lambda: str(read_telephone(said["phone"]))) if said["phone"] else ""
    legal = _legal_entity(facts, said, known, by, at)
    _check_unknown(said["code_kind"], said["code"], known)
    return said | {"legal_entity": legal}


def read_code(kind: str, text: str) -> str:
    """The code of an organisation's certificate, checked by its kind. Misread names the wrong sign (A-5, T42)."""
    return str(_read("code", lambda: READERS[CodeKind(kind)](text)))


def _legal_entity(
    facts: Mapping[str, Any], said: dict[str, str], known: Organisation | None, by: Actor, at: datetime
) -> Organisation | None:
    """The entity that an office without a code of its own belongs to: found by its code, or registered."""
    if not any(str(facts.get(f"legal_{part}") or "").strip() for part in ("name", "code")):
        if said["code"]:
            return None
        if known is not None and known.legal_entity is not None:
            return known.legal_entity
        raise Incomplete("须填写本组织的代码；没有法人资格的，填写所属法人的名称和代码", "6.1.2.2", ("code",))
    address = str(facts.get("legal_address") or "").strip()
    columns = {"type": OrganisationKind.OTHER, "registered_address": address}
    return _entity("legal", "所属法人", facts, by, at, **columns)


def _operator(facts: Mapping[str, Any], by: Actor, at: datetime) -> Organisation | None:
    """Who runs the hotline where its owner does not (3.3); None where nobody is named."""
    if not any(str(facts.get(f"operator_{part}") or "").strip() for part in ("name", "code")):
        return None
    return _entity("operator", "运行机构", facts, by, at, type=OrganisationKind.OUTSOURCER)


def _entity(
    part: str, called: str, facts: Mapping[str, Any], by: Actor, at: datetime, **columns: str
) -> Organisation:
    """An organisation named beside the client by name and credit code: found by its code, or registered."""
    said = {name: str(facts.get(f"{part}_{name}") or "").strip() for name in ("name", "code")}
    if not all(said.values()):
        fields = (f"{part}_name", f"{part}_code")
        raise Incomplete(f"{called}的名称和代码都须填写", "6.1.2.2", fields)
    code = _read(f"{part}_code", lambda: read_credit_code(said["code"]))
    found = Organisation.objects.filter(code_kind=CodeKind.USCC, code=code).first()
    if found is not None and found.name != said["name"]:
        told = "该统一社会信用代码已登记在另一名称之下，请核对名称与代码"
        raise Incomplete(told, "6.1.2.2", (f"{part}_name",))
    return found or create(
        Organisation(name=said["name"], code=code, **columns), by=by, at=at, verb="register"
    )


def _check_unknown(kind: str, code: str, known: Organisation | None) -> None:
    same = Organisation.objects.filter(code_kind=kind, code=code).first() if code else None
    if same is not None and same != known:
        raise Incomplete(f"{kind} {code} 已登记，请联系认证机构开通账号", "", ("code",))


def _read_hotline(facts: Mapping[str, Any], owner: Organisation, by: Actor, at: datetime) -> dict[str, Any]:
    said: dict[str, Any] = {name: facts.get(name) for name in HOTLINE}
    for name in HOTLINE:
        if name not in ("founded_on", "within_territory"):
            said[name] = str(said[name] or "").strip()
    said["within_territory"] = said["within_territory"] is True
    _demand(said, {"name": "热线名称", "type": "热线类型", "founded_on": "成立时间", "place": "所在地区"})
    if said["type"] == "其他" and not said["type_note"]:
        raise Incomplete("热线类型选“其他”的，须写明类型说明", "1.1", ("type_note",))
    if owner.type == OrganisationKind.OUTSOURCER:
        asked = {"mandator": "委托方", "mandate": "委托依据", "data_holder": "数据由谁持有"}
        _demand(said, asked, "服务外包企业还须写明：")
    _read("founded_on", lambda: read_past_day(said["founded_on"], local_day(at), "政府热线成立时间"))
    return said | {"operator": _operator(facts, by, at)}


def _demand(said: Mapping[str, Any], asked: Mapping[str, str], opening: str = "须填写：") -> None:
    lacking = [name for name in asked if not said[name]]
    if lacking:
        raise Incomplete(opening + "、".join(asked[name] for name in lacking), "1.1", tuple(lacking))


def _read(field: str, read: Any) -> Any:
    try:
        return read()
    except Misread as wrong:
        raise Misread(wrong.sentence, wrong.clause, (field,)) from None


def _applicant_kinds() -> tuple[str, ...]:
    return tuple(kind for kind in OrganisationKind.values if kind not in ("认证机构", "其他组织"))
