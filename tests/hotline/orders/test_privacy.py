"""The unit complained of sees the matter and not the caller, attachments included; confidentiality beats roles (B-9)."""

import pytest

from hengxian.hotline import privacy
from hengxian.hotline.models import Caller, Order, Part, Unit
from hengxian.kernel.refusals import NotAllowed
from hengxian.people.sights import may_see
from hengxian.records.models import StoredFile
from tests.cast import placed
from tests.hotline.line import Line

WORDS = "我是林某某，住东区花园一号，窗口人员态度差，请回电 0571-88001234。"


def caller(line: Line) -> Caller:
    return placed(
        Caller(
            hotline=line.hotline, key="k1", name="林某某", telephone="0571-88001234", address="东区花园一号"
        )
    )


def complaint(line: Line, **said: object) -> Order:
    order = line.order(
        is_conduct_complaint=True, complained_of=line.units["城管局"], type="suggestion", text=WORDS,
        caller=caller(line), is_anonymous=False, **said,
    )  # fmt: skip
    return line.does(
        "agent", order, "transfer", opinion="请核实", limit_days=3, lead=line.units["应急局"].pk,
        units=[line.units["城管局"].pk, line.units["应急局"].pk],
    )  # fmt: skip


def attached(line: Line, order: Order, name: str, by: str) -> StoredFile:
    person = line.actor(by).person
    return placed(
        StoredFile(
            about=order.story, category="other", name=name, size=1, sha256=name.ljust(64, "0"), sm3="0" * 64,
            media_type="image/png", sensitivity="内部", received_at=line.at, received_by=person,
            received_by_name=by, status="在用",
        )
    )  # fmt: skip


@pytest.mark.covers("B-9", "R10.3.2.2")
def test_unit_complained_of_reads_the_matter_without_the_caller(line: Line) -> None:
    order = complaint(line)
    clerk, manager = line.actor("clerk"), line.actor("manager")

    words = privacy.words_for(order, order.text, clerk)

    assert words == "我是****，住****，窗口人员态度差，请回电 ****。"
    assert privacy.words_for(order, order.text, manager) == WORDS
    with pytest.raises(NotAllowed, match="一律不予显示"):
        privacy.check_may_know_caller(order, clerk)


def test_a_part_of_the_unit_complained_of_is_barred_too(line: Line) -> None:
    squad = placed(Unit(hotline=line.hotline, name="城管一中队", parent=line.units["城管局"]))
    order = line.order(is_conduct_complaint=True, complained_of=squad, type="suggestion")

    assert privacy.is_complained_of(order, line.actor("clerk").person)
    assert not privacy.is_complained_of(order, line.actor("clerk_of_housing").person)


@pytest.mark.covers("B-9")
def test_unit_complained_of_opens_masked_copies_and_its_own_files_only(line: Line) -> None:
    order = complaint(line)
    photo, copy = attached(line, order, "photo.png", "agent"), attached(line, order, "masked.png", "agent")
    own = attached(line, order, "own.png", "clerk_two")
    line.does("agent", order, "release_copy", copies=[f"file:{copy.pk}"], is_masked=True, reason="供核实用")
    order.refresh_from_db()

    clerk, manager = line.actor("clerk"), line.actor("manager")

    assert [privacy.may_open(order, file, clerk) for file in (photo, copy, own)] == [False, True, True]
    assert [privacy.may_open(order, file, manager) for file in (photo, copy, own)] == [True, True, True]


@pytest.mark.covers("B-9", "G-7")
def test_confidential_order_shows_its_caller_to_the_agent_who_took_it_only(line: Line) -> None:
    order = line.order(is_confidential=True, caller=caller(line), is_anonymous=False)
    who = ("agent", "agent_two", "manager", "clerk")

    known = {each: privacy.may_know_caller(order, line.actor(each)) for each in who}

    assert known == {"agent": True, "agent_two": False, "manager": False, "clerk": False}


@pytest.mark.covers("B-3")
def test_unit_sees_its_own_orders_only(line: Line, settings: object) -> None:
    settings.HENGXIAN_SITE = "hotline"  # type: ignore[attr-defined]
    own, other = line.transferred("城管局"), line.transferred("住建局")

    seen = {who: {o.pk for o in may_see("order", line.actor(who))} for who in ("clerk", "clerk_of_housing")}

    assert seen == {"clerk": {own.pk}, "clerk_of_housing": {other.pk}}
    assert not may_see("order", line.actor("stranger")).exists()


def test_unit_needs_the_contact_only_while_it_handles_the_order(line: Line) -> None:
    order = line.transferred("城管局", caller=caller(line), is_anonymous=False)
    order = line.does("clerk", order, "take_up")
    before = privacy.may_know_caller(order, line.actor("clerk"))
    line.does("clerk", order, "record", result="已办", claimed_resolved=True)

    order = line.does("clerk", order, "reply", way="电话", at_time=line.at, content="已办")

    assert (before, privacy.may_know_caller(order, line.actor("clerk"))) == (True, False)
    assert Part.objects.get(order=order).status == "已结束"
