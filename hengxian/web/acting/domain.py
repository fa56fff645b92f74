"""What the subject matter of a site tells the common pages beside its kinds: its tables, its words, its discretion."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings

from hengxian.kernel.lifecycle import Lifecycle


@dataclass(frozen=True)
class Discretion:
    """What a client is told of records that are his.

    `statuses` gives another word for a stored status, by kind; `markers` are those that he does not see.
    `by_letter` are statuses told by a letter: until the marker `told` stands, he sees the word `inside`. `acts`
    are those that his timeline shows; whoever is not of his own side does them under the name `staff`.
    """

    statuses: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    markers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    by_letter: Mapping[str, frozenset[str]] = field(default_factory=dict)
    told: str = ""
    inside: str = ""
    acts: Mapping[str, Collection[str]] = field(default_factory=dict)
    staff: str = ""


@dataclass(frozen=True)
class Domain:
    """One site's subject matter.

    `verbs` and `things` are words for acts and records outside the tables; acts in `drafting` are no step and
    not in the timeline. `duties` and `ties` are those of the tables in words; `holders` are the roles that can
    hold a duty at all, for duties that not everybody can have. `sealed` names the kinds whose reasons nobody
    learns now from the timeline of a record, but who gave them; `reader` turns a reason into the words that the
    visitor may read. `by_fact` and `by_verb` are the categories of files that are not evidence; `own_papers` are
    the roles that see the papers of the body itself; `never_export` are those that take no list away (§10).
    """

    lifecycles: tuple[Lifecycle, ...] = ()
    verbs: Mapping[str, str] = field(default_factory=dict)
    things: Mapping[str, str] = field(default_factory=dict)
    drafting: tuple[str, ...] = ()
    duties: Mapping[str, str] = field(default_factory=dict)
    ties: Mapping[str, str] = field(default_factory=dict)
    holders: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sealed: Callable[[Any], Collection[str]] = lambda record: ()
    reader: Callable[[Any, Any], Callable[[str], str]] = lambda record, visitor: str
    by_fact: Mapping[str, str] = field(default_factory=dict)
    by_verb: Mapping[str, str] = field(default_factory=dict)
    own_papers: frozenset[str] = frozenset()
    discretion: Discretion = field(default_factory=Discretion)
    never_export: frozenset[str] = frozenset()

    @cached_property
    def tables(self) -> Mapping[str, Lifecycle]:
        """The tables by kind."""
        return {lifecycle.kind: lifecycle for lifecycle in self.lifecycles}


_domains: dict[str, Domain] = {}


def register(site: str, domain: Domain) -> None:
    """Say what a site is about. ValueError if it was said before."""
    if _domains.setdefault(site, domain) is not domain:
        raise ValueError(f"{site} has two domains")


def here() -> Domain:
    """The subject matter of the site at hand."""
    return _domains.get(settings.HENGXIAN_SITE, Domain())
