"""The registers (台账) as tables: every record that is neither a form of the rule nor has a lifecycle of its own."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from hengxian.standard.model.node import ClauseId, Count, Entry, Name, Node, Register, Text, Yes
from hengxian.standard.model.parameters import ParameterId

BoundKind = Literal[
    "application", "case", "certificate", "complaint", "appeal", "organisation", "person", "body", "hotline",
    "assessment",
]  # fmt: skip
Sensitivity = Literal["公开", "内部", "敏感", "核心"]
FieldType = Literal[
    "text", "long_text", "date", "datetime", "count", "number", "percent", "points", "choice", "choices",
    "yes_no", "declaration", "person", "name", "phone", "email", "clause", "clauses", "leaf", "leaves", "entry",
    "seat",
]  # fmt: skip
SubjectKind = Literal["clause", "leaf", "person", "choice", "key", "entry"]
GapKind = Literal[
    "expires", "missing", "review", "evidence", "empty", "uncovered", "each_of", "at_least", "open", "below",
    "late", "cycle", "sums", "fewer", "lapsed",
]  # fmt: skip
# Beside person fields, `apart` and `by_oneself` may name whoever wrote the row, and the person it is about
# or belongs to.
WRITER, SUBJECT = "writer", "subject"
# Among leaves: those of 13.1.2, which stand outside the tree of the composite.
IMPROVEMENT = "improvement"


class When(Node):
    """A field that another one calls for: it is needed when `field` holds one of `among`."""

    field: Name
    among: tuple[Text, ...]


class RegisterField(Entry):
    """A column. `sensitivity` is 内部 when absent; `special` marks 敏感个人信息 by its kind (G-21).

    `since` names a date or instant of the same row that this one must not precede; `past` says that it
    must not lie after the day of writing. `sees` narrows the roles that may see the column.
    `of` names a register: of an `entry` the one whose rows' subjects may be named, of a person the one in
    which he must have a row. `own` wants that person himself to fill it in; `apart_from` are person columns,
    or `writer`, whose person he may not be. `impersonal` refuses telephones, identity numbers, plates, bank
    cards and mail addresses. `computed` names the function that fills the column: nobody types it.
    `stays`: a yes is not taken back by whoever revises the row.
    """

    id: Name
    label: Text
    type: FieldType
    required: Yes
    required_when: When | None = None
    options: tuple[Text, ...] = ()
    unit: Text | None = None
    since: Name | None = None
    past: Yes | None = None
    sensitivity: Sensitivity | None = None
    special: Literal["健康", "未满十四周岁", "金融", "行踪"] | None = None
    sees: tuple[Name, ...] = ()
    of: Name | None = None
    own: Yes | None = None
    apart_from: tuple[Name, ...] = ()
    computed: Name | None = None
    impersonal: Yes | None = None
    stays: Yes | None = None
    clause: ClauseId | None = None
    note: Text | None = None

    @property
    def level(self) -> Sensitivity:
        """The sensitivity that holds."""
        return self.sensitivity or "内部"


class SubjectChoice(Entry):
    """One of the things a row of the register may be about."""

    id: Text
    name: Text


class Subject(Node):
    """What a row is about. `unique`: once in the register (`row`), once for each writer, or as often as needed.

    `among` narrows clauses to those that are, or stand under, the ids named, and leaves to `judged` or
    `measured` ones, or to those of 13.1.2 (`improvement`); it is empty where all of
    13.1.1 are meant. `choices` are the things of a `choice`; `of` is the register whose subjects an `entry`
    may be about.
    """

    kind: SubjectKind
    label: Text
    unique: Literal["row", "row_and_writer", "no"]
    among: tuple[Text, ...] = ()
    choices: Register[SubjectChoice] = Register[SubjectChoice](())
    of: Name | None = None


class Evidence(Node):
    """How many pieces of evidence a row needs; without them it is refused at once (writing), or a gap (later).

    `types` are the media types a file among them may have; any that is taken in when absent.
    """

    at_least: Count
    by: Literal["writing", "later"]
    types: tuple[Text, ...] = ()


class GapRule(Node):
    """One way in which a register lacks something, by a named kind; nothing here is an expression.

    expires: the date in `field` has passed, or will within `number` days · missing: `field` is empty ·
    review: the review is overdue · evidence: fewer pieces than the register asks · empty: no row at all ·
    uncovered: a subject has no row · each_of: a value of `among` (all options when empty) occurs in no
    row's `field` · at_least: fewer than `number` rows · open: a row's `field` holds a value of `among` ·
    below: `field` lies under the constant `limit` of the rule · late: the date in `field` has passed and
    `unless` is still empty · cycle: since the newest `field` (of each subject, unless that is a key) more
    months have passed than `number` or the open parameter says; nothing while that is unset · sums: the
    figures of `field` of one subject do not add up to `number` · fewer: fewer than `number` choices in `field` ·
    lapsed: the entry that `field` names is not in force.
    """

    kind: GapKind
    field: Name | None = None
    among: tuple[Text, ...] = ()
    number: Count | None = None
    limit: Name | None = None
    unless: Name | None = None
    parameter: ParameterId | None = None
    clause: ClauseId | None = None


class Effect(Node):
    """Rows of one subject follow each other: in force is the newest begun, while it has not ended.

    `starts` and `ends` are date columns; `when` narrows it to rows in a certain state, such as 已批准.
    """

    starts: Name
    ends: Name | None = None
    when: When | None = None


class Lock(Node):
    """Once `field` holds one of `among`, a row changes only in the columns `but`; its evidence stays.

    `by_act`: those values come from an act alone, which writes the row itself; a hand that chooses one is refused.
    """

    field: Name
    among: tuple[Text, ...]
    but: tuple[Name, ...] = ()
    by_act: bool = False


class FirstRow(Node):
    """A row that a new register starts with, for people to look at and complete."""

    subject: Text | None = None
    facts: Mapping[Name, Text]


class RegisterTable(Entry):
    """A register: its columns, who writes and sees it, when, and what makes a gap in it.

    `bound` lists the kinds of record a row may belong to. `writes` and `sees` name roles, or duties in
    the case (`team_lead`, `team`, `client`; `self` is the person it belongs to). `stage` lists the states
    of the case or application in which rows are written; none means always. `by_oneself` is a person
    field that must be the writer; `apart` are person fields whose persons may not write or revise the
    row; `writer` there bars whoever wrote it from revising it, `subject` the person it is about, and a tie
    (`client`, `complained_of`) whoever has it to the record. `steps` are the steps of the process it is the
    record of. `review` is in months. `parameters` must be set before a row can be written.
    `about` narrows whose books of persons must be kept: holders of these roles; none means everybody's.
    """

    id: Name
    title: Text
    group: Text
    part: Literal["A", "B", "D"]
    kind: Literal["规则步骤", "条例要求", "辅助"]
    clauses: tuple[ClauseId, ...] = ()
    source: Text | None = None
    steps: tuple[Name, ...] = ()
    bound: tuple[BoundKind, ...]
    subject: Subject | None = None
    writes: tuple[Name, ...]
    sees: tuple[Name, ...]
    stage: tuple[Text, ...] = ()
    by_oneself: Name | None = None
    apart: tuple[Name, ...] = ()
    append_only: Yes
    review: Count | None = None
    effect: Effect | None = None
    lock: Lock | None = None
    parameters: tuple[ParameterId, ...] = ()
    about: tuple[Name, ...] = ()
    fields: Register[RegisterField]
    evidence: Evidence | None = None
    gaps: tuple[GapRule, ...] = ()
    first_rows: tuple[FirstRow, ...] = ()
    note: Text | None = None

    @cached_property
    def person_fields(self) -> tuple[RegisterField, ...]:
        """The columns that hold a person known to the system."""
        return tuple(field for field in self.fields if field.type == "person")

    def field(self, field_id: str) -> RegisterField:
        """A column by id. Raises KeyError."""
        return self.fields[field_id]

    def by_hand(self, field: RegisterField) -> tuple[str, ...]:
        """The options of a column that a hand may choose: all but those that only an act leaves in a row."""
        lock = self.lock
        acts = lock.among if lock and lock.by_act and lock.field == field.id else ()
        return tuple(option for option in field.options if option not in acts)
