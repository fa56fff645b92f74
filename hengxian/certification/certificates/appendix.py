"""Appendix B on paper: the certificate's data, its changes, its statuses, its surveillances."""

from datetime import date

from hengxian.certification.letterhead import body_at
from hengxian.certification.models import Certificate
from hengxian.certification.queries.certificates import appendix_b
from hengxian.records.documents.forms import form_paper
from hengxian.records.documents.paper import Paper
from hengxian.records.edition import pack


def appendix_paper(certificate: Certificate, on: date) -> Paper:
    """The four tables as they stand on a day."""
    forms = pack().forms
    parts = [(forms[form], values) for form, values in appendix_b(certificate).items()]
    return form_paper("附录B 认证证书管理表", certificate.number, on, body_at(on), parts, clauses=("附录B",))
