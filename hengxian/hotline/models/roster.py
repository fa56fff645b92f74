"""Rostered seats by weekday and hour, planned against load (R9.1.2.2)."""

from typing import Any, ClassVar

from django.db import models

from hengxian.hotline.models.hotline import Hotline
from hengxian.journal.models import Recorded


class Roster(Recorded):
    """How many seats are staffed: seven lists (Monday first) of 24 hours; the latest in force counts."""

    kind: ClassVar[str] = "roster"
    label: ClassVar[str] = "座席排班"
    hotline = models.ForeignKey(Hotline, on_delete=models.PROTECT, related_name="rosters")
    in_force_from = models.DateField("自")
    seats: "models.JSONField[Any, Any]" = models.JSONField("各时段座席数", default=list)

    @property
    def story(self) -> str:
        """The hotline's."""
        return f"hotline:{self.hotline_id}"
