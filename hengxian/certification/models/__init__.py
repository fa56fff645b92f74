"""What certification stores; everything without a lifecycle of its own is a row of a register (`records`)."""

from hengxian.certification.models.appeal import Appeal
from hengxian.certification.models.application import Application
from hengxian.certification.models.ballot import Ballot
from hengxian.certification.models.case import Case
from hengxian.certification.models.certificate import Certificate, CertificateEdition
from hengxian.certification.models.complaint import Complaint
from hengxian.certification.models.decision import Decision
from hengxian.certification.models.evaluation_report import EvaluationReport
from hengxian.certification.models.hotline import Hotline, Site
from hengxian.certification.models.member import Member
from hengxian.certification.models.nonconformity import Nonconformity
from hengxian.certification.models.publication import Publication, Written

__all__ = [
    "Appeal", "Application", "Ballot", "Case", "Certificate", "CertificateEdition", "Complaint", "Decision",
    "EvaluationReport", "Hotline", "Member", "Nonconformity", "Publication", "Site", "Written",
]  # fmt: skip
