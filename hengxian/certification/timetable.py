"""What the body's site does by itself: facts to the public folder, complaints from the outbox, the night's seal."""

from datetime import datetime

from django.db import transaction

from hengxian.certification.complaints import bring_in
from hengxian.certification.publishing import publish, renew_open_data, signer, write_outstanding
from hengxian.journal.checkpoints import make_checkpoint
from hengxian.publication.appending import Draft
from hengxian.publication.facts import Checkpoint
from hengxian.records.clocks import local_day
from hengxian.records.jobs import TIMETABLE
from hengxian.records.regular import regularly


@regularly("body", "night")
def seal_journal(at: datetime) -> bool:
    """Sign the journal's checkpoint and publish its root (G-1); False when there was nothing new to seal."""
    with transaction.atomic():
        point = make_checkpoint(local_day(at), signer(), at=at)
        if point is None:
            return False
        told = Checkpoint(made_on=point.on, entries=point.last, root=point.root)
        publish([Draft(f"checkpoint/{point.on}", at, told)], about="body:1", by=TIMETABLE, at=at)
    return True


regularly("body", "night")(renew_open_data)
regularly("body", "minutes")(write_outstanding)
regularly("body", "minutes")(bring_in)
