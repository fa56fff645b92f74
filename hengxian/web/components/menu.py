"""The side menu: each room adds its entries when it is loaded, and everybody sees those of his roles."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One line: `roles` are role ids, none of them meaning everybody who is signed in; `icon` a bootstrap icon.

    A line with a `site` stands only there; a group of `folded` lines is closed until one of them is open.
    """

    label: str
    icon: str
    url_name: str
    group: str = ""
    roles: frozenset[str] = frozenset()
    order: int = 100
    args: tuple[str, ...] = ()
    site: str = ""
    folded: bool = False

    @property
    def room(self) -> str:
        """The namespace of its address."""
        return self.url_name.partition(":")[0]


@dataclass(frozen=True)
class Line:
    """An entry as shown."""

    label: str
    icon: str
    url: str
    is_here: bool
    is_folded: bool = False


ELSEWHERE, BEFORE_HELP = "其他工作台", 700
_entries: list[Entry] = []
_homes: list[Entry] = []
_sources: list[Callable[[Any], Collection[str]]] = []


def add(*entries: Entry) -> None:
    """Add entries; called from a room's `AppConfig.ready`. An entry added twice stands once."""
    _entries.extend(entry for entry in entries if entry not in _entries)


def add_room(home: Entry) -> None:
    """Make the namespace of this line a room: whoever has several sees the lines of one, and the way to the others."""
    if home not in _homes:
        _homes.append(home)


def also_held(function: Callable[[Any], Collection[str]]) -> Callable[[Any], Collection[str]]:
    """Registers what an account holds beside its roles, such as a designation, that a line may ask for."""
    if function not in _sources:
        _sources.append(function)
    return function


def held_by(account: Any) -> set[str]:
    """The roles of an account, and whatever else it holds."""
    return set(account.roles()).union(*(source(account) for source in _sources))


def shown_to(roles: Collection[str], path: str) -> list[tuple[str, list[Line]]]:
    """The lines by group, in order; the line with the longest address that begins `path` is where one is."""
    held = [entry for entry in _entries if _is_for(entry, roles)]
    homes = [home for home in _homes if _is_for(home, roles)]
    if len(homes) > 1:
        room = _room_at(homes, path)
        others = [home for home in homes if home.room != room]
        held = [entry for entry in held if entry.room not in {home.room for home in others}]
        held += [replace(home, group=ELSEWHERE, order=BEFORE_HELP) for home in others]
    held.sort(key=lambda entry: entry.order)
    urls = [reverse(entry.url_name, args=entry.args) for entry in held]
    here = max((url for url in urls if path.startswith(url)), key=len, default="")
    groups: dict[str, list[Line]] = {}
    for entry, url in zip(held, urls, strict=True):
        line = Line(entry.label, entry.icon, url, url == here, entry.folded)
        groups.setdefault(entry.group, []).append(line)
    return list(groups.items())


def _is_for(entry: Entry, roles: Collection[str]) -> bool:
    is_of_site = entry.site in ("", settings.HENGXIAN_SITE)
    return is_of_site and (not entry.roles or bool(entry.roles & set(roles)))


def _room_at(homes: list[Entry], path: str) -> str:
    """The room that the path lies in; outside of all, the first."""
    return next((home.room for home in homes if path.startswith(reverse(home.url_name))), homes[0].room)
