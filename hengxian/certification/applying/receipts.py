"""The clocks of acceptance of an application: first receipt, notice, complete receipt (6.1.3, A-9, T47)."""

from datetime import date, datetime

from hengxian.certification.models import Application
from hengxian.records.acceptance import Acceptance, Receipts, acceptance_clocks
from hengxian.records.clocks import due, local_day
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of
from hengxian.standard.calendars.arrangement import state_council


def acceptance(application: Application, at: datetime) -> Acceptance | None:
    """Both clocks at an instant; None for a draft, and once the applicant has withdrawn."""
    if application.received_at is None or application.status == "已撤回":
        return None
    told = Receipts(
        application.received_at,
        application.supplement_told_at,
        application.completed_at,
        application.decided_at,
    )
    return acceptance_clocks(
        pack(), told, state_council().calendar, at=at, supplement_days=supplement_days(at)
    )


def supplement_days(at: datetime) -> int | None:
    """How long an applicant has to supplement (P-supplement), None while the body has not said."""
    setting = value_of("P-supplement", at)
    return int(setting.value) if setting else None


def review_due_on(received_at: datetime) -> date:
    """The last day of the review of what was received then. Undeterminable in an unannounced year."""
    return due(pack(), "acceptance_review", local_day(received_at), state_council().calendar).on


def supplement_due_on(told_at: datetime) -> date | None:
    """The last day of the supplement, None while P-supplement is unset. Undeterminable as above."""
    days = supplement_days(told_at)
    if days is None:
        return None
    return due(pack(), "supplement_answer", local_day(told_at), state_council().calendar, length=days).on
