"""The certificate: its ten fields, its annex, its codes, and what it refuses to print."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import segno

import hengxian
from hengxian.kernel.refusals import Incomplete, NotNow
from hengxian.records.documents import codes
from hengxian.records.documents.certificate import (
    Certificate,
    certificate_pdf,
    evaluation_results,
    publicity_statement,
)
from hengxian.standard.load import bundled_pack

from .reading import pdf_pages, squeezed
from .samples import CERTIFICATE, ENGLISH, RESULTS

PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".ico"}


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return pdf_pages(certificate_pdf(CERTIFICATE))


def test_front_prints_the_ten_fields_of_7_1(pages):
    front = pages[0]

    assert [words for words in ten_fields(CERTIFICATE) if squeezed(words) not in front] == []


def ten_fields(one: Certificate) -> list[str]:
    return [
        f"证书编号：{one.number}",
        f"兹证明认证对象{one.holder.name}",
        f"认证对象地址{one.holder.address}（{one.holder.address_kind}）",
        f"认证范围{one.scope}",
        "认证依据" + "".join(one.bases),
        "证书有效期2026年1月5日至2029年1月4日",
        "颁发日期2026年1月5日",
        one.body.name,
    ]


@pytest.mark.covers("R7.2.1")
def test_front_prints_the_four_lines_of_7_2_1(pages):
    lines = (
        "认证规则编号CMM-525-0004-GBT 33358-2016"
        "认证类别政府热线服务能力认证"
        "认证领域政府热线服务"
        "认证模式服务特性要求测评+服务管理要求审核"
    )

    assert squeezed(lines) in pages[0]


@pytest.mark.covers("R7.1.10", "T20")
def test_state_mark_is_a_line_of_text_and_no_picture_lies_in_the_package(pages):
    package = Path(hengxian.__file__).parent
    folders = [package / "records", package / "publication", package / "certification"]
    pictures = [path.name for folder in folders for path in folder.rglob("*") if path.suffix in PICTURES]

    assert "国家认监委标志按国家认监委规定的统一格式加载（7.1.10）" in pages[0]
    assert pictures == []


def test_front_is_one_page_and_the_annex_counts_its_own(pages):
    assert len(pages) == 3
    assert [f"附件第{n}页/共2页" in page for n, page in enumerate(pages)] == [False, True, True]


@pytest.mark.covers("R7.2.2", "T21")
def test_annex_prints_results_intervals_and_the_mapping_of_what_the_rule_does_not_compute(pages):
    annex = "".join(pages[1:])

    for words in (
        "服务质量71.20–86.40区间",
        "服务效率88.15",
        "服务效果规则未给出计算",
        "管理体系规则未给出计算",
        "服务效果无服务效率／办结效果／诉求解决率78.50服务效率／回访效果／回访满意度83.20社会影响指标／公众认可度未测",
        "政府热线服务能力80.43–84.99",
    ):
        assert words in annex


def test_own_choices_are_marked_on_front_and_annex(pages):
    assert "（36个月，机构自定（规则未规定））" in pages[0]
    assert "证书有效期7.1.636个月机构负责人2026年1月4日" in "".join(pages[1:])
    assert "评分方案：linear，机构自定（规则未规定）。" in "".join(pages[1:])


def test_no_management_system_is_said_to_be_certified(pages):
    assert "管理体系认证" not in "".join(pages)


def test_reissue_is_marked(pages):
    reissued = pdf_pages(
        certificate_pdf(replace(CERTIFICATE, is_reissue=True, edition=2, replaces="第1版（作废）"))
    )

    assert "补发第2版" in reissued[0]
    assert "补发第2版" in reissued[1]
    assert "所替代的版本第1版（作废）" in "".join(reissued)
    assert "第2版" not in "".join(pages)


def test_later_edition_is_marked():
    assert "第3版" in pdf_pages(certificate_pdf(replace(CERTIFICATE, edition=3)))[0]


def test_english_page_says_that_chinese_prevails():
    pages = pdf_pages(certificate_pdf(replace(CERTIFICATE, english=ENGLISH)))

    assert len(pages) == 4
    assert squeezed(ENGLISH.holder) in pages[1]
    assert "TheChinesecertificateprevails." in pages[1]
    assert "附件第2页/共2页" in pages[3]


def test_same_certificate_gives_the_same_bytes():
    assert certificate_pdf(CERTIFICATE) == certificate_pdf(CERTIFICATE)


def test_markup_in_a_name_is_printed_as_it_stands():
    name = '#panic("x")*粗*$a$ \\ `raw` [中心] //@<b>'

    front = pdf_pages(certificate_pdf(replace(CERTIFICATE, holder=replace(CERTIFICATE.holder, name=name))))[0]

    assert squeezed(name) in front


def test_scope_too_long_for_the_front_is_refused():
    with pytest.raises(Incomplete, match="正页一页印不下"):
        certificate_pdf(replace(CERTIFICATE, scope=CERTIFICATE.scope * 40))


def test_long_scope_is_set_smaller_on_the_same_page():
    scope = CERTIFICATE.scope * 5

    pages = pdf_pages(certificate_pdf(replace(CERTIFICATE, scope=scope)))

    assert squeezed(scope) in pages[0]
    assert len(pages) == 3


def test_own_mark_is_drawn_when_given():
    mark = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#123"/></svg>'
    marked = replace(CERTIFICATE, body=replace(CERTIFICATE.body, mark=mark))

    assert certificate_pdf(marked) != certificate_pdf(CERTIFICATE)
    assert len(pdf_pages(certificate_pdf(marked))) == 3


def test_annex_grows_with_the_sites_and_the_front_stays():
    many = tuple(replace(CERTIFICATE.sites[0], name=f"第{n}话务点") for n in range(60))

    pages = pdf_pages(certificate_pdf(replace(CERTIFICATE, sites=many)))

    assert "第59话务点" in "".join(pages[1:])
    assert f"附件第{len(pages) - 1}页/共{len(pages) - 1}页" in pages[-1]


def test_payload_code_is_dense_enough_for_a_phone():
    drawn = codes.payload_code(CERTIFICATE.payload)

    assert segno.make_qr(CERTIFICATE.payload, error="m").mode == "alphanumeric"
    assert 'viewBox="0 0 73 73"' in drawn


def test_code_that_holds_too_much_is_refused():
    with pytest.raises(Incomplete, match="二维码放不下5000个字符"):
        codes.payload_code("A" * 5000)


def test_codes_differ_with_what_they_hold():
    others = replace(
        CERTIFICATE, register_url="https://register.example/c/1", payload=CERTIFICATE.payload[:-1]
    )

    assert codes.address_code(others.register_url) != codes.address_code(CERTIFICATE.register_url)
    assert codes.payload_code(others.payload) != codes.payload_code(CERTIFICATE.payload)


def test_results_are_taken_from_the_stored_scores():
    pack = bundled_pack()
    ends = {"low": "60.00", "high": "75.50"}
    scores = {
        "leaves": {"resolution_rate": "78.50"},
        "groups": {group.id: ends for top in pack.tree.dimensions for group in top.groups},
        "dimensions": {top.id: ends for top in pack.tree.dimensions},
        "composite": {"low": "70.00", "high": "70.00"},
    }

    results = evaluation_results(pack, scores)

    assert [line.name for line in results] == [line.name for line in RESULTS]
    assert [line.result for line in results] == [
        "60.00–75.50",
        "60.00–75.50",
        "规则未给出计算",
        "60.00–75.50",
        "规则未给出计算",
        "60.00–75.50",
        "60.00–75.50",
        "60.00–75.50",
        "70.00",
    ]
    assert [points for _, points in results[2].sources] == ["78.50", "未测", "未测"]


def test_publicity_statement_has_all_fields_of_the_certificate():
    statement = publicity_statement(CERTIFICATE, status="有效", on=date(2026, 6, 1))

    for value in (*ten_values(CERTIFICATE), CERTIFICATE.register_url):
        assert value in statement


def ten_values(one: Certificate) -> tuple[str, ...]:
    return (
        one.number,
        one.holder.name,
        one.holder.address,
        one.scope,
        *one.bases,
        one.mode,
        one.body.name,
        one.hotline,
    )


@pytest.mark.parametrize(("status", "on"), [("暂停", date(2026, 6, 1)), ("有效", date(2029, 1, 5))])
def test_publicity_statement_is_refused_while_the_certificate_does_not_hold(status, on):
    with pytest.raises(NotNow, match="不能用于宣传"):
        publicity_statement(CERTIFICATE, status=status, on=on)
