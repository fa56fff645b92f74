"""Nonconformities as a report prints them."""

from hengxian.certification.models import Case
from hengxian.journal import chain
from hengxian.journal.models.recorded import plain

PRINTED = ("number", "clause", "requirement", "facts", "evidence", "grade", "grade_reason", "due_on")


def findings_digest(case: Case) -> str:
    """What the nonconformities of a report say; it changes with any that is regraded or withdrawn."""
    standing = case.nonconformities.exclude(status="已撤销").order_by("number")
    return chain.digest({"nonconformities": plain(list(standing.values_list(*PRINTED)))})
