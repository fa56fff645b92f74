"""No way leads to a certificate but the whole one: whoever acts, in whatever order, with one requirement taken away."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengxian.certification.models import Case, Certificate
from hengxian.certification.models.nonconformity import OPEN
from hengxian.certification.steps import first_missing
from hengxian.journal import verifying
from hengxian.journal.models import Entry
from tests.certification.walks import whole
from tests.certification.walks.acting import walk
from tests.certification.walks.taking import TAKINGS

pytestmark = pytest.mark.django_db
FIVE = ("approve_as_committee", "vote", "review", "decide", "sign")
PROFILE = settings.get_profile("walks")


def parts_of(case: Case) -> dict[str, set[int]]:
    """Natural persons by the part they had in the case."""
    acts = Entry.objects.filter(
        story__in=[*case.stories(), *(each.story for each in case.certificates.all())]
    )
    did = {name: {entry.person for entry in acts if f"{entry.object_kind}.{entry.verb}" == name} for name in (
        "case.vote", "case.review", "case.decide", "case.sign", "certificate.draft", "certificate.issue",
    )}  # fmt: skip
    return did | {"team": set(case.members.values_list("person", flat=True))}


def test_complete_file_leads_to_a_certificate_in_the_right_order(story: Case) -> None:
    with whole.copied():
        certificate = whole.certify(story)

        assert certificate.status == "有效"
        assert list(verifying.faults()) == []


@pytest.mark.covers("T22")
def test_five_acts_of_the_whole_story_are_five_entries_by_people_outside_the_team(story: Case) -> None:
    with whole.copied():
        whole.certify(story)

        own = Entry.objects.filter(object_kind="case", object_id=str(story.pk), verb__in=FIVE).order_by(
            "sequence"
        )
        acts = [(entry.verb, entry.person, entry.at) for entry in own]
        team = set(story.members.values_list("person", flat=True))
        assert list(dict.fromkeys(verb for verb, _, _ in acts)) == list(FIVE)
        assert [verb for verb, person, at in acts if person in team or not at] == []


@pytest.mark.covers("L21", "R14.2.3", "G-5")
@pytest.mark.parametrize("taking", TAKINGS)
@settings(PROFILE)
@given(chance=st.randoms(use_true_random=False))
def test_file_that_lacks_one_thing_never_leads_to_a_certificate(
    story: Case, taking: Callable[[Case, Random], str], chance: Random
) -> None:
    with whole.copied():
        case = Case.objects.get(pk=story.pk)
        taken = taking(case, chance)

        done = walk(case, chance, whole.after(case))

        assert not Certificate.objects.filter(status="有效").exists(), (taken, done)


@settings(PROFILE)
@given(chance=st.randoms(use_true_random=False))
def test_everybody_at_once_on_a_complete_file_ends_in_a_certificate_by_people_apart(
    story: Case, chance: Random
) -> None:
    with whole.copied():
        case = Case.objects.get(pk=story.pk)

        done = walk(case, chance, whole.after(case))

        parts = parts_of(case)
        barred = [
            name
            for name in ("case.vote", "case.review", "case.decide", "case.sign", "certificate.issue")
            if parts["team"] & parts[name]
        ]
        assert [each.status for each in Certificate.objects.all()] == ["有效"], done
        assert first_missing(case, "decide_certification") is None
        assert (barred, parts["certificate.draft"] & parts["certificate.issue"]) == ([], set())
        assert not case.nonconformities.filter(status__in=OPEN).exists()
        assert list(verifying.faults()) == []
