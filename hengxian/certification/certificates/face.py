"""The face of a certificate: every word one edition shows (7.1, 7.2), kept as JSON and never computed again."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Face:
    """The words of one edition. Days are ISO text, empty before the issue; `results` are the nine lines of 7.2.2.

    `sites` are name and address; `settings` the body's own choices as papers print them; `english` is empty or
    holds holder, address, hotline and scope. `head` and `method` say who signed and how.
    """

    number: str
    holder: str
    address: str
    address_kind: str
    hotline: str
    place: str
    scope: str
    blocks: tuple[str, ...]
    sites: tuple[dict[str, str], ...]
    bases: tuple[dict[str, str], ...]
    auxiliary_bases: tuple[str, ...]
    rule: str
    rule_edition: str
    rule_named: str
    category: str
    field: str
    mode: str
    body: str
    approval: str
    results: tuple[dict[str, Any], ...]
    profile: str
    settings: tuple[dict[str, Any], ...] = ()
    english: dict[str, str] | None = None
    predecessor: str = ""
    issued_on: str = ""
    valid_until: str = ""
    head: str = ""
    method: str = ""

    def as_json(self) -> dict[str, Any]:
        """As an edition keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Face":
        """The face from what an edition kept."""
        known = {field.name: kept[field.name] for field in fields(cls) if field.name in kept}
        read: Any = {
            name: tuple(value) if isinstance(value, list) else value for name, value in known.items()
        }
        return cls(**read)

    @property
    def first_day(self) -> date:
        """The day of issue. ValueError before the issue."""
        return date.fromisoformat(self.issued_on)

    @property
    def last_day(self) -> date:
        """The last day of validity. ValueError before the issue."""
        return date.fromisoformat(self.valid_until)


# What a change may alter, with the entry's name in print (7.4.1, B.2).
CHANGEABLE = {
    "holder": "认证对象名称", "address": "认证对象地址", "address_kind": "地址性质", "hotline": "政府热线",
    "scope": "认证范围", "blocks": "覆盖的内容", "sites": "覆盖的场所",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One entry that differs between two editions, in words."""

    entry: str
    before: str
    after: str

    def __str__(self) -> str:
        """认证范围：甲 → 乙."""
        return f"{self.entry}：{self.before} → {self.after}"


def differences(before: Face, after: Face) -> tuple[Difference, ...]:
    """What a change altered, entry by entry."""
    return tuple(
        Difference(label, _worded(getattr(before, name)), _worded(getattr(after, name)))
        for name, label in CHANGEABLE.items()
        if getattr(before, name) != getattr(after, name)
    )


def _worded(value: Any) -> str:
    if isinstance(value, tuple):
        return "；".join(_worded(each) for each in value)
    return f"{value['name']}（{value['address']}）" if isinstance(value, dict) else str(value)
