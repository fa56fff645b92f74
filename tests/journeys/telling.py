"""The file as it grows, and the days on which it does."""

from datetime import date, datetime, timedelta
from pathlib import Path

from hengxian.certification.models import Application, Case, Certificate
from hengxian.cli.showcase import audit, story
from tests.certification.walks.whole import BEGAN
from tests.journeys.stage import Stage

SIGNED = {"method": "图形签名"}


class Story:
    """The file as it grows, and the days on which it does."""

    def __init__(self, stage: Stage, export: Path, register: str) -> None:
        """Nothing has happened yet but the body's own settling."""
        self.stage, self.export, self.register = stage, export, register
        self.days = story.Calendar(BEGAN)
        self.first = audit.next_working(self.days.at(22).date())

    def on(self, day: int | date, hour: int = 10) -> datetime:
        """The clock set to an hour of the n-th day, or of a date."""
        self.stage.at = self.days.at(day, hour) if isinstance(day, int) else self.days.on(day, hour)
        return self.stage.at

    def after(self, days: int, hour: int = 10) -> datetime:
        """The clock set so many days after the first day on site."""
        return self.on(self.first + timedelta(days=days), hour)

    @property
    def application(self) -> Application:
        return Application.objects.get(for_recertification_of=None)

    @property
    def case(self) -> Case:
        return Case.objects.get(application=self.application)

    @property
    def certificate(self) -> Certificate:
        return Certificate.objects.get(case=self.case)

    @property
    def public(self) -> str:
        """What the register says today of the certificate, in one word, on a telephone."""
        street = self.stage.street(self.register)
        street.resize("phone")
        word = street.open(f"/c/{self.certificate.number}").inner_text(".verdict-word")
        street.page.context.close()
        return str(word)
