"""The tables of certification: what may follow what, by whom, with what, and apart from whom."""

from hengxian.certification.lifecycles.appeal import APPEAL
from hengxian.certification.lifecycles.application import APPLICATION
from hengxian.certification.lifecycles.case import CASE
from hengxian.certification.lifecycles.certificate import CERTIFICATE
from hengxian.certification.lifecycles.complaint import COMPLAINT
from hengxian.certification.lifecycles.evaluation_report import EVALUATION_REPORT
from hengxian.certification.lifecycles.nonconformity import NONCONFORMITY

ALL = (APPLICATION, CASE, EVALUATION_REPORT, NONCONFORMITY, CERTIFICATE, APPEAL, COMPLAINT)

__all__ = [
    "ALL", "APPEAL", "APPLICATION", "CASE", "CERTIFICATE", "COMPLAINT", "EVALUATION_REPORT", "NONCONFORMITY",
]  # fmt: skip
