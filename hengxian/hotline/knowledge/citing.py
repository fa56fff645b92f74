"""An answer cites an article's edition in force: so it can be traced which words the caller was told (10.2.1.1)."""

from datetime import datetime

from hengxian.hotline.knowledge.validity import Validity, validity
from hengxian.hotline.models import Article, Citation, Order
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create
from hengxian.kernel.refusals import Incomplete
from hengxian.records.clocks import SHANGHAI


def citable(pk: int | str, order: Order, at: datetime) -> Article:
    """The article, if the order may cite it. Incomplete for one of another hotline, or not in force on the day."""
    found = Article.objects.select_related("current").filter(pk=pk, hotline=order.hotline_id).first()
    if found is None:
        raise Incomplete("没有这个知识条目", "10.2.1.1", ("article",))
    standing = validity(found, at.astimezone(SHANGHAI).date())
    if standing is not Validity.IN_FORCE:
        raise Incomplete(
            f"知识条目《{found.title}》{standing}，不能引用；请改引现行有效的条目", "10.2.1.1", ("article",)
        )
    return found


def cite(order: Order, article: Article, *, by: Actor, at: datetime) -> Citation:
    """Note which edition the answer rests on."""
    told = Citation(order=order, edition=article.current, person_id=by.person, at=at)
    return create(told, by=by, at=at, verb="cite")
