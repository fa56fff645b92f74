"""Measuring as a job: asked for on a page, done by a worker, watched through the job's row."""

from dataclasses import dataclass, field
from datetime import datetime

from hengxian.evaluation.keeping import STAGE, measure
from hengxian.evaluation.models import Evaluation
from hengxian.evaluation.terms import terms_at
from hengxian.journal.actor import Actor
from hengxian.records.jobs import Watch, actor_of, later
from hengxian.records.models import Job, StoredFile

_OFTEN = 500_000  # rows between two notes of how far it is


def measure_later(
    dataset: StoredFile,
    *,
    about: str,
    by: Actor,
    at: datetime,
    made_by_team: bool = False,
    stage: str = STAGE,
) -> Job:
    """Have a kept dataset measured for a story. The job's `answer` is the evaluation's id.

    Asking twice about the same file for the same story by the same side on the same terms gives the same job,
    refused or not, since the same bytes would give the same answer; another parameter makes another job.
    """
    side, terms = "team" if made_by_team else "client", terms_at(at)
    key = (
        f"measure:{about}:{dataset.pk}:{side}:{terms.pack.fingerprint[:16]}:{terms.profile.fingerprint[:16]}"
    )
    return later(
        measure_kept, key, dataset.pk, about, made_by_team, by.account, at.isoformat(), stage,
        at=at, by=by, label=f"测评 {dataset.name}",
    )  # fmt: skip


def measure_kept(
    file: int,
    about: str,
    made_by_team: bool,
    account: int,
    asked_at: str,
    stage: str = STAGE,
    *,
    at: datetime,
    watch: Watch,
) -> int:
    """The worker's part: the id of the evaluation, the one already made if an earlier run came so far."""
    asked = datetime.fromisoformat(asked_at)
    terms = terms_at(asked)
    made = Evaluation._default_manager.filter(
        about=about, dataset_file=file, made_by_team=made_by_team, made_at__gte=asked,
        pack=terms.pack.identity, profile__endswith=f"#{terms.profile.fingerprint}",
    ).first()  # fmt: skip
    if made is None:
        made = measure(
            StoredFile._default_manager.get(pk=file),
            about=about,
            by=actor_of(account),
            at=at,
            terms=terms,
            made_by_team=made_by_team,
            stage=stage,
            watch=_Told(watch),
        )
    return made.pk


@dataclass
class _Told:
    """The engine's progress, in rows, as the job's."""

    watch: Watch
    label: str = ""
    rows: int = 0
    stages: list[str] = field(default_factory=list)

    def __call__(self, label: str, rows: int) -> None:
        """A new stage, or so many rows more."""
        if label == self.label and rows - self.rows < _OFTEN:
            return
        if label not in self.stages:
            self.stages.append(label)
        self.label, self.rows = label, rows
        # How many stages there will be depends on the tables; each brings it nearer to the end.
        self.watch(f"{label}：{rows:,} 行" if rows else label, 100 - 100 // (len(self.stages) + 1))
