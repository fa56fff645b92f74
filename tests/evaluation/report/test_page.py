"""The HTML report: whole, self-contained, escaped, and honest about what was not measured."""

import base64
import hashlib
import re

import pytest

from hengxian.evaluation.report import render_html

from .conftest import Printed
from .reading import read_page


@pytest.mark.covers("R13.2.3-C")
def test_page_says_of_every_leaf_where_its_score_comes_from(city: Printed) -> None:
    scores = city.page[city.page.index('<section id="scores"') : city.page.index('id="bonus"')]
    said: dict[str, str] = {}
    for line in re.findall(r"<tr>(.*?)</tr>", scores, re.S):
        name = re.search(r'<th scope="row"[^>]*>(.*?)</th>', line, re.S)
        source = re.search(r'<span class="(?:quiet|open)">(计算|评判|未测)</span>', line)
        if name and source:
            said[name.group(1).strip()] = source.group(1)

    assert set(said) == {leaf.name for leaf in city.pack.tree.leaves}
    assert len(said) == 42
    assert (said["电话接通率"], said["服务热情度"], said["系统功能完善性"]) == ("计算", "评判", "未测")


def test_page_shows_data_quality_before_scores_and_provenance_last(city: Printed) -> None:
    sections = re.findall(r'<section id="(\w+)"', city.page)

    assert sections[:2] == ["quality", "scores"]
    assert sections[-1] == "provenance"
    assert city.page.index("综合得分（满分") > city.page.index("各表读入情况")


def test_page_loads_nothing_and_lets_nothing_run(city: Printed) -> None:
    page = read_page(city.page)
    style = re.search(r"<style>(.*?)</style>", city.page, re.S)
    policy = next(a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")

    assert page.values("src") == []
    assert {value[0] for value in page.values("href")} == {"#"}
    assert not {"script", "link", "iframe", "img"} & {tag for tag, _ in page.tags}
    assert page.values("style") == []
    assert "url(" not in city.page and "@import" not in city.page
    assert city.page.replace('xmlns="http://www.w3.org/2000/svg"', "").count("http://") == 0
    assert style and policy and policy.startswith("default-src 'none';")
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy


def test_page_links_and_names_lead_somewhere(city: Printed) -> None:
    page = read_page(city.page)
    ids = page.values("id")

    assert len(ids) == len(set(ids))
    assert {value[1:] for value in page.values("href")} <= set(ids)
    assert {one for value in page.values("aria-labelledby") for one in value.split()} <= set(ids)


def test_page_escapes_every_name(hostile: Printed) -> None:
    page = read_page(hostile.page)

    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert "<script>alert(1)</script>&\"'" in page.text
    assert "=cmd()" in page.text


@pytest.mark.covers("G-13")
@pytest.mark.parametrize("name", ["city", "empty", "hostile"])
def test_page_never_passes_anybody_by_a_score(name: str, request: pytest.FixtureRequest) -> None:
    page: str = request.getfixturevalue(name).page

    assert not re.search("合格|达标|等保|密评", page)
    assert "GB/T 33357 未核对" in page
    assert "机构自定（规则未规定）" in page


def test_page_of_an_empty_hotline_prints_no_score_for_any_leaf(empty: Printed) -> None:
    text = read_page(empty.page).text
    cells = re.findall(
        r'<td class="figure">\s*(?:<span class="quiet">)?([^<]*?)\s*(?:</span>)?\s*</td>', empty.page
    )

    assert "42 项叶子指标中：计算 0 项，评判 0 项，未测 42 项" in text
    assert not {"0.00", "100.00", "0.00%", "100.00%"} & set(cells)
    assert "数据集中没有 calls 表" in text


def test_page_keeps_improvement_indicators_apart(city: Printed) -> None:
    text = read_page(city.page).text

    assert "提升指标，不计入综合得分" in text
    assert "15.00" in text


def test_page_tells_that_the_edition_has_ended(city: Printed) -> None:
    assert "有效期至 2025年5月20日；本报告的数据读取于该日之后，所用版本已过有效期" in city.page


@pytest.mark.covers("T36")
def test_page_claims_no_year_on_year(city: Printed) -> None:
    assert "同比：三个月数据不足以评定。" in city.page


@pytest.mark.covers("R5.1.1-trace", "T23")
def test_page_prints_the_matrix_with_what_has_no_home(city: Printed) -> None:
    matrix = city.page[city.page.index('<section id="matrix"') : city.page.index('<section id="sheets"')]

    assert len(re.findall(r"<td[^>]*>\s*5\.1\.1\.\d\.\d\s*</td>", matrix)) == 16
    homeless = matrix[matrix.index('class="span-4">社会影响力') :]
    assert "没有对应指标" in homeless[: homeless.index("</tr>")]


def test_page_is_the_same_twice(city: Printed) -> None:
    assert render_html(city.result, city.pack, city.sheets) == city.page


def test_page_carries_the_stage_it_is_given(city: Printed) -> None:
    page = render_html(city.result, city.pack, city.sheets, stage="测评稿")

    assert page.count("测评稿") >= 4
    assert "自评，非认证" not in page


def test_page_needs_no_new_css(city: Printed) -> None:
    style = city.page[city.page.index("<style>") : city.page.index("</style>")]

    assert not re.search(
        r":has\(|:is\(|:where\(|color-mix|oklch|light-dark|@container|@layer|inset:|aspect-ratio", style
    )
