"""A founded site for every test of people."""

import pytest

from hengxian.people.models import Account
from tests.cast import found_site


@pytest.fixture
def administrators(db: None) -> dict[str, Account]:
    """The three administrators, by role id."""
    return found_site()
