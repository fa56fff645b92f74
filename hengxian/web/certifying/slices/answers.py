"""Answers to the asks that only certification has: grounds of chapter 8, steps of its process."""

from hengxian.kernel.lifecycle import Move
from hengxian.records.edition import pack
from hengxian.web.acting.asking import Pairs, answers_of_type
from hengxian.web.acting.visitor import Visitor

# Grounds are offered by the status they lead to.
GROUNDS = {
    "propose_suspension": "8.2.1", "investigate": "8.2.2", "find_deregistration": "8.2.3",
    "conclude_surveillance": "8.2",
}  # fmt: skip


@answers_of_type("ground")
def grounds(row: Move, visitor: Visitor) -> Pairs:
    """The grounds for the status that the act leads to."""
    found = pack().statuses.grounds_of(GROUNDS.get(row.verb, "8.2"))
    return [(ground.id, f"{ground.id} {ground.text}") for ground in found]


@answers_of_type("step")
def steps(row: Move, visitor: Visitor) -> Pairs:
    """The steps that the rule itself has."""
    return [(step.id, step.name) for step in pack().process.steps if step.kind == "规则步骤"]
