"""Certificate statuses (8.1), the grounds that lead to them, and the procedures in order (8.3)."""

from typing import Literal

from hengxian.standard.model.node import ClauseId, Entry, Name, Node, Register, Text

StatusName = Literal["有效", "暂停", "撤销", "注销"]
Outcome = Literal["有效", "暂停", "撤销", "注销", "受理", "批准认证", "有条件批准认证", "不予批准认证"]


class Status(Entry):
    """One of the four stored statuses, as printed in 8.1."""

    id: StatusName
    clause: ClauseId
    text: Text
    note: Text | None = None


class Ground(Entry):
    """A printed ground; the id is its clause. `evidence` is what an act on it must show (ours).

    `reads_as` redirects a ground printed twice (T26) to the clause that holds.
    """

    id: ClauseId
    text: Text
    outcome: Outcome
    evidence: Text
    reads_as: ClauseId | None = None
    note: Text | None = None


class ProcedureStep(Entry):
    """A numbered step of 8.3; the order of printing is the order of acting."""

    id: ClauseId
    verb: Name
    name: Text
    text: Text


class Procedure(Entry):
    """The way to one status."""

    id: ClauseId
    name: Text
    outcome: StatusName
    steps: tuple[ProcedureStep, ...]


class StatusBook(Node):
    """Statuses, grounds by clause, procedures."""

    statuses: Register[Status]
    grounds: Register[Ground]
    procedures: Register[Procedure]

    def grounds_of(self, clause: str) -> tuple[Ground, ...]:
        """The grounds printed under a clause, such as 8.2.1."""
        return tuple(ground for ground in self.grounds if ground.id.startswith(clause + "."))
