"""What a decision adds to the common pages: the limits that run on its case."""

from collections.abc import Iterable
from datetime import datetime

from hengxian.certification.models import Case
from hengxian.certification.queries.limits import clocks_of_case
from hengxian.records.clocks import Clock
from hengxian.web.acting.limits import clocks_of


@clocks_of("case")
def limits(case: Case, at: datetime) -> Iterable[Clock]:
    """The notice of each decision, and the correction that a conditional one waits for."""
    return clocks_of_case(case, at)
