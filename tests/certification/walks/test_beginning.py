"""From the application on: with fewer than two registered auditors no case gets through the site, and none to a certificate."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengxian.certification.models import Case, Certificate, Decision
from hengxian.journal import verifying
from tests.certification.walks import beginning, whole
from tests.certification.walks.acting import walk

pytestmark = pytest.mark.django_db
PROFILE = settings.get_profile("walks")
# Where the registrations go, and the furthest state that a case may be in without two on every planned day.
MOMENTS = {"form_team": "已组组", "plan": "已组组", "go_on_site": "已准备"}


@pytest.fixture(scope="module")
def opened(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Case]:
    """A case just opened by its application, which went all its way by the real acts; nobody is in its team."""
    with django_db_blocker.unblock(), beginning.founded(tmp_path_factory.mktemp("body")):
        yield beginning.applied()


def test_case_with_two_registered_auditors_comes_to_the_site(opened: Case) -> None:
    with whole.copied():
        case, steps = Case.objects.get(pk=opened.pk), beginning.way()

        done = beginning.insist(case, steps, Random(1), rounds=1)

        assert (done, Case.objects.get(pk=case.pk).status) == (list(steps), "现场中")


@pytest.mark.covers("R6.2.1.1", "Q5.2", "L21")
@pytest.mark.parametrize("moment", list(MOMENTS))
@settings(PROFILE)
@given(chance=st.randoms(use_true_random=False))
def test_case_with_fewer_than_two_never_does(opened: Case, moment: str, chance: Random) -> None:
    with whole.copied():
        case, steps = Case.objects.get(pk=opened.pk), beginning.way()
        before = dict(list(steps.items())[: list(steps).index(moment)])
        beginning.insist(case, before, chance, rounds=1)
        taken = beginning.take_registrations(chance)
        known = set(verifying.faults())  # what was taken behind the journal's back

        done = beginning.insist(case, steps, chance)
        done += walk(Case.objects.get(pk=case.pk), chance, whole.after(case))

        status, order = (
            Case.objects.get(pk=case.pk).status,
            ("已立案", "已组组", "计划已批", "文件已审", "已准备"),
        )
        assert status in order[: order.index(MOMENTS[moment]) + 1], (taken, done)
        assert (Decision.objects.count(), Certificate.objects.count()) == (0, 0), (taken, done)
        assert set(verifying.faults()) <= known, (taken, done)
