"""Appendix A: drafts may be incomplete but not wrong; each field is asked for at the end; nobody else writes in it."""

from typing import Any

import pytest

from hengxian.certification.actions import applying
from hengxian.certification.applying import appendix, materials
from hengxian.certification.models import Application
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow, Stale
from hengxian.people.models import Organisation
from hengxian.records.edition import pack
from tests.cast import appoint, open_account, placed
from tests.certification.applying import desk
from tests.certification.applying.traces import refused
from tests.certification.world import World


def save(world: World, application: Application, part: str, **said: Any) -> Application:
    return applying.save_part(application, part, said, by=world["client"], at=world.at)


def without(application: Application, part: str, *names: str) -> list[str]:
    """What lacks once some answers are taken out."""
    said = {name: value for name, value in application.form[part].items() if name not in names}
    application.form = {**application.form, part: said}
    return [str(fault) for fault in appendix.lacking(application)]


@pytest.mark.covers("XA.1")
@pytest.mark.parametrize(
    ("part", "field", "value", "told"),
    [
        ("A.1", "contact_phone", "12", "联系电话“12”无法拨打"),
        ("A.1", "contact_email", "office", "电子邮箱“office”写法有误"),
        ("A.2", "satisfaction_from", "2026-03-03", "不能晚于今天（2026-03-02）"),
        ("A.2", "public_satisfaction", "101", "应在 0 至 100 之间"),
        ("A.2", "staff_size", "-3", "不能小于 0"),
        ("A.2", "channels", ["烟火"], "没有“烟火”"),
        ("A.4", "call_connection_1", "很高", "应为数字"),
        ("A.5", "applied_on", "2026-03-03", "申请日期不能晚于今天"),
    ],
)
def test_a_wrong_answer_is_refused_at_its_field(world: World, part: str, field: str, value: Any, told: str):
    application = desk.drafted(world)

    refused(application, appendix.Misfilled, told, lambda: save(world, application, part, **{field: value}))


@pytest.mark.covers("XA.1", "G-11")
def test_a_draft_may_be_incomplete_and_is_not_asked_what_is_known(world: World):
    desk.with_code(world)
    application = save(world, desk.drafted(world), "A.1", contact_person="孙某某")

    assert application.form["A.1"] == {"contact_person": "孙某某"}
    assert appendix.values(application, "A.1") == {
        "contact_person": "孙某某", "applicant_name": "云泽市政务服务中心", "applicant_address": "云泽市中心路1号",
        "hotline_name": "云泽市12345热线", "hotline_founded_on": "2015-05-01",
    }  # fmt: skip
    assert [fault.field for fault in appendix.lacking_in(application, "A.1")] == [
        "legal_representative", "contact_phone", "contact_email",
    ]  # fmt: skip


@pytest.mark.covers("XA.1", "XA.2", "XA.3", "XA.4", "XA.5")
@pytest.mark.parametrize(("part", "count"), [("A.1", 8), ("A.2", 6), ("A.3", 8), ("A.4", 22), ("A.5", 7)])
def test_every_printed_field_is_required(world: World, part: str, count: int):
    application = desk.drafted(world)
    application.hotline = None
    application.organisation.name = application.organisation.office_address = ""
    sheet = pack().forms[part]
    printed = {cell for row in sheet.fields for cell, _ in appendix.cells(sheet, row)} if sheet.layout == "grid" else {
        field.id for field in sheet.fields
    }  # fmt: skip

    lacking = {fault.field for fault in appendix.lacking_in(application, part)}

    assert printed <= lacking
    assert len(printed) == count


@pytest.mark.covers("XA.2")
@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("satisfaction_source", "公众满意度的来源"),
        ("satisfaction_from", "公众满意度的时段自"),
        ("satisfaction_method", "公众满意度的统计方法"),
    ],
)
def test_a_percentage_without_source_or_period_lacks_it(world: World, field: str, label: str):
    application = desk.filled(world)

    assert without(application, "A.2", field) == [f"A.2 政府热线概况：{label}须填写"]


@pytest.mark.covers("XA.2")
def test_other_hours_than_day_and_night_are_accepted(world: World):
    application = save(world, desk.filled(world), "A.2", service_hours="工作日8:30至17:30")

    assert appendix.lacking(application) == []


def test_other_media_are_named(world: World):
    application = save(world, desk.filled(world), "A.2", channels=["其他媒体"], other_channels="")

    assert [fault.sentence for fault in appendix.lacking(application)] == ["选了“其他媒体”的，须写明名称"]


def test_a_period_ends_after_it_began(world: World):
    application = save(world, desk.filled(world), "A.4", figures_until="2025-01-01")

    assert [fault.sentence for fault in appendix.lacking(application)] == ["时段的起始日期不能晚于截止日期"]


@pytest.mark.covers("XA.3")
def test_no_plan_is_said_on_purpose(world: World):
    application = desk.filled(world)

    assert without(application, "A.3", "organisation_1") == ["A.3 管理体系现状：机构设置：改进计划须填写"]
    assert appendix.lacking(save(world, application, "A.3", organisation_1="无")) == []


@pytest.mark.covers("XA.5")
@pytest.mark.parametrize(
    "field", ["true_materials", "keeps_rule", "seal", "signature", "seal_method", "applied_on"]
)
def test_an_unticked_or_unsigned_declaration_lacks(world: World, field: str):
    application = desk.filled(world)

    [told] = without(application, "A.5", field)

    assert told.startswith("A.5 申请声明：") and told.endswith("须填写")


@pytest.mark.covers("XA.5")
def test_another_than_the_legal_representative_does_not_sign(world: World):
    application = save(world, desk.filled(world), "A.5", signature="孙某某")

    assert [fault.sentence for fault in appendix.lacking(application)] == [
        "签字人应为 A.1 所填法定代表人“钱某某”"
    ]


def test_saying_the_same_again_writes_nothing(world: World):
    application = save(world, desk.drafted(world), "A.1", contact_person="孙某某")
    before = Entry.objects.count()

    save(world, application, "A.1", contact_person="孙某某")

    assert Entry.objects.count() == before


def test_an_answer_can_be_taken_back(world: World):
    application = save(world, desk.drafted(world), "A.5", true_materials=True, seal="某中心")

    save(world, application, "A.5", true_materials=False, seal="")

    assert application.form["A.5"] == {}


def test_a_lost_race_is_told(world: World):
    application = desk.drafted(world)
    seen = application.version
    save(world, application, "A.1", contact_person="孙某某")

    refused(
        application, Stale, "已被他人改动",
        lambda: applying.save_part(
            application, "A.1", {"contact_person": "李某某"}, by=world["client"], at=world.at, version=seen
        ),
    )  # fmt: skip


@pytest.mark.parametrize("who", ["clerk", "head", "stranger"])
def test_nobody_else_writes_in_it(world: World, who: str):
    other = placed(Organisation(name="别处", type="热线服务中心"))
    world.people["stranger"] = appoint(
        open_account("外人", "stranger", organisation=other), "applicant"
    ).as_actor()
    application = desk.drafted(world)
    by = world[who]

    for act in (
        lambda: applying.save_part(application, "A.1", {"contact_person": "某"}, by=by, at=world.at),
        lambda: applying.say_none(application, True, by=by, at=world.at),
        lambda: applying.state_condition(application, "6.1.1.1", text="某", evidence="某", by=by, at=world.at),
        lambda: applying.prefill_from_export(application, b'{"kind": "hengxian-application-prefill"}', by=by, at=world.at),
    ):  # fmt: skip
        refused(application, NotAllowed, "没有填写这份申请的权限", act)


def test_what_was_handed_in_is_no_longer_changed(world: World):
    application = desk.submitted(world)

    for act in (
        lambda: save(world, application, "A.1", contact_person="某"),
        lambda: applying.say_none(application, False, by=world["client"], at=world.at),
        lambda: desk.state(world, application, "6.1.1.1", text="另一种说法"),
        lambda: desk.attach(world, application, "6.1.2.3", "又一份.pdf"),
    ):
        refused(application, NotNow, "申请现为“已提交”", act)


@pytest.mark.covers("A-8")
def test_prefill_waits_for_a_person_and_never_ticks_a_declaration(world: World):
    application = save(world, desk.drafted(world), "A.1", contact_person="孙某某")
    export = (
        '{"kind": "hengxian-application-prefill", "form": {"A.1": {"contact_person": "别人", "contact_phone": "12345"},'
        ' "A.4": {"call_connection_0": "96"}, "A.5": {"true_materials": true, "seal": "某中心"}}}'
    ).encode()

    applying.prefill_from_export(application, export, by=world["client"], at=world.at)

    assert application.form == {
        "A.1": {"contact_person": "孙某某", "contact_phone": "12345"}, "A.2": {}, "A.3": {},
        "A.4": {"call_connection_0": "96"}, "prefilled": {"A.1": ["contact_phone"], "A.4": ["call_connection_0"]},
    }  # fmt: skip
    assert "预填的内容须由人核对确认：联系电话" in [
        fault.sentence for fault in appendix.lacking_in(application, "A.1")
    ]
    applying.save_part(application, "A.1", {}, by=world["client"], at=world.at, is_confirmed=True)
    save(world, application, "A.4", call_connection_0="97")
    assert application.form["prefilled"] == {}


@pytest.mark.covers("A-8")
def test_an_earlier_application_fills_a_new_one_but_for_its_declarations(world: World):
    earlier = desk.submitted(world)
    application = desk.drafted(world)

    applying.prefill_from_earlier(application, earlier, by=world["client"], at=world.at)

    assert application.form["A.2"] == earlier.form["A.2"]
    assert "A.5" not in application.form
    assert set(application.form["prefilled"]) == {"A.1", "A.2", "A.3", "A.4"}


def test_a_file_that_is_no_export_is_refused(world: World):
    application = desk.drafted(world)

    for content in (b"", b"[]", b"\xff", b'{"kind": "other"}'):
        refused(
            application, Incomplete, "不是可以预填的导出文件",
            lambda content=content: applying.prefill_from_export(application, content, by=world["client"], at=world.at),
        )  # fmt: skip


@pytest.mark.covers("R6.1.2.1-7", "T41")
def test_all_materials_that_lack_are_listed_and_the_seventh_may_be_none(world: World):
    application = desk.filled(world)
    bare = desk.drafted(world)

    assert materials.lacking_materials(application) == []
    assert materials.lacking_materials(bare) == [each.name for each in materials.named_materials()]
    assert materials.named_materials()[0].name == "认证申请书（附件1，即附录A）"


@pytest.mark.covers("G-9")
def test_a_material_is_replaced_and_its_earlier_edition_stays(world: World):
    application = desk.drafted(world)
    first = desk.attach(world, application, "6.1.2.3", "体系文件.pdf")

    second = desk.attach(world, application, "6.1.2.3", "体系文件第二版.pdf", replaces=first)

    [material] = [each for each in materials.materials(application) if each.id == "6.1.2.3"]
    assert material.files == [second]
    assert second.replaces == first


@pytest.mark.covers("R6.1.1.1-5")
@pytest.mark.parametrize(("received", "is_warned"), [("2025-04-14", True), ("2025-04-15", False)])
def test_a_system_younger_than_three_months_is_warned_of(world: World, received: str, is_warned: bool):
    from datetime import date

    assert materials.has_run_long_enough(date(2025, 1, 15), date.fromisoformat(received)) is not is_warned
