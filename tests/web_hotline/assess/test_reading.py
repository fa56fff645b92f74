"""The reading list of the standard: its words, what they mean here, whom they concern, and why an item does not apply."""

from html import escape

import pytest

from hengxian.hotline.assessing.items import clauses
from hengxian.records.models import RegisterRow
from hengxian.records.registers.checking import Unfit
from tests.hotline.assessing.rounds import put, started
from tests.web_hotline.scene import Scene


@pytest.mark.covers("Q3a.1")
def test_reading_list_shows_every_item_with_its_words_and_keeps_own_notes(scene: Scene) -> None:
    round_ = started(scene.line)
    place = f"/assess/assessment/{round_.pk}/register/clause_applicability/"
    put(scene.line, round_, "clause_applicability", "assessor", "9.1.1.1", applies="适用", units="综合科、话务科",
        notes="架构图每年一月复核")  # fmt: skip

    page = scene.client("assessor").get(f"{place}sheet/").content.decode()
    listed = scene.client("assessor").get(place).content.decode()

    assert [
        item.id
        for item in clauses()
        if any(escape(said) not in page for said in (item.id, item.text, item.question))
    ] == []
    assert all(word in page for word in ("架构图每年一月复核", "综合科、话务科"))
    assert "架构图每年一月复核" in listed


@pytest.mark.covers("Q3a.1")
def test_no_item_that_the_rule_demands_is_set_aside_without_a_reason(scene: Scene) -> None:
    round_ = started(scene.line)
    demanded = [item.id for item in clauses() if "应" in item.modal]

    for id in demanded:
        with pytest.raises(Unfit, match="不适用的理由"):
            put(scene.line, round_, "clause_applicability", "assessor", id, applies="不适用")
    put(
        scene.line,
        round_,
        "clause_applicability",
        "assessor",
        demanded[0],
        applies="不适用",
        reason="由市局统一承担",
    )

    assert len(demanded) == 30
    assert RegisterRow.objects.get(register="clause_applicability").data["reason"] == "由市局统一承担"
