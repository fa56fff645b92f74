"""Conditions of the file: it is closed only when complete (条例 21), and moved only to another edition (A-2)."""

from hengxian.certification.archive.contents import lacking
from hengxian.certification.models import Case
from hengxian.journal.conditions import Act, condition
from hengxian.records.edition import edition_name

MOST_NAMED = 5


@condition
def archive_complete(case: Case, act: Act) -> str | None:
    """None when every step, paper and file is there; else the first few that are not, and how many in all."""
    missing = lacking(case)
    if not missing:
        return None
    more = f"……共 {len(missing)} 项" if len(missing) > MOST_NAMED else ""
    return f"案卷尚不齐全：{'；'.join(missing[:MOST_NAMED])}{more}"


@condition
def another_edition(case: Case, act: Act) -> str | None:
    """There is nothing to move to while the case is judged by the edition in use."""
    return "本案所用的就是现行版次" if case.rule_edition == edition_name() else None
