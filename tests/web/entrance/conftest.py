"""A founded site with a clerk and an applicant."""

import pytest

from hengxian.people.models import Account
from tests.cast import appoint, found_site, open_account


@pytest.fixture
def administrators(db: None) -> dict[str, Account]:
    """The three administrators, by role id."""
    return found_site()


@pytest.fixture
def clerk(administrators: dict[str, Account]) -> Account:
    """A clerk who still has the initial password and has signed nothing."""
    return appoint(open_account("丁一", "clerk"), "clerk")


@pytest.fixture
def applicant(administrators: dict[str, Account]) -> Account:
    """An applicant who still has the initial password."""
    return appoint(open_account("申甲", "client"), "applicant")
