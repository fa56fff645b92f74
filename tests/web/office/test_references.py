"""The documents the rule cites, on the page of their register: number, dated or not, dates, standing, notes (ch. 2)."""

import re

import pytest

from hengxian.records.edition import pack
from tests.web.scene import Scene

ADDRESS = "/office/body/1/register/reference_documents/"
COLUMNS = ("编号", "注日期引用", "发布日期", "实施日期", "现状", "代替文件", "说明")


@pytest.mark.covers("R2.1.1-4", "R2.2.1-5", "T9", "T10")
def test_register_of_references_shows_four_standards_and_five_laws_with_what_became_of_them(
    scene: Scene,
) -> None:
    clerk = scene.client("clerk")
    clerk.post("/office/first-rows/", {"key": "k"})

    page = clerk.get(ADDRESS).text

    lines = [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<tr>.*?</tr>", page, re.S)][1:]
    told = {each.title: line for each in pack().rule.references for line in lines if each.title in line}
    assert (len(lines), len(told)) == (9, 9)
    assert [sum(kind in line for line in lines) for kind in ("国家标准", "法律法规")] == [4, 5]
    assert [column for column in COLUMNS if f'data-label="{column}"' not in page] == []
    assert "2016-12-13" in told["政府热线服务规范"] and "2017-07-01" in told["政府热线服务规范"]
    iso = told["信息技术 安全技术 信息安全管理体系 要求"]
    assert "GB/T 22080-2016" in iso and "已被 2025 版代替，按注日期版适用" in iso
    assert "《信访工作条例》规范，原条例已废止" in told["中华人民共和国信访条例"]
    assert "注日期的只适用该版本；不注日期的适用最新版本" in page


@pytest.mark.covers("XE.2")
def test_contact_of_the_scheme_is_an_office_and_a_post_in_the_address_book(scene: Scene) -> None:
    clerk, address = scene.client("clerk"), "/office/body/1/register/scheme_contacts/"
    empty = clerk.get(address).text

    refused = clerk.post(address, {"key": "a", "telephone": "12345"})
    clerk.post(address, {"key": "b", "office": "业务部", "post": "受理岗", "telephone": "12345"})

    assert "还没有记录" in empty
    assert refused.status_code == 422 and "部门" in refused.text and "岗位" in refused.text
    assert "业务部" in clerk.get(address).text and "受理岗" in clerk.get(address).text
    assert {field.type for field in pack().register("scheme_contacts").fields} & {"person", "name"} == set()
