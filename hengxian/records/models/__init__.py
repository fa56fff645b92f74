"""The records that are stored, one file each."""

from hengxian.records.models.document import Document, DocumentStep
from hengxian.records.models.job import Job
from hengxian.records.models.notice import Mail, Notice, NoticeSeen
from hengxian.records.models.parameter_value import ParameterValue
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.models.webhook import Delivery, Webhook

__all__ = [
    "Delivery",
    "Document",
    "DocumentStep",
    "Job",
    "Mail",
    "Notice",
    "NoticeSeen",
    "ParameterValue",
    "RegisterRow",
    "StoredFile",
    "Webhook",
]
