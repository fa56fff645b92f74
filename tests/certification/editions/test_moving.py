"""A running case moves to the edition in use only by the head's recorded act (A-2)."""

import pytest

from hengxian.certification.actions.editions import steps_to_redo
from hengxian.certification.models import Case
from hengxian.journal.acting import perform
from hengxian.journal.appending import Line, append
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.edition import edition_name
from hengxian.records.registers.reading import rows
from tests.certification.certificates.certified import put
from tests.certification.world import World

OLD = "CMM-525-0004@0.9#0000"
SAID = {"differences": "新版增加了回访的要求", "reason": "旧版已终止"}


def reviewed(world: World, edition: str = OLD) -> Case:
    case = world.case("文件已审")
    Case.objects.filter(pk=case.pk).update(rule_edition=edition)
    case.refresh_from_db()
    put("document_review", case.story, {}, "9.1.1.1")
    append([Line(case, "finish_document_review", world["lead"], world.at, after=case.content())])
    return case


@pytest.mark.covers("A-2")
def test_moving_after_document_review_lists_what_has_to_be_redone(world: World) -> None:
    case = reviewed(world)

    perform(case, "move_edition", by=world["head"], at=world.at, **SAID)

    row = rows("edition_moves", case.story).get()
    assert (case.rule_edition, case.status) == (edition_name(), "文件已审")
    assert (row.data["before"], row.data["after"], row.data["steps_to_redo"]) == (
        OLD,
        edition_name(),
        "文件审查",
    )
    assert steps_to_redo(case) == ["文件审查"]


def test_moving_is_the_heads_alone(world: World) -> None:
    case = reviewed(world)
    count = Entry.objects.count()

    with pytest.raises(NotAllowed):
        perform(case, "move_edition", by=world["clerk"], at=world.at, **SAID)

    case.refresh_from_db()
    assert (case.rule_edition, Entry.objects.count()) == (OLD, count)


def test_case_of_the_edition_in_use_is_moved_nowhere(world: World) -> None:
    case = reviewed(world, edition_name())

    with pytest.raises(Incomplete, match="就是现行版次"):
        perform(case, "move_edition", by=world["head"], at=world.at, **SAID)

    assert not rows("edition_moves", case.story).exists()
