"""What the API takes and gives, as typed shapes."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema


class Problem(Schema):
    """Why something was refused: one sentence, the clause it rests on, the facts at fault, what others changed."""

    sentence: str
    clause: str = ""
    fields: dict[str, str] = Field(default_factory=dict)
    changes: list[str] = Field(default_factory=list)


class Item(Schema):
    """A record in a list."""

    kind: str
    id: int
    heading: str
    status: str = ""
    marker: str = ""
    version: int
    values: dict[str, str]


class Items(Schema):
    """One page of a list; `after` asks for the next one, empty on the last."""

    items: list[Item]
    after: str


class Limit(Schema):
    """A limit of time that runs on a record."""

    name: str
    clause: str
    due_on: date | None
    standing: str
    note: str


class Paper(Schema):
    """A file or letter that hangs on a record."""

    reference: str
    name: str
    category: str
    size: int
    sha256: str
    sm3: str
    received_at: datetime


class Detail(Item):
    """One record with its facts, limits and papers."""

    facts: dict[str, str]
    limits: list[Limit]
    papers: list[Paper]
    registers: list[str]


class Question(Schema):
    """A fact that an act asks for; a grid has `columns`."""

    id: str
    label: str
    type: str
    required: bool
    options: list[str]
    choices: list[tuple[str, str]]
    columns: list[str]


class Offered(Schema):
    """An act from the record's state, and what bars it (empty: nothing known)."""

    verb: str
    label: str
    clause: str
    kind: str
    refusal: str
    asks: list[Question]


class Saying(Schema):
    """The facts of an act, and the version of the record that was seen. Files are given by reference (`file:12`)."""

    version: int | None = None
    facts: dict[str, Any] = Field(default_factory=dict)


class Starting(Schema):
    """A record to be begun: by which verb, under which record (none for one that stands alone), with which facts."""

    verb: str
    parent_kind: str = ""
    parent_id: int = 0
    facts: dict[str, Any] = Field(default_factory=dict)


class Writing(Schema):
    """A row for a register: its subject, its columns, its evidence by reference; `number` and `version` to revise."""

    number: int | None = Field(None, ge=1, le=2**31 - 1)
    subject: str = ""
    facts: dict[str, Any] = Field(default_factory=dict)
    evidence: list[str] = Field(default_factory=list)
    version: int | None = None


class RegisterLine(Schema):
    """A row of a register as this account may see it."""

    number: int
    subject: str
    version: int
    values: dict[str, str]
    evidence: list[str]
    writer: str
    written_at: datetime


class Told(Schema):
    """One line of a record's timeline."""

    sequence: int
    at: str
    actor: str
    label: str
    from_state: str
    to_state: str
    reason: str
