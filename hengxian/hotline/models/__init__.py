"""What the hotline stores."""

from hengxian.hotline.models.appraisal import UnitAppraisal
from hengxian.hotline.models.archive import ArchiveEntry, ArchiveKind, Disposal, Listing
from hengxian.hotline.models.assessment import Assessment
from hengxian.hotline.models.contact import Caller, CallerType, Channel, Contact, Leg
from hengxian.hotline.models.dataset import DatasetExport, Outage
from hengxian.hotline.models.followup import FollowUp, FollowUpAttempt, FollowUpPlan
from hengxian.hotline.models.hotline import Hotline, Series
from hengxian.hotline.models.improvement import Improvement
from hengxian.hotline.models.intake import AccessKey, Knock, Link, SwitchEvent
from hengxian.hotline.models.knowledge import Article, ArticleEdition, Citation, KnowledgeGap
from hengxian.hotline.models.order import Emergency, Exclusion, Handling, Order, OrderKind
from hengxian.hotline.models.report import (
    Disclosure,
    HotlineReport,
    ReportSort,
    Schedule,
)
from hengxian.hotline.models.review import Judgement, Review, ReviewPlan
from hengxian.hotline.models.roster import Roster
from hengxian.hotline.models.sms import Sms, SmsGateway
from hengxian.hotline.models.supervision import Supervision
from hengxian.hotline.models.survey import Invitation, Opinion, Survey, SurveyAnswer
from hengxian.hotline.models.typing_test import TypingTest
from hengxian.hotline.models.unit import Designation, Duty, Matter, Posting, Unit
from hengxian.hotline.models.within import Exemption, Extension, Note, Part

__all__ = [
    "AccessKey", "ArchiveEntry", "ArchiveKind", "Article", "ArticleEdition", "Assessment", "Caller",
    "CallerType", "Channel", "Citation", "Contact", "DatasetExport", "Designation", "Disclosure",
    "Disposal", "Duty", "Emergency", "Exclusion", "Exemption", "Extension", "FollowUp", "FollowUpAttempt",
    "FollowUpPlan", "Handling", "Hotline", "HotlineReport", "Improvement", "Invitation", "Judgement",
    "Knock", "KnowledgeGap", "Leg", "Link", "Listing", "Matter", "Note", "Opinion", "Order", "OrderKind",
    "Outage", "Part", "Posting", "ReportSort", "Review", "ReviewPlan", "Roster", "Schedule", "Series",
    "Sms", "SmsGateway", "Supervision", "Survey", "SurveyAnswer", "SwitchEvent", "TypingTest", "Unit", "UnitAppraisal",
]  # fmt: skip
