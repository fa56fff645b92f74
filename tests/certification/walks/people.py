"""Who walks: everybody of the story, and second accounts of people who already have a part in it."""

from hengxian.certification.models import Case, Member
from hengxian.cli.showcase.people import ADMINISTRATORS, APPLICANTS, STAFF
from hengxian.journal.actor import Actor
from hengxian.people import appointing
from hengxian.people.models import Account, Grant
from tests.cast import PASSWORD, placed
from tests.certification.certificates.certified import put
from tests.certification.walks.whole import BEGAN

COMMITTEE = ("member1", "member2", "chair")


def everybody() -> list[Actor]:
    """Every account, the three administrators and the applicants included."""
    return [account.as_actor() for account in Account.objects.order_by("pk")]


def named(username: str) -> Account:
    """The account of that name."""
    return Account.objects.get(username=username)


def give_second_account(of: str, role: str) -> None:
    """The role leaves whoever had it and goes to another account of the person called `of`."""
    Grant.objects.filter(role=role).delete()
    told, system, security = {**STAFF, **ADMINISTRATORS, **APPLICANTS}[of], named("system"), named("security")
    name = told if isinstance(told, str) else str(told[0])
    by, at = system.as_actor(), BEGAN
    person = appointing.enrol(name, document="其他证件", number=f"演示-{of}", by=by, at=at)
    second = appointing.open_account(person, f"{of}-2", organisation=None, password=PASSWORD, by=by, at=at)
    appointing.grant(second, role, by=security.as_actor(), at=at)


def involve(username: str, case: Case, way: str) -> None:
    """Give a person a part in the case: a duty in its team, a declared tie, or a place with the client."""
    account = named(username)
    if way == "client":
        Account.objects.filter(pk=account.pk).update(organisation=case.organisation)
    elif way == "tie":
        put("member_declarations", case.story, {"office_tie": True}, str(account.person_id))
    else:
        placed(Member(case=case, person=account.person, duty=way))
