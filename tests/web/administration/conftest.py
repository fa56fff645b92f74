"""A founded site whose administrators have done what is owed at the entrance, and browsers signed in as each."""

from collections.abc import Callable

import pytest
from django.test import Client

from hengxian.people import appointing, undertakings
from hengxian.people.models import Account
from tests.cast import NOON, appoint, found_site, open_account


@pytest.fixture
def site(db: None) -> None:
    """The three administrators and a clerk."""
    found_site()
    appoint(open_account("丁一", "clerk"), "clerk")
    for account in Account.objects.all():
        appointing.sign_undertaking(account, undertakings.digest(), by=account.as_actor(), at=NOON)
        appointing.amend(account, by=account.as_actor(), at=NOON, must_change_password=False)


@pytest.fixture
def signed_in(site: None) -> Callable[[str], Client]:
    """A client signed in as the account of that user name."""

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username))
        return client

    return sign_in
