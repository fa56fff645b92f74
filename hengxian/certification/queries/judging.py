"""Judgements of leaves as the team wrote them: who scored what, on which evidence, and what stood before (A-13)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hengxian.certification.models import Case
from hengxian.evaluation.ratings import Rating, as_judgements, ratings_in
from hengxian.journal import chain
from hengxian.records.edition import pack
from hengxian.records.files.reading import files_of
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.registers.reading import rows
from hengxian.scoring.judgements import Judgement

JUDGED, IMPROVEMENT = "leaf_judgements", "improvement_judgements"
# Where the evaluation says what it saw of a leaf, and the column that says it (13.2.2.1-3).
SEEN = {
    "evaluation_documents": "seen", "evaluation_on_site": "seen", "site_checks": "seen", "interviews": "record",
    "system_tests": "result", "mystery_tests": "judgement", "public_surveys": "results",
}  # fmt: skip
FILES = ("evidence", "interview", "survey", "result")


@dataclass(frozen=True)
class Evidence:
    """Something a judgement can rest on: how rows refer to it, what it is, and of which leaves it speaks."""

    reference: str
    label: str
    text: str = ""
    leaves: frozenset[str] = frozenset()


def ratings_of(case: Case) -> list[Rating]:
    """Every rating of the case, those of the 提升指标 too, in the order they were first written."""
    return ratings_in((JUDGED, IMPROVEMENT), case.story)


def judgements_of(case: Case) -> tuple[Judgement, ...]:
    """The ratings as scoring takes them."""
    return as_judgements(ratings_of(case))


def judgements_digest(case: Case) -> str:
    """What a report's scores were made from; it changes with any rating."""
    return chain.digest({"judgements": [judgement.as_json() for judgement in judgements_of(case)]})


def unjudged(case: Case) -> list[str]:
    """Ids of the judged leaves of 13.1.1 that nobody has scored, in printed order."""
    scored = set(rows(JUDGED, case.story).values_list("subject", flat=True))
    return [leaf.id for leaf in pack().tree.leaves if leaf.source == "judged" and leaf.id not in scored]


def evidence_of(case: Case) -> list[Evidence]:
    """What the team has gathered: rows that name leaves first, then the files of the case."""
    return [*_rows_seen(case), *_files(case)]


def _rows_seen(case: Case) -> Iterator[Evidence]:
    for register, column in SEEN.items():
        title = pack().register(register).title
        for row in rows(register, case.story):
            leaves = frozenset(row.data.get("leaves") or ())
            yield Evidence(
                f"row:{row.pk}", f"{title} 第{row.number}号", str(row.data.get(column, "")), leaves
            )


def _files(case: Case) -> Iterator[Evidence]:
    for category in FILES:
        for file in files_of(case.story, category):
            yield Evidence(f"file:{file.pk}", file.name)


def names_of_evidence(references: Iterable[str]) -> dict[str, str]:
    """What references such as `file:12` and `row:3` are called, two statements however many they are."""
    asked = set(references)
    files = StoredFile._default_manager.filter(pk__in=_ids("file", asked))
    found = {f"file:{file.pk}": file.name for file in files}
    for row in RegisterRow._default_manager.filter(pk__in=_ids("row", asked)):
        found[f"row:{row.pk}"] = f"{pack().register(row.register).title} 第{row.number}号"
    return found


def _ids(kind: str, references: Iterable[str]) -> list[int]:
    parts = (each.partition(":") for each in references)
    return [int(number) for name, _, number in parts if name == kind and number.isdecimal()]
