"""The body's registers start with what the rule cites, unverified, for a person to look at."""

from datetime import date

import pytest

from hengxian.records.registers.book import BODY, open_book
from hengxian.records.registers.founding import found_body
from hengxian.records.registers.gaps import gaps
from hengxian.records.registers.reading import row_of, rows
from hengxian.records.registers.writing import revise
from tests.records.registers.books import HEAD, LATER, NOON, PACK

pytestmark = pytest.mark.django_db


@pytest.mark.covers("T9", "T10")
def test_reference_register_starts_with_the_rules_list_and_its_notes():
    made = found_body(PACK, by=HEAD, at=NOON)

    references = {row.subject: row.data for row in rows("reference_documents", BODY)}
    assert made == {"reference_documents": 9, "compliance_list": 8}
    assert list(references) == [reference.title for reference in PACK.rule.references]
    assert references["信息技术 安全技术 信息安全管理体系 要求"] == {
        "kind": "国家标准", "number": "GB/T 22080-2016", "is_dated": True, "standing": "未核对",
        "remark": "已被 2025 版代替，按注日期版适用（T10）",
    }  # fmt: skip
    assert "《信访工作条例》" in references["中华人民共和国信访条例"]["remark"]


@pytest.mark.covers("T11")
def test_laws_that_the_rule_omits_stand_apart_from_its_references():
    found_body(PACK, by=HEAD, at=NOON)

    laws = [row.subject for row in rows("compliance_list", BODY)]
    assert laws == [
        "认证认可条例", "个人信息保护法", "数据安全法", "网络安全法", "网络数据安全管理条例", "密码法", "档案法及其实施条例",
        "电子签名法",
    ]  # fmt: skip
    assert not set(laws) & {row.subject for row in rows("reference_documents", BODY)}


def test_unverified_row_is_a_gap_until_somebody_has_looked():
    found_body(PACK, by=HEAD, at=NOON)
    book = open_book(PACK, "reference_documents", BODY)
    row = row_of("reference_documents", BODY, "政府热线服务规范")

    revise(book, row, {"standing": "现行", "checked_on": "2026-03-03"}, by=HEAD, at=LATER, version=1)

    open_rows = [gap.subject for gap in gaps(book, date(2026, 3, 3))]
    assert len(open_rows) == 8
    assert "政府热线服务规范" not in open_rows


def test_founding_twice_changes_nothing():
    found_body(PACK, by=HEAD, at=NOON)

    assert found_body(PACK, by=HEAD, at=LATER) == {"reference_documents": 0, "compliance_list": 0}
