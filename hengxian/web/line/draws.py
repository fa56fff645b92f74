"""The whole draw of a follow-up plan as a file, done again line by line: anybody can compare it (10.4.1.1)."""

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from hengxian.hotline.following_up.drawing import again
from hengxian.hotline.models import FollowUpPlan
from hengxian.web.acting.exporting import note_export
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in

HEAD = "工单编号,SHA-256,应列入,已列入,服务对象要求不回访"
SAID = {True: "是", False: "否"}


@require_safe
@signed_in
def redraw(request: HttpRequest, visitor: Visitor, pk: int) -> StreamingHttpResponse:
    """Numbers and digests only; who took it is in the journal."""
    plan: FollowUpPlan = KINDS["followup_plan"].one(visitor, pk)
    note_export(visitor, {"list": "followup_draw", "plan": plan.pk, "seed": plan.seed})
    answer = StreamingHttpResponse(_lines(plan), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="draw-{plan.pk}-{plan.seed}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _lines(plan: FollowUpPlan) -> Iterator[str]:
    yield f"\ufeff{HEAD}\r\n"
    for line in again(plan):
        told = (line.is_drawn, line.is_listed, line.is_spared)
        yield f"{line.number},{line.mark},{','.join(SAID[each] for each in told)}\r\n"
