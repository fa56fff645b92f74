"""Who may come in and as what: enrolling, opening accounts, granting and withdrawing roles, locking.

An administrator appoints and never acts in a case; nobody appoints himself; the unit is the natural person.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import amend, create
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people import identity, roles, undertakings
from hengxian.people.models import Account, Grant, Organisation, Person, Undertaking

R = TypeVar("R", Grant, Account)
OPENERS = ("system_administrator", "security_administrator")
NAMESAKE = (
    "已有同名人员以另一证件登记：是同一人的，请填写他登记时的证件；核实确为另一人的，请注明是同名的另一人"
)


@contextmanager
def _alone() -> Iterator[None]:
    """One transaction that holds the chain: what was read stays true until it is written."""
    with transaction.atomic():
        hold_chain()
        yield


def enrol(
    name: str,
    *,
    document: str,
    number: str,
    by: Actor,
    at: datetime,
    phone: str = "",
    email: str = "",
    is_namesake: bool = False,
) -> Person:
    """The person with that document: enrolled now, or found when he already was; never doubled.

    A person is known by one document. A second one of his would make him two, who could then do what one may
    not: so whoever bears the name of somebody enrolled is asked about, and `is_namesake` is the answer, kept.
    Incomplete for a wrong number, a document known under another name, or a name that is not explained.
    """
    _needs(by, OPENERS, "登记人员")
    if not name.strip():
        raise Incomplete("姓名不能为空", fields=("name",))
    digest = identity.digest(document, number)
    with _alone():
        known = Person.objects.filter(identity_digest=digest).first()
        if known is None:
            if not is_namesake and _is_borne(name):
                raise Incomplete(NAMESAKE, fields=("number", "is_namesake"))
            person = Person(
                name=name.strip(), identity_digest=digest, phone=phone, email=email, enrolled_at=at
            )
            return create(person, by=by, at=at, verb="enrol", document=document, is_namesake=is_namesake)
    if known.name != name.strip():
        raise Incomplete("该证件号码已登记在另一姓名之下，请核对姓名与号码", fields=("name", "number"))
    return known


def _is_borne(name: str) -> bool:
    """Whether somebody enrolled bears the name, in whatever width and spacing it was typed."""
    plain = (unicodedata.normalize("NFKC", each) for each in Person.objects.values_list("name", flat=True))
    wanted = "".join(unicodedata.normalize("NFKC", name).split())
    return any("".join(each.split()) == wanted for each in plain)


def register_organisation(organisation: Organisation, *, by: Actor, at: datetime) -> Organisation:
    """Store a new organisation. Incomplete for one without name, or whose code is taken."""
    _needs(by, (*OPENERS, "clerk"), "登记组织")
    if not organisation.name.strip():
        raise Incomplete("组织名称不能为空", fields=("name",))
    with _alone():
        same = Organisation.objects.filter(code_kind=organisation.code_kind, code=organisation.code)
        if organisation.code and same.exists():
            raise Incomplete(f"{organisation.code_kind} {organisation.code} 已登记", fields=("code",))
        return create(organisation, by=by, at=at, verb="register")


def open_account(
    person: Person,
    username: str,
    *,
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    email: str = "",
    password: str | None = None,
) -> Account:
    """A new account without any role; its initial password has to be replaced at the first sign-in."""
    _needs(by, OPENERS, "开立账号")
    name = username.strip()
    account = Account(username=name, person=person, organisation=organisation, email=email, opened_at=at)
    if not name:
        raise Incomplete("用户名不能为空", fields=("username",))
    _set_password(account, password)
    with _alone():
        if Account.objects.filter(username__iexact=name).exists():
            raise Incomplete(f"用户名“{name}”已被使用", fields=("username",))
        return create(account, by=by, at=at, verb="open")


def grant(account: Account, role_id: str, *, by: Actor, at: datetime, reason: str = "") -> Grant:
    """Give an account a role. NotAllowed for one's own person, and for roles one person may not hold together."""
    if not roles.is_known(role_id):
        raise Incomplete(f"没有“{role_id}”这一角色", fields=("role",))
    _needs(by, ("security_administrator",), "授予角色")
    _not_himself(account, by, "授予角色")
    with _alone():
        _check_clash(account, role_id)
        if account.grants.filter(role=role_id, ended_at=None).exists():
            raise NotNow(f"账号 {account.username} 已有角色“{roles.role(role_id).name}”")
        given = Grant(account=account, role=role_id, granted_at=at, granted_by=by.account)
        return create(given, by=by, at=at, verb="grant", reason=reason)


def withdraw(given: Grant, *, by: Actor, at: datetime, reason: str, version: int | None = None) -> Grant:
    """Take a role back; what was done under it stays done."""
    _needs(by, ("security_administrator",), "收回角色")
    _not_himself(given.account, by, "收回角色")
    if given.ended_at is not None:
        raise NotNow(f"角色“{given}”已收回")
    return _amend(given, "withdraw", by, at, reason, version, ended_at=at, ended_by=by.account)


def lock(account: Account, *, by: Actor, at: datetime, reason: str, version: int | None = None) -> Account:
    """Shut an account out at once; its open sessions end with the next request."""
    _needs(by, ("security_administrator",), "锁定账号")
    _not_himself(account, by, "锁定账号")
    return _amend(account, "lock", by, at, reason, version, is_active=False)


def unlock(account: Account, *, by: Actor, at: datetime, reason: str, version: int | None = None) -> Account:
    """Let a locked account in again."""
    _needs(by, ("security_administrator",), "解除锁定")
    _not_himself(account, by, "解除锁定")
    return _amend(account, "unlock", by, at, reason, version, is_active=True)


def reset_sign_in(
    account: Account, *, password: str, by: Actor, at: datetime, reason: str, version: int | None = None
) -> Account:
    """Give a new initial password and drop the second factor, for an owner who lost them.

    The account is locked by it until a security administrator unlocks it: no one administrator can take over
    the account of another person.
    """
    _needs(by, ("system_administrator",), "重置登录手段")
    _not_himself(account, by, "重置登录手段")
    _set_password(account, password)
    with _alone():
        Authenticator.objects.filter(user=account).delete()
        account.save(update_fields=["password"])
        return _amend(
            account, "reset_sign_in", by, at, reason, version, is_active=False, must_change_password=True
        )


def sign_undertaking(account: Account, text_digest: str, *, by: Actor, at: datetime) -> Undertaking:
    """Agree to the undertaking, by the owner himself. NotNow if the text shown is no longer the one in force."""
    if by.account != account.pk:
        raise NotAllowed("保密承诺只能由本人作出", "认证认可条例第八条")
    if text_digest != undertakings.digest():
        raise NotNow("承诺书文本已更新，请重新阅读后再确认")
    with _alone():
        made = Undertaking.objects.filter(account=account, text_digest=text_digest).first()
        fresh = Undertaking(account=account, text_digest=text_digest, signed_at=at)
        return made or create(fresh, by=by, at=at, verb="sign")


def _amend(
    record: R, verb: str, by: Actor, at: datetime, reason: str, version: int | None, **changes: object
) -> R:
    if not reason.strip():
        raise Incomplete("须说明理由", fields=("reason",))
    return amend(record, by=by, at=at, version=version, verb=verb, reason=reason, **changes)


def _needs(by: Actor, allowed: tuple[str, ...], what: str) -> None:
    if not by.roles & {*allowed, roles.FOUNDER}:
        names = "、".join(roles.role(id).name for id in allowed)
        raise NotAllowed(f"没有“{what}”的权限，须为：{names}")


def _not_himself(account: Account, by: Actor, what: str) -> None:
    if account.person_id == by.person:
        raise NotAllowed(f"不能对本人的账号“{what}”：{account.person.name}（账号 {account.username}）")


def _check_clash(account: Account, role_id: str) -> None:
    held = Grant.objects.filter(account__person=account.person_id, ended_at=None).select_related("account")
    by_role = {each.role: each for each in held.order_by("-pk")}
    if barred := roles.clash(frozenset(by_role), role_id):
        owner = by_role[barred.id].account.username
        raise NotAllowed(
            f"{account.person.name}（账号 {owner}）已是{barred.name}，同一自然人不能兼任{roles.role(role_id).name}"
        )


def _set_password(account: Account, password: str | None) -> None:
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as refused:
        raise Incomplete(
            "；".join(each.rstrip("。") for each in refused.messages), fields=("password",)
        ) from None
    account.set_password(password)
