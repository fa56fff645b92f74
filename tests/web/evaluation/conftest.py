"""A case on site with the people who may and may not score it, signed in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from hengxian.certification.models import Case
from hengxian.journal.writing import amend
from hengxian.people import appointing, undertakings
from hengxian.people.models import Account
from tests.cast import NOON
from tests.certification.evaluation.scored import analysed, dataset, given, on_site
from tests.certification.world import World, set_world
from tests.kept_files import set_own

Browser = Callable[[str], Client]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings) -> Path:
    """Where datasets and results are kept."""
    set_own(settings, tmp_path)
    return tmp_path


@pytest.fixture
def world(db: None) -> World:
    """The body at work."""
    return set_world()


@pytest.fixture
def case(world: World, home: Path) -> Case:
    """A case whose data the team has measured."""
    case = on_site(world)
    dataset(world, case, home)
    return analysed(world, case, given(world, case))


@pytest.fixture
def browser(world: World) -> Browser:
    """A browser in which a part of the world is signed in."""

    def opened(part: str) -> Client:
        browser = Client()
        browser.force_login(settled(world, part))
        return browser

    return opened


def settled(world: World, part: str) -> Account:
    """The account past its first sign-in."""
    account = Account.objects.get(pk=world[part].account)
    if account.must_change_password:
        amend(account, by=account.as_actor(), at=NOON, verb="change_password", must_change_password=False)
        if account.is_staff():
            appointing.sign_undertaking(account, undertakings.digest(), by=account.as_actor(), at=NOON)
    return Account.objects.get(pk=account.pk)
