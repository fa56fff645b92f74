"""The cross-checks of a pack, one subject a file, run in this order."""

from collections.abc import Iterator

from hengxian.standard.checks import (
    alike,
    clause_order,
    identities,
    measuring,
    parameters_unset,
    printed_figures,
    process_order,
    references,
    registers,
    sheets_complete,
    weights,
)
from hengxian.standard.finding import Finding
from hengxian.standard.model.pack import Pack

CHECKS = (
    weights.check,
    identities.check,
    clause_order.check,
    references.check,
    sheets_complete.check,
    alike.check,
    process_order.check,
    measuring.check,
    parameters_unset.check,
    printed_figures.check,
    registers.check,
)


def cross_check(pack: Pack) -> Iterator[Finding]:
    """Everything that contradicts something else in the pack."""
    for check in CHECKS:
        yield from check(pack)
