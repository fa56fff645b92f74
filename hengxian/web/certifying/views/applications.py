"""The application form on paper, for signing by the applicant and for the file."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hengxian.certification.applying import appendix
from hengxian.certification.letterhead import body_at
from hengxian.records.documents.forms import form_paper
from hengxian.records.documents.pdf import to_pdf
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in


@require_safe
@signed_in
def printed(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Appendix A as it is filled in now, A4."""
    application = KINDS["application"].one(visitor, pk)
    parts = [(appendix.form(part), appendix.nested(application, part)) for part in appendix.PARTS]
    paper = form_paper(
        "认证申请书（附录A）",
        application.number,
        visitor.on,
        body_at(visitor.on),
        parts,
        clauses=("附录A", "6.1.2.1"),
    )
    answer = HttpResponse(to_pdf(paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="application-{application.pk}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
