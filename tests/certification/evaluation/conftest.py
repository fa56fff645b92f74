"""The product may be updated under the feet of these tests."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from hengxian.evaluation import terms
from hengxian.records import edition
from hengxian.standard.load import bundled_pack
from hengxian.standard.model.pack import Pack


@pytest.fixture
def another_edition(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Called, it is as if the product had been updated: the bundled rule weighs two dimensions otherwise."""

    def update() -> None:
        newer = _reweighed(bundled_pack())
        monkeypatch.setattr(terms, "bundled_pack", lambda: newer)
        monkeypatch.setattr(edition, "bundled_pack", lambda: newer)
        edition.pack.cache_clear()

    yield update
    monkeypatch.undo()
    edition.pack.cache_clear()


def _reweighed(pack: Pack) -> Pack:
    quality, efficiency, management, innovation = pack.tree.dimensions
    dimensions = (
        quality.model_copy(update={"composite_weight": Decimal("0.15")}),
        efficiency,
        management,
        innovation.model_copy(update={"composite_weight": Decimal("0.30")}),
    )
    tree = type(pack.tree)(dimensions=dimensions, improvement=pack.tree.improvement)
    return Pack(**{name: getattr(pack, name) for name in Pack.model_fields} | {"tree": tree})
