"""Open parameters start unset, block by name and clause, and never change what was decided before."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from hengxian.journal.actor import Actor
from hengxian.journal.models import Entry
from hengxian.journal.writing import amend
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.models import ParameterValue
from hengxian.records.parameters import Unset, history, require, set_value, settings_on, value_of
from hengxian.standard.load import bundled_pack

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HEAD = Actor(4, 41, "丁负责", frozenset({"head_of_body"}))
CLERK = Actor(3, 31, "丙业务", frozenset({"clerk"}))

pytestmark = pytest.mark.django_db


def test_every_parameter_starts_unset():
    found = settings_on(NOON)

    assert list(found) == list(bundled_pack().parameters.ids)
    assert set(found.values()) == {None}


@pytest.mark.covers("G-4")
def test_unset_parameter_is_refused_with_its_name_and_clause():
    with pytest.raises(Unset) as refusal:
        require("P-term", NOON)

    assert str(refusal.value) == "证书有效期未设定（7.1.6）"


@pytest.mark.covers("G-4")
def test_set_value_is_printed_as_the_bodys_own_with_who_and_when():
    row = set_value("P-term", "36", by=HEAD, at=NOON, basis="体系认证证书通例")

    setting = require("P-term", NOON)

    assert (setting.value, setting.printed) == (36, "36个月，机构自定（规则未规定）")
    assert setting.as_used() == {
        "parameter": "P-term", "value": 36, "basis": "体系认证证书通例", "in_force_from": "2026-03-02",
        "set_at": NOON.isoformat(), "set_by": "丁负责", "row": row.pk,
    }  # fmt: skip
    assert Entry.objects.get().reason == "体系认证证书通例"


@pytest.mark.covers("A-3")
def test_later_value_leaves_the_earlier_days_alone():
    set_value("P-term", "36", by=HEAD, at=NOON, basis="通例")
    decided = require("P-term", NOON).as_used()
    set_value(
        "P-term", "24", by=HEAD, at=NOON + timedelta(hours=1), basis="改", in_force_from=date(2026, 4, 1)
    )
    set_value("P-term", "12", by=HEAD, at=NOON + timedelta(hours=2), basis="再改")

    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 31), date(2026, 4, 1)]

    assert [setting and setting.value for setting in (value_of("P-term", day) for day in days)] == [
        None,
        12,
        12,
        24,
    ]
    assert require("P-term", NOON).as_used() | {"set_at": ""} == decided | {"set_at": ""}
    assert [row.value for row in history("P-term")] == ["24", "12", "36"]


def test_value_is_never_amended():
    row = set_value("P-term", "36", by=HEAD, at=NOON, basis="通例")

    with pytest.raises(NotNow):
        amend(row, by=HEAD, at=NOON, value="60")

    assert ParameterValue.objects.get().value == "36"


def test_only_the_head_sets():
    with pytest.raises(NotAllowed, match="只有认证机构负责人可以设定“证书有效期”"):
        set_value("P-term", "36", by=CLERK, at=NOON, basis="通例")


@pytest.mark.parametrize(
    ("parameter", "said", "sentence"),
    [
        ("P-term", "三年", "“证书有效期”应为数字，现为“三年”（7.1.6）"),
        ("P-term", "0", "“证书有效期”应为大于 0、小于十亿的数，现为“0”（7.1.6）"),
        ("P-term", "36.5", "“证书有效期”应为整数（个月），现为“36.5”（7.1.6）"),
        ("P-term", "1e999999", "“证书有效期”应为大于 0、小于十亿的数，现为“1e999999”（7.1.6）"),
        ("P-term", "NaN", "“证书有效期”应为大于 0、小于十亿的数，现为“NaN”（7.1.6）"),
        ("P-qa", "101", "“质检抽样比率”应不大于 100，现为“101”（11.1.2.3）"),
        ("P-major", "也许", "“严重不符合项关闭后可否批准”应为“是”或“否”，现为“也许”（6.3.2.3）"),
        ("P-number", " ", "“证书编号规则”须填写（7.1.1）"),
        ("P-decline", [], "“不予受理的情形”至少要有一项（6.1.3、14.1.3）"),
    ],
)
def test_value_that_does_not_fit_is_refused(parameter: str, said: object, sentence: str):
    with pytest.raises(Incomplete) as refusal:
        set_value(parameter, said, by=HEAD, at=NOON, basis="演示")

    assert str(refusal.value) == sentence
    assert not ParameterValue.objects.exists()


def test_value_for_the_past_or_without_a_basis_is_refused():
    with pytest.raises(Incomplete, match="“证书有效期”的生效日期不能早于今天（2026-03-02）"):
        set_value("P-term", "36", by=HEAD, at=NOON, basis="通例", in_force_from=date(2026, 3, 1))
    with pytest.raises(Incomplete, match="设定“证书有效期”的依据须填写"):
        set_value("P-term", "36", by=HEAD, at=NOON, basis=" ")


@pytest.mark.parametrize(
    ("parameter", "said", "value", "printed"),
    [
        ("P-aht", "12.50", Decimal("12.5"), "12.5小时，机构自定（规则未规定）"),
        ("P-major", "否", "否", "否，机构自定（规则未规定）"),
        ("P-decider", ["committee_chair", "认证机构负责人"], "committee_chair head_of_body", "技术委员会主任、认证机构负责人，机构自定（规则未规定）"),
        ("P-decline", "条件不具备\n\n材料不真实", ["条件不具备", "材料不真实"], "条件不具备；材料不真实，机构自定（规则未规定）"),
        ("P-fees", "审核 | 3000\n证书｜500", [["审核", "3000"], ["证书", "500"]], "审核，3000；证书，500，机构自定（规则未规定）"),
        ("P-deadline", [["咨询", "5"]], [["咨询", "5"]], "咨询，5，机构自定（规则未规定）"),
    ],
)  # fmt: skip
def test_each_type_is_kept_and_printed(parameter: str, said: object, value: object, printed: str):
    set_value(parameter, said, by=HEAD, at=NOON, basis="演示")

    setting = require(parameter, NOON)

    assert (setting.value, setting.printed) == (value, printed)


def test_parameter_that_the_rule_does_not_have_is_no_parameter():
    with pytest.raises(KeyError):
        value_of("P-luck", NOON)
