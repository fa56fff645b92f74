"""What the public reads of the body: what entitles it, how to reach it, and what its rule does not certify."""

import pytest

from hengxian.publication.facts import BodyProfile, Qualification

HELD = (
    Qualification(name="机构批准：服务认证机构", number="批-0001"),
    Qualification(name="认证规则备案：已备案", number="备-0001"),
    Qualification(name="持有效注册的审查员：现有6名，每次审核不少于2名"),
)


@pytest.mark.covers("Q5.1-3")
def test_page_of_the_body_shows_the_three_things_that_entitle_it_and_claims_nothing_by_drafting(
    publisher, text
):
    publisher.publish(BodyProfile(name="虚构认证有限公司", qualifications=HELD))

    shown = text("/about")

    assert [one.name for one in HELD if one.name not in shown] == []
    assert "批-0001" in shown and "备-0001" in shown
    assert [page for page in ("/about", "/rules", "/meaning", "/") if "起草" in text(page)] == []


@pytest.mark.covers("L17", "T52")
def test_page_of_the_body_says_that_the_filing_is_not_entered_until_it_is(publisher, text):
    publisher.publish(BodyProfile(name="虚构认证有限公司", qualifications=HELD[:1]))
    before = text("/about")

    publisher.publish(BodyProfile(name="虚构认证有限公司", qualifications=HELD))

    assert ("备案信息：未填" in before, "备案信息：未填" in text("/about")) == (True, False)


@pytest.mark.covers("XE.2")
def test_contact_is_empty_until_it_is_configured(publisher, text):
    publisher.publish(BodyProfile(name="虚构认证有限公司"))
    empty = text("/about")

    publisher.publish(BodyProfile(name="虚构认证有限公司", telephone="12345", address="云岭市河滨路1号"))

    assert empty.count("<dd>未填</dd>") == 3
    assert "<dd>12345</dd>" in text("/about") and "云岭市河滨路1号" in text("/about")


@pytest.mark.covers("R4.3", "T55")
def test_meaning_states_what_the_rule_does_not_apply_to(publisher, text):
    shown = text("/meaning")

    assert "证书也不适用于热线的信息技术产品质量、网络安全等其他领域" in shown
    assert "（4.3）" in shown
