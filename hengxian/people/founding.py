"""Setting a site up: the three administrators, by a command on the machine itself, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hengxian.journal.actor import Actor
from hengxian.kernel.refusals import Incomplete, NotNow
from hengxian.people import appointing, roles
from hengxian.people.models import Account

FOUNDER = Actor(person=0, account=0, name="建站命令", roles=frozenset({roles.FOUNDER}))
ADMINISTRATORS = ("system_administrator", "security_administrator", "audit_administrator")


@dataclass(frozen=True)
class Administrator:
    """What has to be said about each of the three."""

    name: str
    document: str
    number: str
    username: str
    password: str


@transaction.atomic
def found(administrators: Mapping[str, Administrator], *, at: datetime) -> dict[str, Account]:
    """Enrol and appoint the three administrators (by role id), three different persons; all or nothing.

    NotNow once any account exists: from then on the security administrator appoints.
    """
    if Account.objects.exists():
        raise NotNow("本站已有账号，其后由安全管理员授予角色")
    if lacking := [roles.role(id).name for id in ADMINISTRATORS if id not in administrators]:
        raise Incomplete(f"建站还缺：{'、'.join(lacking)}")
    return {id: _appoint(id, administrators[id], at) for id in ADMINISTRATORS}


def _appoint(role_id: str, said: Administrator, at: datetime) -> Account:
    person = appointing.enrol(said.name, document=said.document, number=said.number, by=FOUNDER, at=at)
    account = appointing.open_account(person, said.username, password=said.password, by=FOUNDER, at=at)
    appointing.grant(account, role_id, by=FOUNDER, at=at)
    return account
