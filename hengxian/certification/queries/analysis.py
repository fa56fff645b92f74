"""The team's own runs of the engine in a case: on which datasets, how far they are, what they gave (6.2.2.6)."""

from hengxian.certification.models import Case
from hengxian.evaluation.models import Evaluation
from hengxian.records.files.reading import files_of
from hengxian.records.models import Job, StoredFile

DATASET = "dataset"


def datasets_of(case: Case) -> list[StoredFile]:
    """The datasets in hand, those of the application first; replaced ones are left out."""
    return [file for story in reversed(case.stories()) for file in files_of(story, DATASET)]


def runs_of(case: Case) -> list[Evaluation]:
    """What the engine gave the team, the newest first."""
    found = Evaluation._default_manager.filter(about=case.story, made_by_team=True)
    return list(found.order_by("-made_at", "-pk"))


def jobs_of(case: Case) -> list[Job]:
    """The runs that were asked for, the newest first."""
    return list(
        Job._default_manager.filter(key__startswith=f"measure:{case.story}:").order_by("-asked_at", "-pk")
    )
