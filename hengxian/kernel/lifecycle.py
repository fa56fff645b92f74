"""Lifecycles: which act leads from which state to which, who may do it, what it needs, and who may not.

A lifecycle is a table. Its four readers are the one function that moves a record (`journal.enact`), the
buttons of a page, the moves the API lists, and the generated manual.

A state is a status, alone or with a marker (`有效`, `有效+拟暂停`): the marker says what is under way while
the status still holds. In a row of the table

    有效            the status without a marker          =            status and marker stay
    有效+拟暂停     with just this marker                =+拟暂停     the status stays, the marker is set
    有效+*          whatever the marker                  =+           the status stays, the marker goes
    —               not there yet
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow, Refused

NEW = "—"
Kind = Literal["规则步骤", "条例要求", "辅助"]


class State(NamedTuple):
    """Where a record stands: its status, and the marker of what is under way."""

    status: str
    marker: str = ""

    def __str__(self) -> str:
        """As written in a table."""
        return f"{self.status}+{self.marker}" if self.marker else self.status

    @classmethod
    def of(cls, text: str) -> "State":
        """Read from a table."""
        status, _, marker = text.partition("+")
        return cls(status, marker)


@dataclass(frozen=True)
class Ask:
    """One thing the acting person has to say. `type` is a field type of the forms (text, date, files …)."""

    id: str
    label: str
    type: str = "text"
    required: bool = True
    options: tuple[str, ...] = ()
    note: str = ""
    unit: str = ""
    clause: str = ""


@dataclass(frozen=True)
class Move:
    """A row: `by` names roles or duties in the case, `needs` conditions, `apart` acts and ties that bar a person.

    An `apart` entry with a dot (`case.approve_plan`) is an act somebody did; one without is a tie (`team`).
    """

    verb: str
    label: str
    sources: tuple[State, ...]
    targets: tuple[State, ...]
    by: tuple[str, ...]
    asks: tuple[Ask, ...] = ()
    needs: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    clause: str = ""
    kind: Kind = "规则步骤"

    def starts_from(self, state: State) -> bool:
        """Whether the row may be used in that state."""
        return any(
            source.status == state.status and source.marker in (state.marker, "*") for source in self.sources
        )

    def leads_to(self, state: State, to: str | None = None) -> State:
        """The state after the act; `to` chooses among several targets by status. ValueError for no such target."""
        target = self._target(to)
        if target.status != "=":
            return target
        return State(state.status, state.marker if target == State("=") else target.marker.strip("-"))

    def _target(self, to: str | None) -> State:
        if to is None and len(self.targets) == 1:
            return self.targets[0]
        for target in self.targets:
            if target.status == to:
                return target
        raise ValueError(f"{self.verb}: one of {self.targets} has to be chosen, not {to}")


def move(
    verb: str,
    label: str,
    way: str,
    *,
    by: str,
    asks: tuple[Ask, ...] = (),
    needs: str = "",
    apart: str = "",
    clause: str = "",
    kind: Kind = "规则步骤",
) -> Move:
    """A row as it reads in a table: `move("accept", "受理", "已提交 已补充 → 已受理", by="clerk", …)`."""
    left, _, right = way.partition("→")
    return Move(
        verb=verb,
        label=label,
        sources=tuple(map(State.of, left.split())),
        targets=tuple(_target(text) for text in right.split()),
        by=tuple(by.split()),
        asks=asks,
        needs=tuple(needs.split()),
        apart=tuple(apart.split()),
        clause=clause,
        kind=kind,
    )


def _target(text: str) -> State:
    # "=+" clears the marker and "=" keeps it: the dash tells them apart once the text is split.
    return State("=", "-") if text == "=+" else State.of(text)


@dataclass(frozen=True)
class Standing:
    """What ties a person to one record: duties that entitle, and involvements that may bar, each with its reason."""

    duties: frozenset[str] = frozenset()
    ties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Lifecycle:
    """The table of one kind of record. Content may be amended only in the `editable` statuses."""

    kind: str
    label: str
    moves: tuple[Move, ...]
    editable: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a table that lists a verb twice (ValueError)."""
        verbs = [row.verb for row in self.moves]
        if len(set(verbs)) < len(verbs):
            raise ValueError(f"{self.kind}: a verb stands twice in the table")

    def __iter__(self) -> Iterator[Move]:
        """The rows in order."""
        return iter(self.moves)

    def row(self, verb: str) -> Move:
        """The row of a verb. KeyError if there is none."""
        return {row.verb: row for row in self.moves}[verb]

    def moves_from(self, state: State) -> tuple[Move, ...]:
        """The rows that start from a state, in order."""
        return tuple(row for row in self.moves if row.starts_from(state))

    def check_state(self, verb: str, state: State) -> Move:
        """The row, if its act may be done in that state. NotNow otherwise."""
        row = self.row(verb)
        if not row.starts_from(state):
            wanted = "、".join(str(source) for source in row.sources)
            first = self.first_towards(row, state)
            missing = f"；还缺的第一步：{first.label}" if first else ""
            raise NotNow(f"{self.label}现为“{state}”，不能{row.label}；须为：{wanted}{missing}", row.clause)
        return row

    def first_towards(self, row: Move, state: State) -> Move | None:
        """The first act, in the order of the table, on a way to a state that the row starts from; None for no way."""
        ways = (step for step in self.moves_from(state) if step.kind != "辅助")
        return next((step for step in ways if row in self._after(step, state)), None)

    def _after(self, step: Move, state: State) -> list[Move]:
        # Every row that can be reached once the step is done, without coming back to the state itself.
        seen, waiting = {state}, [step.leads_to(state, each.status) for each in step.targets]
        found: list[Move] = []
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                rows = self.moves_from(place)
                found += rows
                waiting += [each.leads_to(place, to.status) for each in rows for to in each.targets]
        return found


def check_person(row: Move, roles: Collection[str], standing: Standing) -> None:
    """Refuse whoever has not the role or duty, or is barred by an earlier act or a tie (NotAllowed)."""
    if not set(row.by) & (set(roles) | standing.duties | {"anyone"}):
        raise NotAllowed(f"没有“{row.label}”的权限", row.clause)
    for reason in (standing.ties[tie] for tie in row.apart if tie in standing.ties):
        raise NotAllowed(f"不能“{row.label}”：{reason}", row.clause)


def check_facts(row: Move, facts: Mapping[str, object]) -> None:
    """Refuse an act that leaves a required fact out, naming all that lack (Incomplete)."""
    lacking = [ask for ask in row.asks if ask.required and not _is_said(ask, facts.get(ask.id))]
    if lacking:
        names = "、".join(ask.label for ask in lacking)
        raise Incomplete(f"{row.label}还缺：{names}", row.clause, tuple(ask.id for ask in lacking))


def _is_said(ask: Ask, value: object) -> bool:
    # 0 and 否 are answers; a declaration that is not ticked is none.
    if ask.type == "declaration":
        return value is True
    return value is not None and value != "" and value != () and value != []


__all__ = [
    "NEW", "Ask", "Incomplete", "Kind", "Lifecycle", "Move", "NotAllowed", "NotNow", "Refused", "Standing",
    "State", "check_facts", "check_person", "move",
]  # fmt: skip
