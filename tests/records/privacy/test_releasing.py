"""Text with personal data waits until it is masked, or released with a reason that the journal keeps."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hengxian.journal.actor import Actor
from hengxian.journal.models import Entry
from hengxian.journal.writing import create
from hengxian.kernel.refusals import Incomplete
from hengxian.people.models import Organisation
from hengxian.records.privacy.releasing import HeldBack, check_clear, release
from hengxian.records.privacy.revealing import reveal, reveals
from hengxian.records.privacy.scanning import masked_text
from tests.records.privacy.invented import MOBILE, identity

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CLERK = Actor(2, 21, "乙", frozenset({"clerk"}))
TEXTS = {"访谈记录": f"请联系 {MOBILE}，{identity()}", "结论": "无"}


@pytest.fixture
def organisation(db: None) -> Organisation:
    return create(Organisation(name="澄江市热线中心"), by=CLERK, at=NOON)


@pytest.mark.covers("G-8")
def test_hit_blocks_until_it_is_masked():
    with pytest.raises(HeldBack) as refusal:
        check_clear(TEXTS)

    check_clear({label: masked_text(text) for label, text in TEXTS.items()})

    assert refusal.value.fields == ("访谈记录",)
    assert str(refusal.value) == (
        "有未遮盖的个人信息（访谈记录：身份证号码 1 处、手机号码 1 处），导出、移交或公布前须遮盖，或说明理由放行（10.1.3.3）"
    )


@pytest.mark.covers("G-8")
def test_release_takes_a_reason_and_repeats_nothing(organisation: Organisation):
    with pytest.raises(Incomplete, match="放行未遮盖的个人信息须说明理由"):
        release(organisation, TEXTS, by=CLERK, at=NOON, reason=" ")

    entry = release(organisation, TEXTS, by=CLERK, at=NOON, reason="监管部门书面要求")

    assert entry == Entry.objects.order_by("-sequence").first()
    assert (entry.verb, entry.actor, entry.reason) == ("release", "乙", "监管部门书面要求")
    assert entry.said.facts["facts"] == {"found": {"访谈记录": "身份证号码 1 处、手机号码 1 处"}}


def test_nothing_is_noted_where_nothing_was_held_back(organisation: Organisation):
    assert release(organisation, {"结论": "无"}, by=CLERK, at=NOON, reason="") is None


@pytest.mark.covers("G-7")
def test_reveal_takes_a_reason_and_is_listed(organisation: Organisation):
    with pytest.raises(Incomplete, match="须说明理由"):
        reveal(organisation, ("contact_phone",), by=CLERK, at=NOON, reason="")

    reveal(organisation, ("contact_phone",), by=CLERK, at=NOON, reason="电话核实")

    assert [(e.actor, e.reason, e.said.facts["facts"]) for e in reveals()] == [
        ("乙", "电话核实", {"fields": ["contact_phone"]})
    ]
