"""The invented hotline seen in a browser: everybody of `tests.hotline.line`, settled, signed in by name."""

from dataclasses import dataclass

from django.test import Client

from hengxian.journal.writing import amend
from hengxian.people import appointing, undertakings
from hengxian.people.models import Account
from tests.cast import NOON, appoint, open_account
from tests.hotline.line import Line, set_line
from tests.keeping import kept

# Names of accounts in `line.people`: agent agent_two supervisor inspector editor manager manager_two clerk
# clerk_of_housing assessor stranger system_administrator …; `both` (agent and manager) comes here.


@dataclass
class Scene:
    """The line, and a browser for anybody of it."""

    line: Line

    def client(self, who: str) -> Client:
        """A browser in which that person is signed in; `anonymous` is nobody."""
        browser = Client()
        if who != "anonymous":
            browser.force_login(Account.objects.get(pk=self.line.people[who].pk))
        return browser


@kept
def set_scene() -> Scene:
    """Everything, once."""
    from hengxian.hotline import establishing

    line = set_line()
    security = line.actor("security_administrator")
    line.people["both"] = appoint(open_account("两任丑", "both"), "agent", "hotline_manager")
    establishing.post(line.people["both"].person, line.hotline, by=security, at=NOON)
    for account in line.people.values():
        _settle(Account.objects.get(pk=account.pk))
    return Scene(line)


def _settle(account: Account) -> None:
    amend(account, by=account.as_actor(), at=NOON, verb="change_password", must_change_password=False)
    if account.is_staff():
        appointing.sign_undertaking(account, undertakings.digest(), by=account.as_actor(), at=NOON)
