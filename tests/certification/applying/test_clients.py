"""Organisations, hotlines and sites: codes checked, offices without personality, outsourcers, nobody else's."""

from datetime import date

import pytest

from hengxian.certification.actions import clients
from hengxian.certification.models import Hotline, Site
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.people.models import Account, Organisation
from tests.cast import appoint, open_account, placed
from tests.certification.applying.desk import ORGANISATION, code
from tests.certification.applying.traces import refused
from tests.certification.world import World

HOTLINE = {
    "name": "云泽市12340热线", "type": "专业性热线", "founded_on": date(2018, 1, 1), "place": "云泽市",
    "within_territory": True,
}  # fmt: skip


@pytest.mark.covers("A-5", "T42")
def test_a_wrong_check_digit_is_named(world: World):
    wrong = code()[:-1] + ("0" if code()[-1] != "0" else "1")

    def act() -> object:
        return clients.change_organisation(
            world.client, {**ORGANISATION, "code": wrong}, by=world["client"], at=world.at
        )

    refused(world.client, Incomplete, f"第 18 位（校验码）应为“{code()[-1]}”", act)


@pytest.mark.covers("A-5", "T42")
@pytest.mark.parametrize(
    ("kind", "number", "kept"),
    [
        ("组织机构代码", "12345678-8", "12345678-8"),
        ("事业单位法人证书号", "事证第100000000001号", "100000000001"),
    ],
)
def test_old_certificates_are_accepted(world: World, kind: str, number: str, kept: str):
    said = {**ORGANISATION, "code_kind": kind, "code": number}

    clients.change_organisation(world.client, said, by=world["client"], at=world.at)

    assert Organisation.objects.get(pk=world.client.pk).code == kept


@pytest.mark.covers("A-5", "T42")
def test_an_office_without_personality_applies_through_its_legal_entity(world: World):
    said = {
        **ORGANISATION,
        "legal_name": "云泽市人民政府办公室",
        "legal_code": code(),
        "legal_address": "云泽市府前路1号",
    }

    clients.change_organisation(world.client, said, by=world["client"], at=world.at)

    legal = Organisation.objects.get(code=code())
    assert Organisation.objects.get(pk=world.client.pk).legal_entity == legal
    assert legal.name == "云泽市人民政府办公室"


@pytest.mark.covers("A-4")
def test_the_operator_is_a_record_of_its_own_beside_applicant_and_hotline(world: World):
    said = {**HOTLINE, "operator_name": "云泽热线运营公司", "operator_code": code()}

    hotline = clients.add_hotline(world.client, said, by=world["client"], at=world.at)
    run_by = hotline.operator
    refused(
        hotline, Incomplete, "运行机构的名称和代码都须填写",
        lambda: clients.change_hotline(
            hotline, {**HOTLINE, "operator_name": "云泽热线运营公司"}, by=world["client"], at=world.at
        ),
    )  # fmt: skip
    clients.change_hotline(hotline, HOTLINE, by=world["client"], at=world.later(days=1))

    operator = Organisation.objects.get(code=code())
    assert (operator.name, operator.type, run_by) == ("云泽热线运营公司", "服务外包企业", operator)
    assert (hotline.owner, hotline.operator) == (world.client, None)  # taken back: the owner runs it himself


def test_an_office_without_code_and_entity_is_refused(world: World):
    refused(
        world.client, Incomplete, "没有法人资格的，填写所属法人",
        lambda: clients.change_organisation(world.client, ORGANISATION, by=world["client"], at=world.at),
    )  # fmt: skip


@pytest.mark.covers("Q1.1-4")
def test_an_applicant_without_organisation_registers_his_own_and_joins_it(world: World):
    account = appoint(open_account("新人", "newcomer"), "applicant")

    made = clients.register_own_organisation(
        {**ORGANISATION, "code": code()}, by=account.as_actor(), at=world.at
    )

    assert Account.objects.get(pk=account.pk).organisation == made


def test_a_known_code_lets_nobody_in(world: World):
    clients.change_organisation(
        world.client, {**ORGANISATION, "code": code()}, by=world["client"], at=world.at
    )
    account = appoint(open_account("新人", "newcomer"), "applicant")

    refused(
        account, Incomplete, "已登记，请联系认证机构开通账号",
        lambda: clients.register_own_organisation(
            {**ORGANISATION, "code": code()}, by=account.as_actor(), at=world.at
        ),
    )  # fmt: skip


@pytest.mark.covers("A-4")
def test_one_organisation_has_many_hotlines_and_a_hotline_many_sites(world: World):
    hotline = clients.add_hotline(world.client, HOTLINE, by=world["client"], at=world.at)
    lines = [{"name": "主话务区", "address": "中心路1号"}, {"name": "备用话务区", "address": "中心路9号"}]

    clients.write_sites(hotline, lines, by=world["client"], at=world.at)
    clients.write_sites(
        hotline, [{"name": "主话务区", "address": "中心路3号"}], by=world["client"], at=world.at
    )

    assert Hotline.objects.filter(owner=world.client).count() == 2
    assert list(Site.objects.order_by("pk").values_list("name", "address")) == [
        ("主话务区", "中心路3号"), ("备用话务区", "中心路9号"),
    ]  # fmt: skip


def test_a_site_without_address_is_refused(world: World):
    refused(
        world.hotline, Incomplete, "每个场所都须写明名称和地址",
        lambda: clients.write_sites(world.hotline, [{"name": "主话务区"}], by=world["client"], at=world.at),
    )  # fmt: skip


@pytest.mark.covers("Q4a.1-2", "T51")
def test_an_outsourcer_names_mandator_mandate_and_data_holder(world: World):
    firm = placed(Organisation(name="云泽呼叫服务公司", type="服务外包企业"))
    by = appoint(open_account("外包某", "firm", organisation=firm), "applicant").as_actor()

    refused(
        firm, Incomplete, "委托方、委托依据、数据由谁持有",
        lambda: clients.add_hotline(firm, HOTLINE, by=by, at=world.at),
    )  # fmt: skip
    told = {**HOTLINE, "mandator": "云泽市政府", "mandate": "服务合同", "data_holder": "云泽市数据局"}
    assert clients.add_hotline(firm, told, by=by, at=world.at).data_holder == "云泽市数据局"


def test_a_foundation_still_to_come_is_refused(world: World):
    refused(
        world.client, Incomplete, "政府热线成立时间不能晚于今天",
        lambda: clients.add_hotline(
            world.client, {**HOTLINE, "founded_on": date(2026, 3, 3)}, by=world["client"], at=world.at
        ),
    )  # fmt: skip


@pytest.mark.parametrize("who", ["auditor", "stranger"])
def test_nobody_else_changes_the_client(world: World, who: str):
    other = placed(Organisation(name="别处", type="热线服务中心"))
    world.people["stranger"] = appoint(
        open_account("外人", "stranger", organisation=other), "applicant"
    ).as_actor()

    refused(
        world.client, NotAllowed, "没有填写云泽市政务服务中心资料的权限",
        lambda: clients.change_organisation(
            world.client, {**ORGANISATION, "code": code()}, by=world[who], at=world.at
        ),
    )  # fmt: skip
