"""What an administrator may do with an account: one row an act, read by the page, its form and its doing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from hengxian.journal.actor import Actor
from hengxian.kernel.lifecycle import Ask
from hengxian.kernel.refusals import NotNow
from hengxian.people import appointing, identity, roles
from hengxian.people.models import Account, Grant, Organisation

REASON = Ask("reason", "理由", "long_text")
OPENING = (
    Ask("name", "姓名"),
    Ask("document", "证件类型", "choice", options=identity.DOCUMENTS),
    Ask("number", "证件号码", note="只用于识别同一自然人，本系统只存其摘要"),
    Ask("is_namesake", "是同名的另一人", "yes_no", required=False, note="已有同名人员登记时，核实后注明"),
    Ask("username", "用户名"),
    Ask("password", "初始密码", "secret", note="首次登录须更换"),
    Ask("organisation", "所属组织", "choice", required=False, note="认证机构本身的人员不填"),
    Ask("email", "通知邮箱", "email", required=False),
)
Facts = Mapping[str, Any]
Choices = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class AccountAct:
    """`by` is the role that may; `choices` offers what may be chosen for an account."""

    verb: str
    label: str
    by: str
    asks: tuple[Ask, ...]
    do: Callable[[Account, Facts, Actor, datetime], object]
    choices: Callable[[Account], Choices] = lambda account: {}
    is_grave: bool = False


def _grantable(account: Account) -> Choices:
    held = account.roles()
    return {
        "role": [
            (role.id, role.name) for role in roles.of_site(settings.HENGXIAN_SITE) if role.id not in held
        ]
    }


def _held(account: Account) -> Choices:
    return {"role": [(role.id, role.name) for role in roles.ROLES if role.id in account.roles()]}


def _withdraw(account: Account, facts: Facts, by: Actor, at: datetime) -> object:
    given = Grant.objects.filter(account=account, role=facts["role"], ended_at=None).first()
    if given is None:
        raise NotNow("该角色已收回")
    return appointing.withdraw(given, by=by, at=at, reason=facts["reason"])


ACTS = (
    AccountAct(
        "grant", "授予角色", "security_administrator", (Ask("role", "角色", "choice"), REASON),
        lambda account, facts, by, at: appointing.grant(account, facts["role"], by=by, at=at, reason=facts["reason"]),
        _grantable,
    ),
    AccountAct(
        "withdraw", "收回角色", "security_administrator", (Ask("role", "角色", "choice"), REASON), _withdraw, _held,
        is_grave=True,
    ),
    AccountAct(
        "lock", "锁定账号", "security_administrator", (REASON,),
        lambda account, facts, by, at: appointing.lock(account, by=by, at=at, **facts), is_grave=True,
    ),
    AccountAct(
        "unlock", "解除锁定", "security_administrator", (REASON,),
        lambda account, facts, by, at: appointing.unlock(account, by=by, at=at, **facts),
    ),
    AccountAct(
        "reset_sign_in", "重置登录手段", "system_administrator", (Ask("password", "新的初始密码", "secret"), REASON),
        lambda account, facts, by, at: appointing.reset_sign_in(account, by=by, at=at, **facts), is_grave=True,
    ),
)  # fmt: skip


def offered(account: Account, by: Actor) -> list[AccountAct]:
    """The acts that make sense for the account as it is, and are the actor's to do; never with his own person."""
    idle = {"unlock" if account.is_active else "lock", *(() if account.roles() else ("withdraw",))}
    mine = account.person_id == by.person
    return [act for act in ACTS if act.by in by.roles and act.verb not in idle and not mine]


def open_account(facts: Facts, by: Actor, at: datetime) -> Account:
    """Enrol the person, or find him, and open an account for him."""
    person = appointing.enrol(
        facts["name"], document=facts["document"], number=facts["number"], by=by, at=at, email=facts["email"],
        is_namesake=facts["is_namesake"] is True,
    )  # fmt: skip
    organisation = (
        Organisation.objects.filter(pk=facts["organisation"]).first() if facts["organisation"] else None
    )
    return appointing.open_account(
        person, facts["username"], by=by, at=at, organisation=organisation, email=facts["email"],
        password=facts["password"],
    )  # fmt: skip
