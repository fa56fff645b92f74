"""The certificate of chapter 7: one page to hang on a wall, an annex with the evaluation information."""

from .facts import Certificate, English, Holder, Site
from .page import certificate_pdf
from .publicity import publicity_statement
from .results import ResultLine, evaluation_results

__all__ = [
    "Certificate",
    "English",
    "Holder",
    "ResultLine",
    "Site",
    "certificate_pdf",
    "evaluation_results",
    "publicity_statement",
]
