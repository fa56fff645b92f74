"""A case is closed only when its archive is complete (条例 21)."""

from hengxian.certification.archive.contents import lacking
from hengxian.certification.models import Case
from hengxian.journal.conditions import Act, condition

MOST_NAMED = 5


@condition
def archive_complete(case: Case, act: Act) -> str | None:
    """None when every step, paper and file is there; else the first few that are not, and how many in all."""
    missing = lacking(case)
    if not missing:
        return None
    more = f"……共 {len(missing)} 项" if len(missing) > MOST_NAMED else ""
    return f"案卷尚不齐全：{'；'.join(missing[:MOST_NAMED])}{more}"
