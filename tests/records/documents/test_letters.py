"""Every letter: its words fit its facts, all of them are printed, and what is missing is refused."""

from dataclasses import fields, replace
from datetime import date

import pytest

from hengxian.kernel.refusals import Incomplete
from hengxian.records.documents.imprint import Method, Signature
from hengxian.records.documents.letters import letter
from hengxian.records.documents.letters.texts import FOLDER, text_of
from hengxian.records.documents.letters.writing import known_facts
from hengxian.records.documents.pdf import to_pdf
from hengxian.records.documents.word import to_word

from .letter_samples import ACCEPTANCE, AGREEMENT, DECISION, ENVELOPE, LETTERS, OPINION, SUPPLEMENT, WARNING
from .reading import pdf_pages, pdf_words, said, squeezed, word_words

each_letter = pytest.mark.parametrize("facts", LETTERS, ids=[one.text for one in LETTERS])


def test_every_text_has_its_letter_and_every_letter_its_text():
    assert sorted(one.text for one in LETTERS) == sorted(path.stem for path in FOLDER.glob("*.yaml"))


@each_letter
def test_letter_asks_only_for_facts_it_has(facts):
    assert sorted(set(text_of(facts.text).places()) - set(known_facts(facts, ENVELOPE))) == []


@each_letter
def test_letter_says_every_fact_it_has(facts):
    text = text_of(facts.text)
    conditions = {part.only for part in text.parts} | {part.unless for part in text.parts}

    silent = {one.name for one in fields(facts)} - set(text.places())

    assert silent == set()
    assert conditions - {""} <= {one.name for one in fields(facts)}


@each_letter
def test_letter_prints_as_pdf_what_it_says(facts):
    paper = letter(facts, ENVELOPE)

    printed = pdf_words(to_pdf(paper))

    assert [words for words in said(paper) if words not in printed] == []


@each_letter
def test_letter_says_the_same_in_word(facts):
    paper = letter(facts, ENVELOPE)

    written = word_words(to_word(paper))

    assert [words for words in said(paper) if words not in written] == []


@each_letter
def test_letter_carries_number_clauses_fingerprint_and_page_on_every_page(facts):
    paper = letter(facts, ENVELOPE)

    pages = pdf_pages(to_pdf(paper))

    for number, page in enumerate(pages, start=1):
        assert squeezed(paper.numbered) in page
        assert f"内容指纹SHA-256{paper.fingerprint}" in page
        assert f"第{number}页/共{len(pages)}页" in page


def test_acceptance_reads_as_a_letter():
    paper = letter(ACCEPTANCE, ENVELOPE)

    assert paper.parts[0].text == (
        "贵单位就南浦市12345市民服务热线提出的初次认证申请，我机构已于2025年12月29日收到全部申请材料，"
        "审查期限至2026年1月6日。经审查，申请条件（6.1.1）与申请材料（6.1.2）符合要求，决定予以受理。"
    )
    assert paper.about[-1] == ("性质", "规则步骤")


def test_supplement_lists_everything_at_once():
    table = next(part for part in letter(SUPPLEMENT, ENVELOPE).parts if part.kind == "table")

    assert [tuple(cell.text for cell in line.cells) for line in table.rows] == [
        (
            "1",
            "近3个月的政府热线绩效数据",
            "缺少9月的数据，来电明细没有挂机时间",
            "补交9月数据，并补齐来电明细的挂机时间",
        ),
        ("2", "组织架构图和人员配置情况", "架构图未标明质检岗位", "标明质检岗位及人数"),
    ]


def test_supplement_without_a_limit_says_that_none_is_set():
    words = said(letter(replace(SUPPLEMENT, reply_by=None), ENVELOPE))

    assert any("补充材料的期限规则未规定，本机构尚未设定" in one for one in words)
    assert not any("前补充完整" in one for one in words)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (replace(SUPPLEMENT, items=()), "一次性告知须列明全部需要补充的内容，清单不能为空（6.1.3）"),
        (replace(AGREEMENT, fees=()), "服务协议须列明收费项目（1.2）"),
        (
            replace(OPINION, findings=()),
            "审查意见须包括审核过程的符合性、不符合项的准确性和完整性、审核结论的合理性（6.3.1）",
        ),
        (replace(DECISION, reasons=()), "决定通知须写明理由（6.3.2）"),
        (replace(DECISION, rights=()), "决定通知须写明申请人的权利（6.3.2）"),
        (replace(WARNING, reasons=()), "撤销告知须说明撤销理由（8.2.2）"),
    ],
)
def test_letter_without_what_it_must_say_is_refused(facts, sentence):
    with pytest.raises(Incomplete) as refused:
        letter(facts, ENVELOPE)

    assert str(refused.value) == sentence


def test_part_without_content_is_left_out():
    kinds = [part.kind for part in letter(replace(DECISION, limits=()), ENVELOPE).parts]

    assert kinds == ["prose", "facts", "table", "prose", "items"]


@pytest.mark.parametrize("make", [to_pdf, to_word])
def test_same_letter_gives_the_same_bytes(make):
    assert make(letter(ACCEPTANCE, ENVELOPE)) == make(letter(ACCEPTANCE, ENVELOPE))


@pytest.mark.parametrize(("make", "read"), [(to_pdf, pdf_words), (to_word, word_words)])
def test_markup_and_braces_in_a_name_are_printed_as_they_stand(make, read):
    name = '#panic("x") {case} *粗* $a$ <b>&amp; \\n'

    words = read(make(letter(replace(ACCEPTANCE, hotline=name), ENVELOPE)))

    assert squeezed(name) in words


@pytest.mark.covers("G-12")
@pytest.mark.parametrize("method", [one for one in Method if one is not Method.OPEN])
def test_signature_says_how_it_came_about_and_a_drawn_one_claims_no_more(method):
    place = Signature("机构负责人", "沈澄", method, date(2026, 1, 5), "凭据号 S-18")

    words = pdf_words(to_pdf(letter(ACCEPTANCE, replace(ENVELOPE, signatures=(place,)))))

    assert squeezed(f"机构负责人：沈澄签署方式：{method.value}2026年1月5日凭据凭据号S-18") in words
    assert "可靠电子签名" not in words
    assert (method is Method.PICTURE) == ("图形签名" in words)


def test_agreement_has_a_place_to_sign_for_each_side():
    places = (Signature("甲方（盖章）"), Signature("乙方（盖章）"))

    words = pdf_words(to_pdf(letter(AGREEMENT, replace(ENVELOPE, signatures=places))))

    assert "甲方（盖章）签署方式：待签署乙方（盖章）签署方式：待签署" in words


def test_second_version_is_named_and_has_another_fingerprint():
    first, second = (letter(ACCEPTANCE, replace(ENVELOPE, version=number)) for number in (1, 2))

    assert (first.numbered, second.numbered) == ("编号：云认受〔2026〕3号", "编号：云认受〔2026〕3号　第2版")
    assert first.fingerprint != second.fingerprint


def test_single_annex_has_no_number():
    lines = [
        letter(ACCEPTANCE, replace(ENVELOPE, annexes=annexes)).annex_lines
        for annexes in (("甲",), ("甲", "乙"), ())
    ]

    assert lines == [("附件：甲",), ("附件：1. 甲", "　　　2. 乙"), ()]


def test_own_choice_is_printed_with_who_and_when():
    paper = letter(ACCEPTANCE, ENVELOPE)

    assert paper.setting_lines == (
        "不符合项整改期限：20个工作日，机构自定（规则未规定）（8.2.1.1），机构负责人 2025年12月1日设定",
    )


@each_letter
def test_letter_speaks_no_verdict_on_a_score_and_never_of_certifying_a_management_system(facts):
    words = "".join(said(letter(facts, ENVELOPE)))

    assert not any(verdict in words for verdict in ("合格", "达标", "管理体系认证"))
