"""What may be published, and what never is."""

from datetime import date

import pytest
from pydantic import ValidationError

from hengxian.publication.checkcode import digest_check_code, new_check_code
from hengxian.publication.facts import KINDS, Announcement, CertificateEdition, Printed, StatusChange
from hengxian.publication.standing import standing, status_on
from tests.publication.conftest import CHINA, NOON


@pytest.mark.parametrize(
    "text", ["联系人电话139" + "00000000", "x@clerk.invalid", "身份证110101" + "199001011234"]
)
def test_a_fact_with_a_personal_number_is_refused(edition, text):
    with pytest.raises(ValidationError, match="不得公布"):
        edition(scope=text)


def test_a_masked_number_and_a_hotline_number_may_be_published():
    announcement = Announcement(
        category="其他公告", title="说明", text="138****5678 拨打 12345", announced_on=date(2026, 3, 2)
    )

    assert announcement.plain()["text"] == "138****5678 拨打 12345"


def test_a_certificate_holds_no_contact_and_a_status_change_no_reason_and_no_approver():
    fields = {name for model in (Printed, CertificateEdition, StatusChange) for name in model.model_fields}

    assert (
        fields & {"contact", "contact_person", "phone", "mobile", "mail", "reason", "approved_by", "ground"}
        == set()
    )


def test_a_validity_that_ends_before_it_begins_is_refused(edition):
    with pytest.raises(ValidationError, match="早于颁发日期"):
        edition(valid_until=date(2026, 3, 1))


def test_every_kind_is_named_as_its_model_says():
    named = {kind: model.kind for kind, model in KINDS.items()}

    assert named == {kind: kind for kind in KINDS}


def test_a_check_code_is_read_however_it_is_typed():
    digest = digest_check_code("HX-1", "10AB-CDEF-GHJK")

    assert digest == digest_check_code("HX-1", " loab cdef－ghjk ")
    assert digest != digest_check_code("HX-2", "10AB-CDEF-GHJK")
    assert len(new_check_code()) == 14


@pytest.mark.parametrize(
    ("status", "day", "label", "is_valid"),
    [
        ("有效", date(2026, 3, 2), "有效", True),
        ("有效", date(2029, 3, 1), "有效", True),
        ("有效", date(2029, 3, 2), "已过有效期", False),
        ("有效", date(2026, 3, 1), "尚未生效", False),
        ("暂停", date(2026, 5, 1), "暂停", False),
        ("暂停", date(2030, 1, 1), "暂停", False),
        ("撤销", date(2026, 5, 1), "撤销", False),
        ("注销", date(2026, 5, 1), "注销", False),
        (None, date(2026, 5, 1), "尚未生效", False),
    ],
)
def test_standing_reads_status_and_dates_together(status, day, label, is_valid):
    found = standing(status, date(2026, 3, 2), date(2029, 3, 1), day)

    assert (found.label, found.is_valid) == (label, is_valid)


def test_status_on_is_that_of_the_end_of_the_day_in_china():
    late = NOON.replace(hour=23, minute=59)
    changes = [(NOON, "有效"), (late, "暂停")]

    found = [status_on(changes, date(2026, 3, day), CHINA) for day in (1, 2, 3)]

    assert found == [None, "暂停", "暂停"]
