"""The two reports: from records, with a conclusion, alike as PDF and Word."""

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from hengxian.kernel.refusals import Incomplete
from hengxian.records.documents.imprint import Method, Signature
from hengxian.records.documents.pdf import to_pdf
from hengxian.records.documents.reports import audit_report, evaluation_report, score_lines
from hengxian.records.documents.word import to_word
from hengxian.scoring.sheets import score_sheets
from hengxian.standard.load import bundled_pack

from .letter_samples import ENVELOPE
from .reading import pdf_pages, pdf_words, said, word_words
from .report_samples import AUDIT, EVALUATION

SIGNED = replace(
    ENVELOPE,
    number="云认审报〔2026〕3号",
    annexes=(),
    signatures=(Signature("审核组长", "陆知远", Method.PAPER, date(2026, 1, 20)), Signature("技术委员会")),
)
PAPERS = {"audit": audit_report(AUDIT, SIGNED), "evaluation": evaluation_report(EVALUATION, SIGNED)}
each_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)


@each_paper
def test_report_prints_as_pdf_what_it_says(paper):
    printed = pdf_words(to_pdf(paper))

    assert [words for words in said(paper) if words not in printed] == []


@each_paper
def test_report_says_the_same_in_word(paper):
    written = word_words(to_word(paper))

    assert [words for words in said(paper) if words not in written] == []


@each_paper
def test_same_report_gives_the_same_bytes(paper):
    assert to_pdf(paper) == to_pdf(paper)
    assert to_word(paper) == to_word(paper)


@each_paper
def test_report_opens_with_cover_and_contents(paper):
    pages = pdf_pages(to_pdf(paper))

    assert paper.title in pages[0]
    assert "目录" in pages[1]
    assert all(
        part.text.replace(" ", "") in pages[1]
        for part in paper.parts
        if part.kind == "heading" and part.level == 1
    )


def test_word_names_a_chinese_font_and_no_person_or_machine():
    document = Document(io.BytesIO(to_word(PAPERS["audit"])))
    fonts = document.styles["Normal"].element.rPr.rFonts

    assert fonts.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia") == "宋体"
    assert (document.core_properties.author, document.core_properties.last_modified_by) == (
        "云栖认证有限公司",
    ) * 2
    assert document.core_properties.created.date() == date(2026, 1, 5)


def test_word_holds_the_drawing_as_a_picture():
    document = Document(io.BytesIO(to_word(PAPERS["evaluation"])))

    assert [shape.type.name for shape in document.inline_shapes] == ["PICTURE"]


@pytest.mark.parametrize("conclusion", ["", "  "])
def test_audit_report_without_conclusion_is_refused(conclusion):
    with pytest.raises(Incomplete, match="审核报告须有明确的审核结论"):
        audit_report(replace(AUDIT, conclusion=conclusion), SIGNED)


def test_audit_report_counts_its_nonconformities_by_grade():
    major = replace(AUDIT.nonconformities[0], number="NC-02", grade="严重")
    report = replace(AUDIT, nonconformities=(*AUDIT.nonconformities, major, replace(major, number="NC-03")))

    words = pdf_words(to_pdf(audit_report(report, SIGNED)))

    assert "共识别不符合项3项：轻微1项，严重2项。" in words


def test_audit_report_says_when_nothing_was_found():
    words = said(audit_report(replace(AUDIT, nonconformities=(), suggestions=()), SIGNED))

    assert "本次审核未识别出不符合项。" in words
    assert "审核组没有提出改进建议。" in words


@pytest.mark.covers("R13.3.3.1", "T12")
@pytest.mark.parametrize(
    "read", [lambda p: pdf_words(to_pdf(p)), lambda p: word_words(to_word(p))], ids=["pdf", "word"]
)
def test_evaluation_report_prints_intervals_profile_and_the_unchecked_standard(read):
    words = read(PAPERS["evaluation"])

    for told in (
        "GB/T33357未核对",
        "政府热线服务能力综合评价得分（C.5）：80.43–84.99。部分指标尚无得分，下限按零分计、上限按满分计。",
        "评分方案linear，机构自定（规则未规定）（13.2.1.3）",
        "服务质量0.3071.20–86.40",
        "信息保密情况8%—未测尚未评判",
        "规则没有规定分数线或者等级。评价得分不作为认证决定的依据（6.3.2）。",
    ):
        assert told in words


@pytest.mark.parametrize(("fact", "name"), [("conclusion", "评价结论"), ("course", "评价过程")])
def test_evaluation_report_without_its_parts_is_refused(fact, name):
    with pytest.raises(Incomplete, match=f"评价报告须包括{name}"):
        evaluation_report(replace(EVALUATION, **{fact: ""}), SIGNED)


def test_evaluation_report_carries_the_fifteen_sheets():
    pack = bundled_pack()
    report = replace(EVALUATION, sheets=score_sheets(pack.tree, pack.sheets))

    words = pdf_words(to_pdf(evaluation_report(report, SIGNED)))

    assert [sheet.id for sheet in pack.sheets if f"{sheet.id}{sheet.title}" not in words] == []


def test_score_lines_are_the_stored_scores_in_the_tree_s_order():
    pack = bundled_pack()
    first = pack.tree.dimensions[0]
    ends = {"low": "10.00", "high": "90.00"}
    leaves = [leaf.id for top in pack.tree.dimensions for group in top.groups for leaf in group.leaves]
    scores = {
        "leaves": {leaves[0]: "55.50"},
        "groups": {group.id: ends for top in pack.tree.dimensions for group in top.groups},
        "dimensions": {top.id: ends for top in pack.tree.dimensions},
        "sources": {leaf: "open" for leaf in leaves} | {leaves[0]: "measured"},
        "notes": {leaves[1]: "缺少字段"},
    }

    lines = score_lines(pack, scores)

    assert len(lines) == 4 + sum(len(top.groups) for top in pack.tree.dimensions) + len(leaves)
    assert [(one.level, one.name, one.low, one.high, one.source, one.note) for one in lines[:4]] == [
        (0, first.name, "10.00", "90.00", "", ""),
        (1, first.groups[0].name, "10.00", "90.00", "", ""),
        (2, first.groups[0].leaves[0].name, "55.50", "55.50", "计算", ""),
        (2, first.groups[0].leaves[1].name, "", "", "未测", "缺少字段"),
    ]
