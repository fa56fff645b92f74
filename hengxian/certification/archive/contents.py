"""What belongs to the archive of a case, and what it still lacks (条例 21)."""

from collections.abc import Iterator
from itertools import chain as one_after_another

from django.db.models import QuerySet

from hengxian.certification.models import Appeal, Case, CertificateEdition, Publication
from hengxian.certification.steps import steps_of
from hengxian.evaluation.models import Evaluation
from hengxian.journal.models import Entry, Recorded
from hengxian.records.files.keeping import store
from hengxian.records.files.lifecycle import ERASED
from hengxian.records.models.document import Document, DocumentStep
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.models.stored_file import StoredFile

# Steps that are recorded after the case is closed, or on its certificate: `certificate_settled` looks at these.
LATER = frozenset({"issue_certificate", "announce_certificate", "guide_use", "publish_status", "renew"})
# The papers that every case leaves, by their sort, and those of a certification alone.
PAPERS = {"audit_report": "审核报告", "evaluation_report": "评价报告", "decision": "认证决定通知书"}
CERTIFICATION_PAPERS = {"committee_opinion": "技术委员会审查意见"}


def stories_of(case: Case) -> tuple[str, ...]:
    """The case, its application, and what came of it: certificates and appeals."""
    certificates = tuple(
        f"certificate:{pk}" for pk in case.certificates.order_by("pk").values_list("pk", flat=True)
    )
    appeals = tuple(
        f"appeal:{pk}" for pk in Appeal.objects.filter(case=case).order_by("pk").values_list("pk", flat=True)
    )
    return (*case.stories(), *certificates, *appeals)


def records_of(case: Case) -> Iterator[Recorded]:
    """Every record of the case but files and entries, which the archive tells apart."""
    stories = stories_of(case)
    yield from (record for record in (case.organisation, case.hotline, *case.hotline.sites.order_by("pk")))
    yield from (record for record in (case.application, case) if record is not None)
    editions = CertificateEdition.objects.filter(certificate__case=case).order_by("certificate", "number")
    yield from one_after_another(
        case.members.order_by("pk"), case.ballots.order_by("pk"), case.decisions.order_by("pk"),
        case.nonconformities.order_by("pk"), case.certificates.order_by("pk"), editions,
        Appeal.objects.filter(case=case).order_by("pk"), evaluations_of(case),
        Publication.objects.filter(about__in=stories).order_by("pk"), documents_of(case),
        DocumentStep.objects.filter(document__about__in=stories).order_by("pk"),
    )  # fmt: skip
    if hasattr(case, "evaluation_report"):
        yield case.evaluation_report


def evaluations_of(case: Case) -> QuerySet[Evaluation]:
    """Every kept evaluation, of the application's data and of the case's."""
    return Evaluation._default_manager.filter(about__in=stories_of(case)).order_by("pk")


def documents_of(case: Case) -> QuerySet[Document]:
    """Every paper of every edition."""
    return Document._default_manager.filter(about__in=stories_of(case)).order_by("pk")


def files_of(case: Case) -> QuerySet[StoredFile]:
    """Every file of every version; erased ones have their row only."""
    return StoredFile.objects.filter(about__in=stories_of(case)).order_by("pk")


def rows_of(case: Case) -> QuerySet[RegisterRow]:
    """Every register row."""
    return RegisterRow._default_manager.filter(bound__in=stories_of(case)).order_by(
        "register", "bound", "number"
    )


def entries_of(case: Case) -> QuerySet[Entry]:
    """The journal's entries about the case, in order."""
    return Entry.objects.filter(story__in=stories_of(case)).order_by("sequence").select_related("said")


def lacking(case: Case) -> list[str]:
    """What the archive lacks, each as one sentence; nothing when the case may be closed."""
    return [*_steps(case), *_papers(case), *_files(case)]


def _steps(case: Case) -> Iterator[str]:
    for record in steps_of(case):
        if record.step.kind != "辅助" and record.step.id not in LATER and not record.is_recorded:
            yield f"步骤“{record.step.name}”没有记录（{'、'.join(record.step.clauses) or '条例21'}）"


def _papers(case: Case) -> Iterator[str]:
    wanted = PAPERS | (CERTIFICATION_PAPERS if case.is_certification else {})
    there = set(documents_of(case).values_list("sort", flat=True))
    for sort, name in wanted.items():
        if sort not in there:
            yield f"没有《{name}》"


def _files(case: Case) -> Iterator[str]:
    for file in files_of(case).exclude(status=ERASED):
        if not store().holds(file.place):
            yield f"文件《{file}》的内容不在存放处"
