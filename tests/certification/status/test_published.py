"""What the public sees is what was decided, at the next request and never before; a folder that fails delays nobody."""

from pathlib import Path
from typing import Any

import pytest

from hengxian.certification.models import Publication, Written
from hengxian.certification.publishing import outstanding, signer, write_outstanding
from hengxian.journal.acting import perform
from hengxian.publication.appending import Draft, append, head_of
from hengxian.publication.facts import TextPage
from hengxian.publication.facts.papers import Section
from hengxian.publication.reading import read
from hengxian.web.register.index.catching_up import catch_up
from hengxian.web.register.models import Certificate as Entry
from tests.certification.certificates.certified import evidence, issued, set_terms
from tests.certification.world import World

ORDINARY = {"ground": "8.2.1.3", "shows": ["主管机关文书或查实材料", "分级理由"], "reason": "一般违法行为"}
SUSPENSION = {"reason": "属实", "demands": "停止使用", "months": 3}


def shown(folder: Path, number: str) -> str:
    catch_up(folder)
    return str(Entry.objects.get(number=number).status)


@pytest.mark.covers("R8.4.2", "R8.4.2-E", "L26")
def test_register_shows_each_status_at_the_next_request(
    world: World, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    set_terms(world)
    world.set(P_suspension=6)
    folder = settings.HENGXIAN_FACTS

    with django_capture_on_commit_callbacks(execute=True):
        certificate = issued(world)
    first = shown(folder, certificate.number)
    files = evidence(world, certificate.story)
    with django_capture_on_commit_callbacks(execute=True):
        perform(
            certificate, "propose_suspension", by=world["keeper"], at=world.at, **ORDINARY, evidence=files
        )
    proposed = shown(folder, certificate.number)
    with django_capture_on_commit_callbacks(execute=True):
        perform(certificate, "suspend", by=world["head"], at=world.at, **SUSPENSION)

    assert (first, proposed, shown(folder, certificate.number)) == ("有效", "有效", "暂停")
    public = (folder / "segments" / "000000000001.jsonl").read_text()
    assert "一般违法行为" not in public and world["head"].name not in public


def test_folder_that_cannot_be_written_undoes_no_act(
    world: World, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    set_terms(world)
    settings.HENGXIAN_FACTS.parent.joinpath("facts").write_text("a file where the folder should be")

    with django_capture_on_commit_callbacks(execute=True):
        certificate = issued(world)

    assert (certificate.status, outstanding()) == ("有效", 3)
    settings.HENGXIAN_FACTS.unlink()
    assert (write_outstanding(world.at), outstanding()) == (3, 0)


def test_writer_killed_after_the_folder_finds_its_own_again(world: World, settings: Any) -> None:
    set_terms(world)
    issued(world)
    write_outstanding(world.at)
    Written.objects.update(written_at=None)  # as if it had died before it could note that

    again = write_outstanding(world.at)

    assert (again, outstanding(), head_of(settings.HENGXIAN_FACTS).sequence) == (3, 0, 4)


def test_place_taken_by_another_writer_is_planned_anew(world: World, settings: Any) -> None:
    set_terms(world)
    issued(world)
    write_outstanding(world.at)
    issued(world)
    waiting = Publication.objects.filter(written=None).order_by("pk")
    Written.objects.bulk_create(
        Written(publication=each, sequence=place) for place, each in enumerate(waiting, start=5)
    )
    page = TextPage(
        slug="process",
        title="程序",
        published_on=world.at.date(),
        sections=(Section(heading="一", paragraphs=("甲",)),),
    )
    append(settings.HENGXIAN_FACTS, [Draft("page/1", world.at, page)], signer())

    count = write_outstanding(world.at)

    kinds = [fact.kind for fact in read(settings.HENGXIAN_FACTS)]
    assert (count, outstanding()) == (3, 0)
    assert kinds == [
        "key",
        "certificate",
        "status",
        "announcement",
        "page",
        "certificate",
        "status",
        "announcement",
    ]
