"""What others say of the units, publication of results, commendation (11.2.2, 11.3)."""

from datetime import date

import pytest

from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.registers.cycles import next_times
from hengxian.records.registers.reading import rows
from tests.hotline.line import Line
from tests.hotline.registers.keeping import PROOF, book, decide, lacking, person, put, revise, sees


@pytest.mark.covers("R11.2.2.3")
def test_finding_of_media_or_third_party_stands_with_its_source_document(line: Line):
    said = {
        "source": "媒体", "organisation": "甲市日报（虚构）", "found_on": "2026-02-20", "units": "城管局", "aspects": ["工作效率", "办理结果"],
        "finding": "路面破损反映多次未修", "standing": "处理中",
    }  # fmt: skip
    with pytest.raises(Incomplete, match="须附至少 1 件证据"):
        put(line, "inspector", "outside_findings", **said)

    row = put(line, "inspector", "outside_findings", evidence=PROOF, **said)
    before = lacking(line, "outside_findings")
    revise(line, "inspector", row, standing="已办结", handling="已修复并回访")
    put(
        line,
        "inspector",
        "outside_findings",
        evidence=PROOF,
        **said | {"source": "第三方机构", "standing": "已办结", "handling": "已改进"},
    )

    assert before == [
        "《媒体与第三方监督》缺「来源」为“第三方机构”的记录（11.2.2.3）",
        "《媒体与第三方监督》第 1 号的「处理情况」为“处理中”（11.2.2.3）",
    ]
    assert lacking(line, "outside_findings") == []


@pytest.mark.covers("R11.2.2.4")
def test_questionnaire_is_a_versioned_form_with_its_sample_and_result(line: Line):
    form = {
        "questions": "一、态度如何？二、是否解决？",
        "aspects": ["服务态度", "办理结果"],
        "changes": "首次使用",
        "starts_on": "2026-01-01",
    }
    put(line, "inspector", "survey_forms", subject="问卷 V1", **form)
    put(
        line,
        "inspector",
        "survey_forms",
        subject="问卷 V2",
        **form | {"changes": "增加过程一题", "starts_on": "2026-02-01"},
    )
    result = {
        "starts_on": "2026-01-10", "ends_on": "2026-01-20", "frame": "一月办结工单随机抽四百件", "asked": "400", "answered": "123",
        "results": "态度好 110 份，一般 13 份",
    }  # fmt: skip

    row = put(line, "inspector", "survey_results", subject="问卷 V1", evidence=PROOF, **result)

    assert row.data["response_rate"] == "30.75"
    assert lacking(line, "survey_results") == ["《问卷调查结果》缺“问卷 V2”（11.2.2.4）"]
    with pytest.raises(Incomplete, match="收回数（500）不能多于发出数（400）"):
        put(
            line,
            "inspector",
            "survey_results",
            subject="问卷 V2",
            evidence=PROOF,
            **result | {"answered": "500"},
        )
    with pytest.raises(Incomplete, match="《问卷》中没有“问卷 V9”"):
        put(line, "inspector", "survey_results", subject="问卷 V9", evidence=PROOF, **result)


@pytest.mark.covers("R11.3.1.1")
def test_missed_publication_is_overdue_and_the_next_date_is_told(line: Line):
    decide(line, P_cycles_publication="3")
    compiler, approver = (str(person(line, who).pk) for who in ("inspector", "manager"))
    said = {
        "starts_on": "2025-10-01", "ends_on": "2025-12-31", "content": "各承办单位四项评价", "definitions": "口径见说明", "suppressed": "无",
        "place": "政务网站", "compiler": compiler, "approver": approver, "published_on": "2026-01-15", "way": "其他渠道",
    }  # fmt: skip
    never = lacking(line, "publications")

    put(line, "manager", "publications", subject="2025年四季度", evidence=PROOF, **said)
    [coming] = next_times(book(line, "publications"), date(2026, 3, 2))

    assert never == ["《评价与考核结果公布》没有记录（11.3.1.1）"]
    assert (coming.last_on, coming.next_on) == (date(2026, 1, 15), date(2026, 4, 15))
    assert lacking(line, "publications", date(2026, 4, 15)) == []
    assert lacking(line, "publications", date(2026, 4, 16)) == [
        "《评价与考核结果公布》2025年四季度之后，下一次应于 2026-04-15 前（11.3.1.1）"
    ]
    with pytest.raises(NotAllowed, match="「批准人」与「编制人」不能是同一人"):
        put(
            line,
            "manager",
            "publications",
            subject="2026年一季度",
            evidence=PROOF,
            **said | {"compiler": approver},
        )


@pytest.mark.parametrize("way", ["本系统公开页面", "单位考核公布"])
def test_way_of_an_act_is_no_hands_to_choose(line: Line, way: str):
    compiler, approver = (str(person(line, who).pk) for who in ("inspector", "manager"))
    said = {
        "starts_on": "2025-10-01", "ends_on": "2025-12-31", "content": "各承办单位四项评价", "definitions": "口径见说明", "suppressed": "无",
        "place": "政务网站", "compiler": compiler, "approver": approver, "published_on": "2026-01-15",
    }  # fmt: skip
    sentence = f"《评价与考核结果公布》中「公布方式」为“{way}”的由系统登记；手工登记的请选“其他渠道”"

    with pytest.raises(Incomplete) as new:
        put(line, "manager", "publications", subject="四季度", evidence=PROOF, **said, way=way)
    row = put(line, "manager", "publications", subject="四季度", evidence=PROOF, **said, way="其他渠道")
    with pytest.raises(Incomplete) as changed:
        revise(line, "manager", row, way=way)

    assert (new.value.sentence, changed.value.sentence) == (sentence, sentence)
    assert new.value.fields == ("way",)


@pytest.mark.covers("R11.3.2.3")
def test_commendation_of_unit_or_person_states_its_basis(line: Line):
    said = {
        "kind": "承办单位", "unit": "城管局", "basis": "2025 年四季度评价四项均居前列，见公布期次 2025年四季度", "reward": "通报表扬",
        "decided_on": "2026-03-01", "approver": str(person(line, "manager").pk),
    }  # fmt: skip
    with pytest.raises(Incomplete, match="「依据」须填写"):
        put(line, "manager", "commendations", evidence=PROOF, **{**said, "basis": ""})
    with pytest.raises(Incomplete, match=r"「个人」须填写（对象为“个人”时）"):
        put(line, "manager", "commendations", evidence=PROOF, **said | {"kind": "个人"})

    put(line, "manager", "commendations", evidence=PROOF, **said)
    put(
        line,
        "manager",
        "commendations",
        evidence=PROOF,
        **said | {"kind": "个人", "person": str(person(line, "agent").pk)},
    )

    assert [row.data["kind"] for row in rows("commendations", line.hotline.story)] == ["承办单位", "个人"]
    assert sees(line, "clerk", "commendations") and not sees(line, "stranger", "commendations")
    own = str(person(line, "manager").pk)
    with pytest.raises(NotAllowed, match="「批准人」与「个人」不能是同一人"):
        put(line, "manager", "commendations", evidence=PROOF, **said | {"kind": "个人", "person": own})
