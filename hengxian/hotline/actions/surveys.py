"""What inviting does beside moving a survey (11.2.2.2)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.models import Survey
from hengxian.hotline.surveying.inviting import invite
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import enact


@action("survey", "invite")
@transaction.atomic
def send(survey: Survey, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Survey:
    """Everybody who has not been invited yet."""
    hold_chain()
    enact(survey, "invite", by=by, at=at, version=version, **facts)
    invite(survey, by=by, at=at)
    return survey
