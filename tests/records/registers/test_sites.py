"""Each site keeps its own registers and tells its own reminders (G-17)."""

from hengxian.records.registers.sites import belongs_to, of_site, reminders_of_site
from tests.records.registers.books import PACK


def test_body_keeps_part_a_and_hotline_parts_b_and_d():
    parts = {site: {table.part for table in of_site(PACK, site)} for site in ("body", "hotline", "register")}

    assert parts == {"body": {"A"}, "hotline": {"B", "D"}, "register": set()}
    assert len(of_site(PACK, "body")) + len(of_site(PACK, "hotline")) == len(PACK.registers)
    assert belongs_to(PACK.register("typing_tests"), "hotline")
    assert not belongs_to(PACK.register("typing_tests"), "body")


def test_no_register_of_one_site_names_one_of_the_other():
    crossing = [
        (table.id, other)
        for table in PACK.registers
        for other in (*(field.of for field in table.fields), table.subject and table.subject.of)
        if other and (PACK.register(other).part == "A") != (table.part == "A")
    ]

    assert crossing == []


def test_reminders_are_told_where_their_records_are():
    told = {
        site: {reminder.about for reminder in reminders_of_site(PACK, site)} for site in ("body", "hotline")
    }

    assert "certificate" in told["body"] and "certificate" not in told["hotline"]
    assert {reminder.part for reminder in reminders_of_site(PACK, "body")} <= {None, "A"}
