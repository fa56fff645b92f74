"""What has happened so far at the invented body: one hotline on its way, another about to apply."""

from datetime import date, datetime, timedelta
from pathlib import Path

from hengxian.certification.applying.figures import dataset_of
from hengxian.certification.models import Application, Case
from hengxian.certification.telling_public import tell_public
from hengxian.cli.showcase import audit, client, decision, evaluation, people
from hengxian.journal.acting import perform

CODE = "12310000MB1X23456"  # an invented number; its check sign is computed


class Calendar:
    """The days of the story, counted from its beginning."""

    def __init__(self, began: datetime) -> None:
        self.began = began

    def at(self, n: int, hour: int = 10) -> datetime:
        """An hour of the n-th day."""
        return (self.began + timedelta(days=n)).replace(hour=hour)

    def on(self, day: date, hour: int = 9) -> datetime:
        """An hour of a date."""
        return datetime.combine(day, self.began.timetz().replace(hour=hour))


def tell(password: str, began: datetime, dataset: Path | None) -> None:
    """The first client goes as far as its data allow; the second has an account and nothing else."""
    for username, name in people.APPLICANTS.items():
        people.open_account(username, name, ("applicant",), password, began)
    days = Calendar(began)
    tell_public(by=people.actor("certificates"), at=days.at(0, 15))
    application = _apply(days, dataset)
    case = _open(application, days)
    if dataset:
        _audit(application, case, days)


def _apply(days: Calendar, dataset: Path | None) -> Application:
    hotline = client.register(_credit_code(CODE), days.at(1))
    application = client.draft(hotline, days.at(1))
    client.fill(application, days.at(2), dataset)
    application.refresh_from_db()
    perform(application, "submit", by=people.actor("applicant"), at=days.at(3))
    client.accept(application, days.at(5))
    client.agree(application, days.at(7))
    return application


def _open(application: Application, days: Calendar) -> Case:
    client.override(application, "立案", days.at(8))
    case = Case(
        application=application, organisation=application.organisation, hotline=application.hotline, type="initial"
    )  # fmt: skip
    perform(case, "open", by=people.actor("clerk"), at=days.at(8))
    return case


def _audit(application: Application, case: Case, days: Calendar) -> None:
    first = audit.next_working(days.at(22).date())
    audit.form_team(case, days.at(9))
    audit.plan(case, days.at(12), first)
    audit.review_documents(case, days.at(15))
    audit.prepare(case, days.at(18))
    client.override(case, "开展现场审核", days.at(18))
    audit.go_on_site(case, days.on(first))
    audit.look(case, days.on(first, 15))
    audit.analyse(case, days.on(first + timedelta(days=1)), dataset_of(application))
    evaluation.judge(case, days.on(first + timedelta(days=2)))
    finding = audit.conclude(case, days.on(first + timedelta(days=3)))
    evaluation.conclude(case, days.on(first + timedelta(days=3), 14))
    audit.close_on_site(case, finding, days.on(first + timedelta(days=3), 16))
    audit.correct(finding, days.on(first + timedelta(days=10)))
    _decide(case, days, first + timedelta(days=14))


def _decide(case: Case, days: Calendar, day: date) -> None:
    report = evaluation.report(case, days.on(day))
    case.refresh_from_db()
    decision.approve_reports(case, report, days.on(day, 14))
    decision.decide(case, days.on(day + timedelta(days=3)))
    report.refresh_from_db()
    decision.sign_and_tell(case, report, days.on(day + timedelta(days=4)))
    decision.certify(case, days.on(day + timedelta(days=5)))


def _credit_code(stem: str) -> str:
    from stdnum.cn import uscc  # only the showcase makes codes up

    return stem + str(uscc.calc_check_digit(stem))
