"""A whole rule pack: everything one edition says, validated, frozen, with its identity."""

from functools import cached_property
from typing import Annotated

from pydantic import Field

from hengxian.standard.fingerprint import digest
from hengxian.standard.model.clauses import ClauseRegister
from hengxian.standard.model.conformity import ConformityCheck
from hengxian.standard.model.forms import Form
from hengxian.standard.model.interpretations import Interpretation
from hengxian.standard.model.limits import Limit, Limits
from hengxian.standard.model.matrix import Matrix
from hengxian.standard.model.names import Family
from hengxian.standard.model.node import Node, Register
from hengxian.standard.model.parameters import Parameter
from hengxian.standard.model.process import Deadline, Process
from hengxian.standard.model.registers import RegisterTable
from hengxian.standard.model.reminders import Reminder
from hengxian.standard.model.rule import Rule
from hengxian.standard.model.sheets import Sheet
from hengxian.standard.model.statuses import StatusBook
from hengxian.standard.model.tree import Tree


class Pack(Node):
    """One edition of a rule as data. Nothing in it computes; scoring and measurement read it."""

    rule: Rule
    limits: Register[Limit]
    tree: Tree
    names: Register[Family]
    sheets: Register[Sheet]
    conformity: Register[ConformityCheck]
    clauses: ClauseRegister
    process: Process
    deadlines: Register[Deadline]
    forms: Register[Form]
    statuses: StatusBook
    parameters: Register[Parameter]
    interpretations: Register[Interpretation]
    matrix: Matrix
    # On what sheet a record is noted and when somebody is reminded says nothing about what the rule asks
    # or what is scored: a better label must not make accepted results look like another edition's.
    registers: Annotated[Register[RegisterTable], Field(exclude=True)]
    reminders: Annotated[Register[Reminder], Field(exclude=True)]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the canonical JSON of this pack, its registers and reminders left out."""
        return digest(self)

    @property
    def identity(self) -> str:
        """`rule@edition#digest`, as every result and certificate carries it."""
        return f"{self.rule.id}@{self.rule.edition}#{self.fingerprint}"

    def register(self, register_id: str) -> RegisterTable:
        """A register (台账) by id. Raises KeyError when the pack has none."""
        return self.registers[register_id]

    def measuring_limits(self) -> Limits:
        """The constants measurement reads. Raises KeyError when the pack lacks one."""
        return Limits(**{name: int(self.limits[name].value) for name in Limits.__dataclass_fields__})

    def duration_of(self, deadline: Deadline) -> Limit | None:
        """The fixed length of a deadline, or None where the rule leaves it to a parameter."""
        return self.limits[deadline.limit] if deadline.limit else None
