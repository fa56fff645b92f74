"""Printed forms: every field of the pack, blank or with its value, in the layout the rule prints."""

from datetime import date

import pytest

from hengxian.records.documents.forms import form_blocks, form_paper, sheets_paper
from hengxian.records.documents.pdf import to_pdf
from hengxian.records.documents.word import to_word
from hengxian.scoring.sheets import score_sheets
from hengxian.standard.load import bundled_pack

from .reading import pdf_words, said, word_words
from .samples import BODY

ON = date(2026, 1, 5)
PACK = bundled_pack()
FORMS = {form.id: form for form in PACK.forms}


def cells(block):
    return [tuple(cell.text.strip() for cell in line.cells) for line in block.rows]


def printed(prefix, values):
    forms = [(form, values.get(form.id)) for form in PACK.forms if form.id.startswith(prefix)]
    return form_paper(f"附录{prefix}", "A-2026-0003", ON, BODY, forms)


@pytest.mark.parametrize("prefix", ["A", "B"])
def test_blank_form_prints_every_field(prefix):
    words = pdf_words(to_pdf(printed(prefix, {})))
    labels = [field.label for form in PACK.forms if form.id.startswith(prefix) for field in form.fields]

    assert [label for label in labels if label.replace(" ", "") not in words] == []


def test_sheet_prints_value_day_unit_and_ticked_choices():
    values = {
        "staff_size": 128,
        "channels": ["电话", "网站", "政务微博"],
        "service_hours": "每周7天",
        "public_satisfaction": "93.1%",
    }

    facts = form_blocks(FORMS["A.2"], values)[1]

    assert [(term, cell.text.strip()) for term, cell in facts.pairs] == [
        ("人员规模", "128人"),
        ("服务渠道", "■电话　□短信　□信箱　■网站　□其他媒体　其他：政务微博"),
        ("服务时间", "每周7天"),
        ("年服务量", ""),
        ("公众满意度", "93.1%"),
        ("主要服务内容", "□咨询事项　□诉求事项　□意见建议　□信息查询"),
    ]


def test_grid_prints_a_row_a_field_and_each_category_once():
    values = {
        "call_connection": {"target": "95", "actual": "94.2"},
        "on_time_closure": {"target": "90", "actual": ""},
    }

    table = form_blocks(FORMS["A.4"], values)[1]

    assert cells(table)[0] == ("服务类指标", "电话接通率", "95%", "94.2%")
    assert cells(table)[1] == ("", "响应及时率", "", "")
    assert cells(table)[4] == ("运营类指标", "按时办结率", "90%", "")
    assert len(cells(table)) == 11


def test_declaration_is_a_list_with_places_to_sign():
    blocks = form_blocks(FORMS["A.5"], {"applied_on": ON})

    assert [block.kind for block in blocks] == ["heading", "prose", "items", "facts"]
    assert len(blocks[2].items) == 4
    assert [(term, cell.text.strip()) for term, cell in blocks[3].pairs] == [
        ("申请组织（盖章）", ""),
        ("法定代表人（签字）", ""),
        ("申请日期", "2026年1月5日"),
    ]


def test_list_prints_a_row_an_entry_and_blank_rows_where_there_is_none():
    entry = {"changed_on": ON, "change": "名称", "reason": "机构更名", "approved_by": "沈澄"}

    filled, blank = form_blocks(FORMS["B.2"], [entry])[1], form_blocks(FORMS["B.2"], None)[1]

    assert cells(filled) == [("2026年1月5日", "名称", "机构更名", "沈澄")]
    assert cells(blank) == [("",) * 4] * 3


def test_certificate_record_prints_the_nine_entries_of_b_1():
    values = {
        "certificate_number": "YQ-2026-0007",
        "organisation_name": "南浦市政务服务热线中心",
        "organisation_address": "东陵省南浦市海港路8号",
        "scope": "政府热线服务",
        "bases": "GB/T 33358-2016",
        "issued_on": ON,
        "valid_until": date(2029, 1, 4),
        "body": "云栖认证有限公司",
        "status": "暂停",
    }

    facts = form_blocks(FORMS["B.1"], values)[1]

    assert dict((term, cell.text) for term, cell in facts.pairs) == {
        "证书编号": "YQ-2026-0007",
        "认证组织名称": "南浦市政务服务热线中心",
        "认证组织地址": "东陵省南浦市海港路8号",
        "认证范围": "政府热线服务",
        "认证依据": "GB/T 33358-2016",
        "颁发日期": "2026年1月5日",
        "有效期至": "2029年1月4日",
        "认证机构": "云栖认证有限公司",
        "认证状态": "□有效　■暂停　□撤销　□注销",
    }


def test_blank_sheets_print_all_fifteen_with_their_points():
    paper = sheets_paper("D-1", ON, BODY, score_sheets(PACK.tree, PACK.sheets))

    words = pdf_words(to_pdf(paper))

    assert [sheet.id for sheet in PACK.sheets if f"{sheet.id}{sheet.title}" not in words] == []
    assert words.count("合计") == 15
    assert "合计100" not in words


@pytest.mark.parametrize("make", [to_pdf, to_word])
def test_same_form_gives_the_same_bytes(make):
    assert make(printed("B", {})) == make(printed("B", {}))


def test_form_says_the_same_in_word():
    paper = printed("A", {"A.1": {"applicant_name": "南浦市政务服务热线中心 <b>#x"}})

    written, shown = word_words(to_word(paper)), pdf_words(to_pdf(paper))

    assert [words for words in said(paper) if words not in written] == []
    assert [words for words in said(paper) if words not in shown] == []
