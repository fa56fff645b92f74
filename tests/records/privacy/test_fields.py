"""The tags of fields drive masking and export."""

import pytest

from hengxian.records.privacy.fields import (
    Personal,
    Sensitivity,
    Tag,
    for_export,
    for_page,
    for_public,
    needing_approval,
)
from tests.records.privacy.invented import MOBILE

TAGS = {
    "公开": Tag(Sensitivity.PUBLIC),
    "内部": Tag(Sensitivity.INTERNAL),
    "内部电话": Tag(Sensitivity.INTERNAL, "telephone"),
    "敏感": Tag(Sensitivity.SENSITIVE, "telephone"),
    "敏感无掩码": Tag(Sensitivity.SENSITIVE),
    "健康": Tag(Sensitivity.INTERNAL, "", (Personal.HEALTH,)),
    "核心": Tag(Sensitivity.CORE, "telephone"),
}


@pytest.mark.covers("G-21")
def test_tags_decide_what_page_export_and_public_see():
    seen = {
        name: (for_page(MOBILE, tag), for_export(MOBILE, tag), for_export(MOBILE, tag, is_approved=True), for_public(MOBILE, tag))
        for name, tag in TAGS.items()
    }  # fmt: skip

    masked = "138****8000"
    assert seen == {
        "公开": (MOBILE, MOBILE, MOBILE, MOBILE),
        "内部": (masked, masked, masked, None),
        "内部电话": (masked, masked, masked, None),
        "敏感": (masked, masked, MOBILE, None),
        "敏感无掩码": ("****", "****", MOBILE, None),
        "健康": ("****", "****", MOBILE, None),
        "核心": (masked, None, None, None),
    }


@pytest.mark.covers("G-21")
def test_sensitive_field_of_an_export_needs_a_second_person():
    assert needing_approval(TAGS) == ("敏感", "敏感无掩码", "健康")


def test_revealed_value_is_whole():
    assert for_page(MOBILE, TAGS["核心"], is_revealed=True) == MOBILE


def test_free_text_of_an_internal_field_is_scanned():
    assert for_page(f"请回电 {MOBILE}", TAGS["内部"]) == "请回电 138****8000"
