"""The kinds of record at the body, in the order of its process; loading registers them."""

from hengxian.web.acting import kinds
from hengxian.web.certifying.kinds.applications import APPLICATION
from hengxian.web.certifying.kinds.cases import CASE, EVALUATION_REPORT, NONCONFORMITY
from hengxian.web.certifying.kinds.certificates import APPEAL, CERTIFICATE, COMPLAINT
from hengxian.web.certifying.kinds.clients import HOTLINE, ORGANISATION, PERSON

kinds.register(
    "body",
    APPLICATION, CASE, EVALUATION_REPORT, NONCONFORMITY, CERTIFICATE, APPEAL, COMPLAINT, ORGANISATION, HOTLINE, PERSON,
)  # fmt: skip
