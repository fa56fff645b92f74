"""单位考核 on its page: the scheme it rests on, the four figures with n, what was corrected (11.3.2)."""

from typing import Any

from hengxian.hotline.appraising import points_said, read_scheme, tally
from hengxian.hotline.models import Improvement, Unit, UnitAppraisal
from hengxian.web.acting.asking import Pairs, answers_for
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor
from hengxian.web.line.opinions import share_printed


@panel("unit_appraisal", "line/appraisal/basis.html", order=10)
def basis(appraisal: UnitAppraisal, visitor: Visitor) -> dict[str, Any]:
    """As kept when it was drawn up; a figure without n says so."""
    value = appraisal.scheme.get("value") or []
    return {
        "scheme": appraisal.scheme, "rows": value if isinstance(value, list) else [[value]],
        "figures": [(*row, share_printed(row[2], row[3])) for row in appraisal.figures],
        "scores": _scores(appraisal), "result": appraisal.result, "corrections": appraisal.corrections,
    }  # fmt: skip


def _scores(appraisal: UnitAppraisal) -> list[tuple[str, str, str]]:
    scores = tally(read_scheme(appraisal.scheme["value"]), appraisal.figures).scores
    return [(each.label, points_said(each.had), points_said(each.full)) for each in scores]


@answers_for("unit_appraisal", "draft", "unit_id")
def units(appraisal: UnitAppraisal, visitor: Visitor) -> Pairs:
    """Open units of the hotline."""
    found = Unit.objects.filter(hotline=appraisal.hotline_id, closed_on=None).order_by("name")
    return [(str(each.pk), each.name) for each in found]


@answers_for("unit_appraisal", "use", "improvement")
def plans(appraisal: UnitAppraisal, visitor: Visitor) -> Pairs:
    """Improvement plans of the hotline that are under way."""
    found = Improvement.objects.filter(hotline=appraisal.hotline_id).exclude(status="已取消").order_by("-pk")
    return [(str(each.pk), f"{each.number} {each.problem[:30]}") for each in found[:100]]
