"""Another hotline on a running site: registered by the security administrator, with those who will manage it (R3.1)."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hengxian.hotline.establishing import found_hotline, post
from hengxian.hotline.models import Hotline
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.kernel.refusals import Incomplete
from hengxian.people import appointing
from hengxian.people.models import Account, Organisation
from hengxian.records.clocks import local_day

CODE = re.compile(r"[A-Za-z0-9_-]{1,20}")
FEWEST = 2  # nobody gives himself a post, and nobody approves what he proposed
PROVIDER = "热线管理机构"


@transaction.atomic
def open_hotline(hotline: Hotline, managers: Sequence[Account], *, by: Actor, at: datetime) -> Hotline:
    """Registered, and its managers posted; all or nothing. Its data mix with no other hotline's (R3.3).

    Incomplete for a name or code that is taken, a strange code, a day to come, or fewer than two persons who hold
    the role; NotAllowed for whoever does not keep the site's roles, or is one of them.
    """
    hold_chain()
    _check(hotline, at)
    _check_managers(managers)
    found_hotline(hotline, by=by, at=at)
    for account in managers:
        post(account.person, hotline, by=by, at=at)
    return hotline


@transaction.atomic
def provider_called(name: str, *, by: Actor, at: datetime) -> Organisation:
    """The organisation of that name, registered now if nobody knows it yet. Incomplete for an empty name."""
    hold_chain()
    name = name.strip()
    if not name:
        raise Incomplete("登记热线还缺：提供者", "3.1", ("provider",))
    known = Organisation.objects.filter(name=name).order_by("pk").first()
    return known or appointing.register_organisation(Organisation(name=name, type=PROVIDER), by=by, at=at)


def candidates() -> list[Account]:
    """Accounts that can be made managers of a hotline: the role is held, the door is open."""
    held = Account.objects.filter(
        grants__role="hotline_manager", grants__ended_at=None, is_active=True
    ).distinct()
    return list(held.select_related("person").order_by("person__name", "pk"))


def _check(hotline: Hotline, at: datetime) -> None:
    said = {"name": "热线名称", "number": "热线号码", "code": "简称代号", "place": "所在地区"}
    if lacking := [label for name, label in said.items() if not getattr(hotline, name).strip()]:
        raise Incomplete(f"登记热线还缺：{'、'.join(lacking)}", "3.1", tuple(said))
    if not CODE.fullmatch(hotline.code):
        raise Incomplete("简称代号应为 1 至 20 个英文字母、数字、- 或 _", "3.1", ("code",))
    for name, value in (("code", hotline.code), ("name", hotline.name)):
        if Hotline._default_manager.filter(**{f"{name}__iexact": value}).exists():
            raise Incomplete(f"{said[name]}“{value}”已用于另一热线", "3.1", (name,))
    if hotline.founded_on > local_day(at):
        raise Incomplete("开通日期不能晚于今天", "3.1", ("founded_on",))


def _check_managers(managers: Sequence[Account]) -> None:
    held = {account.pk for account in candidates()}
    if strange := [account.username for account in managers if account.pk not in held]:
        raise Incomplete(f"没有热线管理人员的角色，或者已停用：{'、'.join(strange)}", "3.1", ("managers",))
    if len({account.person_id for account in managers}) < FEWEST:
        raise Incomplete(f"热线管理人员应为 {FEWEST} 名以上不同的人", "3.1", ("managers",))
