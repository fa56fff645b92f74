"""The product updated under the feet of a test: the bundled rule is another one from then on."""

from collections.abc import Callable, Iterator

import pytest

from hengxian.records import edition
from hengxian.standard.load import bundled_pack
from hengxian.standard.model.pack import Pack
from tests.certification.evaluation.conftest import _reweighed


@pytest.fixture
def updated(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Pack], None]]:
    """Called with a pack, it is the one that the product carries."""

    def update(pack: Pack) -> None:
        monkeypatch.setattr(edition, "bundled_pack", lambda: pack)
        edition.pack.cache_clear()

    yield update
    monkeypatch.undo()
    edition.pack.cache_clear()


@pytest.fixture
def edited_edition(updated: Callable[[Pack], None]) -> Callable[[], None]:
    """Two weights edited, the edition's number left as it was."""
    return lambda: updated(_reweighed(bundled_pack()))


@pytest.fixture
def without_main_bases(updated: Callable[[Pack], None]) -> Callable[[], None]:
    """A rule that names auxiliary bases only."""
    known = bundled_pack()
    rule = known.rule.model_copy(update={"main_bases": ()})
    return lambda: updated(known.model_copy(update={"rule": rule}))
