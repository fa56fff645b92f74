"""A stage that is put back is the stage that was built, and it is put back nowhere but on its own ground."""

import shutil
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings

from hengxian.journal import verifying
from hengxian.people.models import Organisation
from hengxian.records.files.keeping import keep, read
from hengxian.records.models import StoredFile
from tests.certification.walks.whole import copied
from tests.certification.world import World
from tests.keeping import _rows, stage
from tests.kept_files import files

built: list[str] = []


@pytest.fixture
def handed_in() -> Callable[[World, str], StoredFile]:
    """A stage that nobody has built yet: a paper of that name, a day later."""
    built.clear()

    @stage
    def hand_in(world: World, name: str) -> StoredFile:
        built.append(name)
        at = world.later(days=1)
        return keep(
            BytesIO(name.encode()),
            f"{name}.txt",
            about="case:1",
            category="material",
            by=world["clerk"],
            at=at,
        )

    return hand_in


def undone(world: World, act: Callable[[], Any]) -> Any:
    """What the act gives, with every row and file that it left; rows, files and clock are as before it again."""
    began = deepcopy(world)
    with copied():
        left = act(), _rows(), files()
    shutil.rmtree(settings.HENGXIAN_FILES)
    vars(world).update(vars(began))
    return left


def test_what_is_put_back_is_what_was_built_and_the_journal_goes_on(world: World, handed_in: Any) -> None:
    world.set(P_term=24)  # from here on the transaction knows where the journal ends
    began = world.at
    first = undone(world, lambda: handed_in(world, "制度"))

    again = handed_in(world, "制度")

    assert (again, _rows(), files()) == first
    assert (built, world.at) == (["制度"], began + timedelta(days=1))
    with read(again, by=world["clerk"], at=world.at) as content:
        assert content.read().decode() == "制度"
    world.set(P_term=36)
    assert list(verifying.faults()) == []


@pytest.mark.parametrize("changed", ["row", "file", "setting", "clock", "word"])
def test_on_other_ground_it_is_built_anew(world: World, handed_in: Any, changed: str, settings: Any) -> None:
    undone(world, lambda: handed_in(world, "制度"))
    if changed == "row":
        Organisation.objects.filter(pk=world.client.pk).update(name="别的中心")
    elif changed == "file":
        settings.HENGXIAN_FILES.mkdir()
        (settings.HENGXIAN_FILES / "another").write_bytes(b"")
    elif changed == "setting":
        settings.HENGXIAN_BODY_NAME = "别的机构"
    elif changed == "clock":
        world.later(minutes=1)

    handed_in(world, "别的" if changed == "word" else "制度")

    assert len(built) == 2
