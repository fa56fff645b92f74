"""The side menu: each room adds its entries when it is loaded, and everybody sees those of his roles."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One line: `roles` are role ids, none of them meaning everybody who is signed in; `icon` a bootstrap icon.

    A line with a `site` stands only there.
    """

    label: str
    icon: str
    url_name: str
    group: str = ""
    roles: frozenset[str] = frozenset()
    order: int = 100
    args: tuple[str, ...] = ()
    site: str = ""


@dataclass(frozen=True)
class Line:
    """An entry as shown."""

    label: str
    icon: str
    url: str
    is_here: bool


_entries: list[Entry] = []


def add(*entries: Entry) -> None:
    """Add entries; called from a room's `AppConfig.ready`. An entry added twice stands once."""
    _entries.extend(entry for entry in entries if entry not in _entries)


def shown_to(roles: Collection[str], path: str) -> list[tuple[str, list[Line]]]:
    """The lines by group, in order; the line with the longest address that begins `path` is where one is."""
    here = (entry for entry in _entries if entry.site in ("", settings.HENGXIAN_SITE))
    entries = sorted((e for e in here if not e.roles or e.roles & set(roles)), key=lambda entry: entry.order)
    urls = [reverse(entry.url_name, args=entry.args) for entry in entries]
    open_now = max((url for url in urls if path.startswith(url)), key=len, default="")
    groups: dict[str, list[Line]] = {}
    for entry, url in zip(entries, urls, strict=True):
        groups.setdefault(entry.group, []).append(Line(entry.label, entry.icon, url, url == open_now))
    return list(groups.items())
