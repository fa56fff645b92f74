"""The kinds of record that have pages: a row each says how it is listed, found and headed; domains register theirs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.db.models import QuerySet

from hengxian.journal.actor import Actor
from hengxian.journal.models import Lived, Recorded
from hengxian.kernel.lifecycle import Ask
from hengxian.kernel.refusals import NotThere
from hengxian.people.sights import may_see, roles_that_see
from hengxian.web.acting.visitor import Visitor
from hengxian.web.acting.words import read

HEADLINE = "标题"  # the column that says what a record is about


@dataclass(frozen=True)
class Column:
    """A value of a record: its label, and the dotted path to it. `inside` is shown to the body's staff only."""

    label: str
    path: str
    inside: bool = False


@dataclass(frozen=True)
class Beginning:
    """An act that brings a record of the kind into being, on the page of its parent (none: on the kind's list).

    `sets` are the columns of the new record that its parent fills, as dotted paths from the parent ("" is the
    parent itself); `columns` are those that the person is asked for. `states` are the parent's, none meaning
    any. `awaits` says which parents wait for it: that is somebody's work.
    """

    verb: str
    parent: str = ""
    sets: Mapping[str, str] | None = None
    states: tuple[str, ...] = ()
    columns: tuple[Ask, ...] = ()
    awaits: Mapping[str, Any] | None = None


class Walk(Protocol):
    """Reads ids of records newest first, below `before`, at most `size`; "" asks for any status or text."""

    def __call__(self, actor: Actor, *, status: str, text: str, before: int | None, size: int) -> list[int]:
        """Those that the person may see."""


@dataclass(frozen=True)
class Kind:
    """One kind of record. `joins` are fetched along; `search` are the columns that a typed word is sought in.

    `at_will` are verbs that nobody waits for: they are offered on the page and are nobody's work. Those `folded`
    stand behind 更多 unless the record makes them `pressing`; those `inner` are never offered, being part of
    another act. Where a table is too large to be filtered, `walk` reads its list off indexes; `asked_for` names
    what its box takes.
    """

    id: str
    label: str
    model: type[Recorded]
    title: str
    columns: tuple[Column, ...]
    facts: tuple[Column, ...]
    joins: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    at_will: frozenset[str] = frozenset()
    beginnings: tuple[Beginning, ...] = ()
    folded: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    walk: Walk | None = None
    asked_for: str = "编号或名称"
    pressing: Callable[[Any], frozenset[str]] = lambda record: frozenset()

    @property
    def is_lived(self) -> bool:
        """Whether records of the kind move through states."""
        return issubclass(self.model, Lived)

    @property
    def statuses(self) -> tuple[str, ...]:
        """Every status of its table, in order."""
        if not issubclass(self.model, Lived):
            return ()
        states = [state for row in self.model.lifecycle for state in (*row.sources, *row.targets)]
        return tuple(dict.fromkeys(s.status for s in states if s.status not in ("—", "=", "*")))

    def seen_by(self, visitor: Visitor) -> "QuerySet[Any]":
        """The records there are for the person. NotThere where his roles have nothing to do with the kind."""
        if not {*roles_that_see(self.id)} & {*visitor.actor.roles, "anyone"}:
            raise NotThere("没有这个页面")
        return may_see(self.id, visitor.actor).select_related(*self.joins)

    def one(self, visitor: Visitor, pk: int) -> Any:
        """One record. NotThere for one that is not there, or not there for the person."""
        record = self.seen_by(visitor).filter(pk=pk).first()
        if record is None:
            raise NotThere(f"没有这个{self.label}，或者您无权查看")
        return record

    def about(self, record: Any) -> str:
        """What it is about, where its lists have a column for that."""
        path = next((column.path for column in self.columns if column.label == HEADLINE), "")
        return str(read(record, path) or "") if path else ""

    def heading(self, record: Any) -> str:
        """What a page about the record is called."""
        return f"{self.label} {read(record, self.title)}"


class Kinds(Mapping[str, Kind]):
    """The kinds of the site at hand, by id, in the order in which they were registered."""

    def __getitem__(self, id: str) -> Kind:
        """KeyError if the site has none of that id."""
        return _registered.get(settings.HENGXIAN_SITE, {})[id]

    def __iter__(self) -> Iterator[str]:
        """The ids."""
        return iter(_registered.get(settings.HENGXIAN_SITE, {}))

    def __len__(self) -> int:
        """How many there are."""
        return len(_registered.get(settings.HENGXIAN_SITE, {}))


_registered: dict[str, dict[str, Kind]] = {}
KINDS = Kinds()


def of_site(site: str) -> tuple[Kind, ...]:
    """Every kind of a site, whichever is at hand."""
    return tuple(_registered.get(site, {}).values())


def register(site: str, *kinds: Kind) -> None:
    """Give a site's pages these kinds of record. ValueError for an id given before."""
    known = _registered.setdefault(site, {})
    for kind in kinds:
        if known.setdefault(kind.id, kind) is not kind:
            raise ValueError(f"{site} has two kinds called {kind.id}")
