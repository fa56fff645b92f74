"""The world of certification with its people at their desks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hengxian.journal.writing import amend
from hengxian.people import appointing, undertakings
from hengxian.people.models import Account
from tests.cast import NOON
from tests.certification.world import World, set_world
from tests.kept_files import set_own

Desk = Callable[[str], Client]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    """Files, facts and the key that signs them stand in folders of the test's own."""
    set_own(settings, tmp_path)


@pytest.fixture
def world(db: None) -> World:
    """The body, its people and its client."""
    return set_world()


@pytest.fixture
def desk(world: World) -> Desk:
    """A browser in which somebody of the world is signed in."""

    def sit(part: str) -> Client:
        browser = Client()
        browser.force_login(settled(part))
        return browser

    return sit


def settled(part: str) -> Account:
    """The account after its first day: own password, undertaking signed."""
    account = Account.objects.get(username=part)
    if account.must_change_password:
        amend(account, by=account.as_actor(), at=NOON, verb="change_password", must_change_password=False)
        if account.is_staff():
            appointing.sign_undertaking(account, undertakings.digest(), by=account.as_actor(), at=NOON)
    return Account.objects.get(pk=account.pk)
