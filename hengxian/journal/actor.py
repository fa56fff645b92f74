"""Who acts: a natural person, signed in with one account, in the roles it was granted."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Actor:
    """`person` is the natural person's id: separation of duties counts persons, never accounts."""

    person: int
    account: int
    name: str
    roles: frozenset[str] = field(default=frozenset())
    organisation: int | None = None
