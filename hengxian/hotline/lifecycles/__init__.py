"""The tables of hotline operations: what may follow what, by whom, with what, and apart from whom (catalogue §9)."""

from hengxian.hotline.lifecycles.appraisal import UNIT_APPRAISAL
from hengxian.hotline.lifecycles.archive import ARCHIVE_ENTRY, DISPOSAL
from hengxian.hotline.lifecycles.article import ARTICLE, GAP
from hengxian.hotline.lifecycles.assessment import ASSESSMENT
from hengxian.hotline.lifecycles.dataset import DATASET_EXPORT
from hengxian.hotline.lifecycles.followup import FOLLOWUP, FOLLOWUP_PLAN
from hengxian.hotline.lifecycles.improvement import IMPROVEMENT
from hengxian.hotline.lifecycles.order import EXEMPTION, EXTENSION, ORDER, PART
from hengxian.hotline.lifecycles.outage import OUTAGE
from hengxian.hotline.lifecycles.report import DISCLOSURE, HOTLINE_REPORT
from hengxian.hotline.lifecycles.review import REVIEW, REVIEW_PLAN
from hengxian.hotline.lifecycles.sms import SMS_GATEWAY
from hengxian.hotline.lifecycles.supervision import SUPERVISION
from hengxian.hotline.lifecycles.survey import SURVEY
from hengxian.hotline.lifecycles.typing_test import TYPING_TEST

ALL = (
    ORDER, PART, EXTENSION, EXEMPTION, SUPERVISION, FOLLOWUP_PLAN, FOLLOWUP, ARTICLE, GAP, IMPROVEMENT, ASSESSMENT,
    DATASET_EXPORT, OUTAGE, HOTLINE_REPORT, DISCLOSURE,
    ARCHIVE_ENTRY, DISPOSAL,
    REVIEW_PLAN, REVIEW,
    SURVEY,
    UNIT_APPRAISAL,
    TYPING_TEST,
    SMS_GATEWAY,
)  # fmt: skip

__all__ = [
    "ALL", "ARCHIVE_ENTRY", "ARTICLE", "ASSESSMENT", "DATASET_EXPORT", "DISCLOSURE", "DISPOSAL",
    "EXEMPTION", "EXTENSION", "FOLLOWUP", "FOLLOWUP_PLAN", "GAP", "HOTLINE_REPORT", "IMPROVEMENT", "ORDER",
    "OUTAGE", "PART", "REVIEW", "REVIEW_PLAN", "SMS_GATEWAY", "SUPERVISION", "SURVEY", "TYPING_TEST", "UNIT_APPRAISAL",
]  # fmt: skip
