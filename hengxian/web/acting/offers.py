"""What a person may do with a record now, and why not the rest: read from the same table that the act obeys."""

from dataclasses import dataclass
from typing import Any, NoReturn

from hengxian.journal.conditions import Act, Condition, condition_called, standing
from hengxian.journal.models import Lived
from hengxian.kernel.lifecycle import Lifecycle, Move, Standing, check_person
from hengxian.kernel.refusals import NotAllowed, NotNow
from hengxian.web.acting.visitor import Visitor


@dataclass(frozen=True)
class Offer:
    """One act from the record's state: free, or barred with the reason."""

    move: Move
    reasons: tuple[str, ...] = ()

    @property
    def refusal(self) -> str:
        """What bars it, as one text; empty when nothing known so far does."""
        return "；".join(self.reasons)


class _NotSaid(Exception):
    """A condition asked for a fact that nobody has given yet."""


class Unsaid(dict[str, Any]):
    """The facts of an act before its form is filled in; looking one up ends the look ahead."""

    def __getitem__(self, key: str) -> NoReturn:
        """Nothing has been said."""
        raise _NotSaid(key)

    def get(self, key: str, default: Any = None) -> NoReturn:
        """Nothing has been said."""
        raise _NotSaid(key)


def offers(record: Lived, visitor: Visitor) -> list[Offer]:
    """The acts of the record's state that are this person's to do, each free or with what bars it."""
    ties = standing(record, visitor.actor)
    rows = [row for row in record.lifecycle.moves_from(record.state) if is_entitled(row, visitor, ties)]
    return [Offer(row, _barred(record, row, visitor, ties)) for row in rows]


def is_entitled(row: Move, visitor: Visitor, ties: Standing) -> bool:
    """Whether role or duty make the act the person's, leaving aside what may bar him."""
    return bool(set(row.by) & (visitor.actor.roles | ties.duties | {"anyone"}))


def is_open_to(row: Move, visitor: Visitor, ties: Standing) -> bool:
    """Whether the person may do the act as far as persons go."""
    try:
        check_person(row, visitor.actor.roles, ties)
    except NotAllowed:
        return False
    return True


def _barred(record: Lived, row: Move, visitor: Visitor, ties: Standing) -> tuple[str, ...]:
    try:
        check_person(row, visitor.actor.roles, ties)
    except NotAllowed as refusal:
        return (str(refusal),)
    return tuple(_lacking(record, row, Act(row.verb, visitor.actor, visitor.at, Unsaid())))


def _lacking(record: Lived, row: Move, act: Act) -> list[str]:
    lacking = []
    for name in row.needs:
        try:
            lacking.append(_condition(name)(record, act) or "")
        except _NotSaid:
            continue
        except NotNow as refusal:
            lacking.append(str(refusal))
    return [sentence for sentence in lacking if sentence]


def _condition(name: str) -> Condition:
    try:
        return condition_called(name)
    except KeyError:  # the act itself will fail loudly; the page must still open
        return lambda record, act: f"系统没有“{name}”这一条件，请报告系统管理员"


def label_of(lifecycle: Lifecycle, verb: str) -> str:
    """The verb as people read it."""
    return lifecycle.row(verb).label
