"""What the public sees: every certificate, its standing by status and date, its history, and nothing else."""

import shutil
from datetime import date, datetime, timedelta

import pytest

from hengxian.publication.facts import (
    BodyProfile,
    FeeItem,
    FeeList,
    Qualification,
    RuleEdition,
    Section,
    TextPage,
)
from hengxian.web.register.index.catching_up import build
from hengxian.web.register.models import Certificate, Source
from tests.publication.conftest import CHINA, CODE, NOON
from tests.web_register.conftest import begin


@pytest.mark.covers("R8.4.1.1-4", "R8.4.3.2")
@pytest.mark.parametrize(
    ("moves", "label", "clause"),
    [
        ([], "有效", "8.1、7.1.6"),
        ([("有效", "暂停")], "暂停", "8.2.1"),
        ([("有效", "撤销")], "撤销", "8.2.2"),
        ([("有效", "注销")], "注销", "8.2.3"),
    ],
)
def test_certificate_of_any_status_is_found_and_explained(publisher, text, moves, label, clause):
    publisher.issue("HX-1")
    for before, after in moves:
        publisher.change("HX-1", before, after, datetime(2026, 5, 4, 10, 30, tzinfo=CHINA))

    found, shown = text("/", q="HX-1"), text("/c/HX-1")

    assert "云岭市市民热线服务中心" in found
    assert f'verdict-word">{label}<' in shown
    assert clause in shown
    assert "HX-1" in shown
    assert ("2026-05-04 10:30" in shown) == bool(moves)


@pytest.mark.covers("R8.4.3.1", "R8.1.1-4", "T27")
def test_certificate_past_its_date_is_not_shown_as_valid(publisher, text):
    publisher.issue("HX-1", issued_on=date(2020, 1, 1), valid_until=date(2022, 12, 31))

    shown, found = text("/c/HX-1"), text("/", q="云岭")

    assert 'verdict-word">已过有效期<' in shown
    assert "登记的状态：有效" in shown
    assert "stand-calm" not in found
    assert "2022年12月31日届满" in shown


@pytest.mark.covers("R8.4.2-E", "R8.4.2")
def test_suspension_is_shown_at_the_next_request_with_the_time_of_the_data(publisher, text):
    publisher.issue("HX-1")
    before = text("/c/HX-1")
    ten = datetime(2026, 6, 1, 10, 0, tzinfo=CHINA)
    publisher.at = ten
    publisher.change("HX-1", "有效", "暂停", ten)

    after = text("/c/HX-1")

    assert 'verdict-word">有效<' in before
    assert 'verdict-word">暂停<' in after
    assert "数据截至</strong> 2026-06-01 10:00" in after


@pytest.mark.covers("R8.4.3.3", "T32")
def test_history_shows_states_and_what_an_edition_changed_but_no_reason_and_no_approver(publisher, text):
    publisher.issue("HX-1")
    publisher.change("HX-1", "有效", "暂停", NOON + timedelta(days=10))
    publisher.change("HX-1", "暂停", "有效", NOON + timedelta(days=20))
    publisher.issue("HX-1", version=2, nature="变更", holder="云岭市12345热线中心", address="云岭市东街2号")

    shown = text("/c/HX-1")

    assert "有效 → <strong>暂停</strong>" in shown
    assert "暂停 → <strong>有效</strong>" in shown
    assert "认证对象名称：<del>云岭市市民热线服务中心</del> → 云岭市12345热线中心" in shown
    assert "认证对象地址：<del>云岭市望江路8号</del> → 云岭市东街2号" in shown
    assert [word for word in ("批准人", "变更原因", "联系人") if word in shown] == []


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2026-03-01", "不是有效证书"),
        ("2026-03-02", "有效。"),
        ("2026-03-12", "不是有效证书"),
        ("2026-03-22", "有效。"),
        ("2999-01-01", "只能查询今天及以前的日期"),
        ("2026-13-41", "日期不能识别"),
    ],
)
def test_was_it_valid_on_this_day(publisher, text, day, answer):
    publisher.issue("HX-1")
    publisher.change("HX-1", "有效", "暂停", NOON + timedelta(days=10))
    publisher.change("HX-1", "暂停", "有效", NOON + timedelta(days=20))

    shown = text("/c/HX-1", on=day)

    assert answer in shown


@pytest.mark.covers("R7.1-E", "R7.2.2-E")
def test_certificate_shows_what_it_prints_and_results_only_if_printed(publisher, text):
    publisher.issue("HX-1")
    publisher.issue("HX-2", results=())

    one, other = text("/c/HX-1"), text("/c/HX-2")

    for printed in (
        "注册地址",
        "云岭市望江路8号",
        "GB/T 33358-2016",
        "服务特性要求测评+服务管理要求审核",
        "虚构认证有限公司",
    ):
        assert printed in one
    assert "82.10–88.40（区间）" in one
    assert "评价信息" not in other


def test_renewed_certificate_leads_to_its_successor_and_back(publisher, text):
    publisher.issue("HX-1")
    publisher.issue("HX-2", predecessor="HX-1")

    old, new = text("/c/HX-1"), text("/c/HX-2")

    assert '已换发新证：<a href="/c/HX-2">' in old
    assert '接续证书：<a href="/c/HX-1">' in new


@pytest.mark.covers("R6.4.1.2", "L26-E", "R8.4.3.4", "R8.3.3.4")
def test_issue_suspension_revocation_and_deregistration_are_announced_by_date_and_kind(publisher, text):
    publisher.issue("HX-1")
    publisher.issue("HX-2")
    publisher.change("HX-1", "有效", "暂停")
    publisher.change("HX-1", "暂停", "撤销")
    publisher.change("HX-2", "有效", "注销")

    listed, only = text("/announcements"), text("/announcements", kind="注销公告")

    assert [listed.count(kind) >= 2 for kind in ("颁证公告", "暂停公告", "撤销公告", "注销公告")] == [
        True
    ] * 4
    assert "关于注销云岭市市民热线服务中心认证证书的公告" in only
    assert "关于撤销" not in only
    page = only.split('href="/announcements/')[1].split('"')[0]
    assert "2026年3月2日注销" in text(f"/announcements/{page}")


@pytest.mark.covers("L20-E", "R4.4.1-4")
def test_anybody_reads_rule_editions_bases_process_limits_fees_and_appeals(publisher, text):
    publisher.publish(
        RuleEdition(
            rule="CMM-525-0004",
            edition="1.0",
            name="政府热线服务规范认证规则",
            issued_on=date(2025, 1, 1),
            in_force_on=date(2025, 1, 1),
            ends_on=date(2025, 5, 20),
            digest="0" * 64,
        )
    )
    publisher.publish(
        FeeList(
            published_on=date(2026, 1, 5), items=(FeeItem(name="初次认证", amount="30000", unit="元/次"),)
        )
    )
    section = Section(heading="申诉办法", paragraphs=("虚构：向申诉组书面提出。",))
    publisher.publish(
        TextPage(slug="appeals", title="申诉", published_on=date(2026, 1, 5), sections=(section,))
    )

    shown = text("/rules")

    for said in (
        "2025-05-20",
        "GB/T 33358-2016",
        "30000",
        "元/次",
        "2026-01-05 公布",
        "5个工作日",
        "虚构：向申诉组书面提出。",
    ):
        assert said in shown
    for source in (
        "认证机构官方网站",
        "国家市场监督管理总局官网",
        "中国标准出版社",
        "全国服务标准化技术委员会",
    ):
        assert source in shown


def test_fees_that_were_not_published_are_said_to_be_missing(publisher, text):
    shown = text("/rules")

    assert "尚未公布收费标准" in shown


@pytest.mark.covers("Q4b.1-3", "Q2a.1-5", "Q2b.1-5")
def test_explanation_names_what_is_not_shown_and_promises_nothing(publisher, text):
    shown = text("/meaning")

    for aspect in ("规范性", "质量控制", "评价与改进", "市民需求导向", "透明与法治"):
        assert f"<strong>{aspect}</strong>" in shown
    assert shown.count("不说明") >= 6
    assert [word for word in ("确保", "保证", "一流", "领先", "放心", "优质") if word in shown] == []


def test_body_is_shown_from_its_published_profile(publisher, text):
    before = text("/about")
    publisher.publish(
        BodyProfile(name="虚构认证集团", qualifications=(Qualification(name="认证机构批准书"),))
    )

    after = text("/about")

    assert "虚构认证有限公司" in before
    assert "虚构认证集团" in after
    assert "虚构认证有限公司" not in after


def test_qr_code_leads_to_the_certificate_and_checks_its_code(publisher, text):
    publisher.issue("HX-1")

    right, wrong = text("/c/HX-1", k=CODE.lower()), text("/c/HX-1", k="0000-0000-0000")

    assert "校验码与登记一致" in right
    assert "校验码与登记不符" in wrong
    assert "报告" in wrong


def test_a_damaged_folder_is_told_and_what_was_read_stays(publisher, text):
    publisher.issue("HX-1")
    text("/c/HX-1")
    publisher.issue("HX-2")
    path = publisher.folder / "segments" / "000000000001.jsonl"
    path.write_bytes(path.read_bytes().replace(b"HX-2", b"HX-9"))

    shown = text("/c/HX-1")

    assert 'verdict-word">有效<' in shown
    assert "公布数据的来源出现异常" in shown
    text("/c/HX-9", expected=404)


def test_a_history_written_anew_under_the_same_length_is_told(publisher, text, tmp_path):
    publisher.issue("HX-1")
    text("/c/HX-1")
    other = begin(tmp_path / "other")
    other.issue("HX-1", scope="一切热线")
    shutil.rmtree(publisher.folder)
    other.folder.rename(publisher.folder)

    shown = text("/c/HX-1")

    assert "公布数据的来源出现异常" in shown
    assert "一切热线" not in shown


def test_a_mended_folder_is_read_on(publisher, text):
    publisher.issue("HX-1")
    path = publisher.folder / "segments" / "000000000001.jsonl"
    kept = path.read_bytes()
    path.write_bytes(kept.replace(b"HX-1", b"HX-9"))
    broken = text("/")
    path.write_bytes(kept)

    build(publisher.folder)

    assert "公布数据的来源出现异常" in broken
    assert "公布数据的来源出现异常" not in text("/c/HX-1")


def test_an_index_of_an_older_version_is_built_anew(publisher, text):
    publisher.issue("HX-1")
    text("/c/HX-1")
    Source.objects.update(version=0)
    Certificate.objects.update(holder="旧索引")

    shown = text("/", q="云岭")

    assert "云岭市市民热线服务中心" in shown
    assert "旧索引" not in shown


def test_a_register_without_a_folder_says_that_nothing_was_published(site, text):
    shown = text("/")

    assert "尚未公布证书" in shown
    assert "尚无公布" in shown
