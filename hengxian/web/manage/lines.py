"""Which of his hotlines a manager looks at: the one in the address, else the first he is posted at."""

from django.http import HttpRequest

from hengxian.hotline import postings
from hengxian.hotline.models import Hotline
from hengxian.kernel.refusals import NotThere
from hengxian.web.acting.visitor import Visitor


def lines_of(visitor: Visitor) -> list[Hotline]:
    """The hotlines he works for, in order."""
    return list(Hotline.objects.filter(pk__in=postings.hotlines_of(visitor.actor.person)).order_by("pk"))


def line_at(request: HttpRequest, visitor: Visitor) -> Hotline:
    """The hotline looked at (`?hotline=`). NotThere for one he does not work for."""
    lines = lines_of(visitor)
    wanted = request.GET.get("hotline") or request.POST.get("hotline")
    found = [line for line in lines if not wanted or str(line.pk) == wanted]
    if not found:
        raise NotThere("没有这条热线，或者您不在该热线任职")
    return found[0]
