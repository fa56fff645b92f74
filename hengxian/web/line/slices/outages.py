"""What may be chosen when an outage is entered (B-1)."""

from hengxian.hotline.models import Outage
from hengxian.web.acting.asking import Pairs, answers_for
from hengxian.web.acting.visitor import Visitor


@answers_for("outage", "enter", "source")
def sources(outage: Outage, visitor: Visitor) -> Pairs:
    """The tables of a dataset that can have gaps."""
    return list(Outage.SOURCES)
