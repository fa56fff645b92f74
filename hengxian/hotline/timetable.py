"""What the hotline's site does by itself: supervision proposed, follow-ups drawn, the night's seal of the journal."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hengxian.hotline.dataset.monthly import export_last_month
from hengxian.hotline.following_up.drawing import draw_everywhere
from hengxian.hotline.intake import knocking, mailboxes
from hengxian.hotline.supervising.proposing import propose_everywhere
from hengxian.hotline.texting import relaying  # noqa: F401  (registers its own duty)
from hengxian.journal.checkpoints import make_checkpoint
from hengxian.publication.appending import Draft, append, found
from hengxian.publication.facts import Checkpoint
from hengxian.publication.signing import KeyFile
from hengxian.records.clocks import local_day
from hengxian.records.regular import regularly


@regularly("hotline", "minutes")
def propose(at: datetime) -> None:
    """Supervision that the records call for (10.2.3.1)."""
    propose_everywhere(at=at)


@regularly("hotline", "minutes")
def draw(at: datetime) -> None:
    """Orders closed since the last draw (10.3.2.3)."""
    draw_everywhere(at=at)


@regularly("hotline", "night")
def seal_journal(at: datetime) -> bool:
    """Sign the journal's checkpoint, its root into the site's own folder of facts (G-1); False if all is sealed."""
    folder, path = Path(settings.HENGXIAN_FACTS), Path(settings.HENGXIAN_SIGNING_KEY)
    signer = KeyFile.load(path) if path.exists() else KeyFile.create(path)
    with transaction.atomic():
        point = make_checkpoint(local_day(at), signer, at=at)
        if point is None:
            return False
        told = Checkpoint(made_on=point.on, entries=point.last, root=point.root)
        found(folder, signer, at)
        append(folder, [Draft(f"checkpoint/{point.on}", at, told)], signer)
    return True


@regularly("hotline", "minutes")
def fetch_mail(at: datetime) -> None:
    """Letters that wait in the hotlines' mailboxes (10.1.2.2)."""
    mailboxes.fetch_all(at)


@regularly("hotline", "night")
def forget_knocks(at: datetime) -> None:
    """Tries at the public doors that no door counts any more."""
    knocking.sweep(before=at - timedelta(days=2))


@regularly("hotline", "night")
def archive_month(at: datetime) -> int:
    """Last month's dataset with its fingerprint, once (10.5.1.2)."""
    return len(export_last_month(at))
