"""One story for all walks of a module, and how far they walk: `WALKS=50` for longer ones."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

from hengxian.certification.models import Case
from tests.certification.walks import whole

settings.register_profile(
    "walks", max_examples=int(os.environ.get("WALKS", "2")), deadline=None, derandomize="WALKS" not in os.environ,
    suppress_health_check=list(HealthCheck), database=None, phases=[Phase.generate],
)  # fmt: skip


@pytest.fixture(autouse=True)
def home() -> None:
    """The folders of the story, which all walks of a module share."""


@pytest.fixture(scope="module")
def story(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Case]:
    """The case before the committee, made once by the real acts."""
    with django_db_blocker.unblock(), whole.told(tmp_path_factory.mktemp("story")) as case:
        yield case
