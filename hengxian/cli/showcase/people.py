"""Who works at the invented body, who applies, and what each may do."""

from datetime import datetime

from hengxian.journal.actor import Actor
from hengxian.journal.writing import amend
from hengxian.people import appointing, founding, undertakings
from hengxian.people.models import Account, Organisation

ADMINISTRATORS = {
    "system_administrator": ("系统管理员 闻一", "system"),
    "security_administrator": ("安全管理员 卫二", "security"),
    "audit_administrator": ("审计管理员 申三", "audit"),
}
# user name: (name, roles)
STAFF = {
    "clerk": ("业务员 柳青", ("clerk",)),
    "lead": ("审核组长 沈禾", ("lead_auditor", "auditor")),
    "auditor": ("审核员 顾岚", ("auditor",)),
    "auditor2": ("审核员 白榆", ("auditor",)),
    "member1": ("委员 陶然", ("committee_member",)),
    "member2": ("委员 秦川", ("committee_member",)),
    "chair": ("技术委员会主任 陆舟", ("committee_chair",)),
    "head": ("机构负责人 方衡", ("head_of_body",)),
    "delegate": ("授权审批人 叶微", ("head_delegate",)),
    "certificates": ("证书管理员 程简", ("certificate_administrator",)),
    "panel": ("申诉处理人 施允", ("appeal_panel",)),
}
APPLICANTS = {"applicant": "申请方经办人 江雨", "applicant2": "申请方经办人 石磊"}


def found(password: str, at: datetime) -> None:
    """The three administrators, three persons."""
    founding.found(
        {
            role: founding.Administrator(name, "其他证件", f"演示-{username}", username, password)
            for role, (name, username) in ADMINISTRATORS.items()
        },
        at=at,
    )
    for _, username in ADMINISTRATORS.values():
        settle(username, at)


def hire(password: str, at: datetime) -> None:
    """Everybody of the body, each in his roles."""
    for username, (name, roles) in STAFF.items():
        open_account(username, name, roles, password, at)


def open_account(
    username: str,
    name: str,
    roles: tuple[str, ...],
    password: str,
    at: datetime,
    of: Organisation | None = None,
) -> Actor:
    """An account opened by the system administrator, its roles granted by the security administrator."""
    system, security = actor("system"), actor("security")
    person = appointing.enrol(name, document="其他证件", number=f"演示-{username}", by=system, at=at)
    account = appointing.open_account(person, username, organisation=of, password=password, by=system, at=at)
    for role in roles:
        appointing.grant(account, role, by=security, at=at)
    settle(username, at)
    return actor(username)


def settle(username: str, at: datetime) -> None:
    """As after the first sign-in: the password kept, the undertaking signed."""
    account = Account.objects.get(username=username)
    by = account.as_actor()
    amend(account, by=by, at=at, verb="change_password", must_change_password=False)
    if account.is_staff():
        appointing.sign_undertaking(account, undertakings.digest(), by=by, at=at)


def actor(username: str) -> Actor:
    """Whoever signs in with that name."""
    return Account.objects.get(username=username).as_actor()
