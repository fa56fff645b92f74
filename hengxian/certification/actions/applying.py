"""What the applicant does: drafting, saving each part, handing in, answering, withdrawing (6.1.2, A-7, A-8)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hengxian.certification.applying import appendix, figures, prefilling
from hengxian.certification.applying.materials import (
    DATA,
    HAS_RUN,
    NONE_MARK,
    OTHER,
    named_conditions,
    named_materials,
)
from hengxian.certification.models import Application, Certificate, Hotline
from hengxian.certification.numbers import next_number
from hengxian.evaluation.measuring import measure_later
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.conditions import standing
from hengxian.journal.writing import amend, begin, enact
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.clocks import local_day
from hengxian.records.edition import edition_name
from hengxian.records.files import keeping
from hengxian.records.files.store import Stream
from hengxian.records.models import Job, StoredFile
from hengxian.records.notices.telling import To, tell
from hengxian.records.privacy.identifiers import read_past_day


@action("application", "draft")
@transaction.atomic
def draft(
    application: Application, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Application:
    """A new draft of one's own organisation, for one of its hotlines; nobody else sees it before it is handed in."""
    hold_chain()
    if by.organisation is None or application.organisation_id != by.organisation:
        raise NotAllowed("本账号不属于申请组织，请先登记组织", "6.1.2")
    _check_own(application, by.organisation)
    application.number = next_number(Application, "SQ", local_day(at))
    application.started_at = at
    return begin(application, "draft", by=by, at=at, **facts)


def save_part(
    application: Application,
    part: str,
    said: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    is_confirmed: bool = False,
) -> Application:
    """Keep what was said in one part of appendix A; a draft may be incomplete, but not wrong (Misfilled).

    A changed answer is confirmed by it; `is_confirmed` confirms all that was filled in before. What says the
    same as before writes no entry. NotAllowed, NotNow once handed in, Stale.
    """
    check_own(application, by)
    read = appendix.read_part(part, said, local_day(at))
    if read.faults:
        raise appendix.Misfilled(read.faults)
    before = dict(application.form.get(part) or {})
    after = {name: value for name, value in (before | read.values).items() if value is not None}
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    waiting = prefilling.confirmed(application.form, part, None if is_confirmed else changed)
    form = {**application.form, part: after, appendix.PREFILLED: waiting}
    return _amended(application, {"form": form}, by, at, version, "save_form")


def state_condition(
    application: Application,
    condition: str,
    *,
    text: str,
    evidence: str,
    since: date | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Application:
    """The applicant's word on one of the five conditions, where the evidence is, and since when the system runs."""
    check_own(application, by)
    if condition not in {each.id for each in named_conditions()}:
        raise Incomplete(f"没有申请条件“{condition}”", "6.1.1", ("condition",))
    said = {"text": text.strip(), "evidence": evidence.strip()}
    if condition == HAS_RUN and since is not None:
        said["since"] = read_past_day(since, local_day(at), "管理体系开始运行日期").isoformat()
    statements = {**application.statements, condition: {name: value for name, value in said.items() if value}}
    return _amended(application, {"statements": statements}, by, at, version, "state_condition")


def say_none(
    application: Application, is_none: bool, *, by: Actor, at: datetime, version: int | None = None
) -> Application:
    """The seventh material is 无, or is no longer."""
    check_own(application, by)
    statements = {**application.statements, NONE_MARK: OTHER if is_none else ""}
    return _amended(application, {"statements": statements}, by, at, version, "say_none")


def add_material(
    application: Application,
    subject: str,
    stream: Stream,
    name: str,
    *,
    by: Actor,
    at: datetime,
    declared_type: str = "",
    category: str = "material",
    replaces: StoredFile | None = None,
) -> StoredFile:
    """A file for one of the seven materials or five conditions (`declaration`: what shows seal and signature).

    One that `replaces` another keeps it as an earlier edition. FileRefused, NotAllowed, NotNow.
    """
    check_own(application, by)
    check_open(application)
    if subject not in {each.id for each in (*named_materials(), *named_conditions())}:
        raise Incomplete(f"没有材料“{subject}”", "6.1.2", ("file",))
    said = keeping.Particulars(declared_type=declared_type)
    if replaces is not None:
        if (replaces.about, replaces.subject) != (application.story, subject):
            raise NotAllowed("所替换的不是本申请的这项材料", "6.1.2")
        return keeping.replace(
            replaces, stream, name, by=by, at=at, reason="申请方更换材料", particulars=said
        )
    return keeping.keep(
        stream,
        name,
        about=application.story,
        category=category,
        subject=subject,
        by=by,
        at=at,
        particulars=said,
    )


@transaction.atomic
def add_dataset(
    application: Application, stream: Stream, name: str, *, by: Actor, at: datetime, declared_type: str = ""
) -> Job:
    """The data as a dataset: kept, and read at once by a job; an earlier one stays as an edition (6.1.2.4)."""
    if not name.lower().endswith(".zip"):
        raise Incomplete(f"数据集应为一个 zip 压缩包（数据文件夹打包），现为“{name}”", DATA, ("dataset",))
    file = add_material(
        application, DATA, stream, name, by=by, at=at, declared_type=declared_type, category="dataset",
        replaces=figures.dataset_of(application),
    )  # fmt: skip
    return measure_later(file, about=application.story, by=by, at=at)


def prefill_from_export(
    application: Application, content: bytes, *, by: Actor, at: datetime, version: int | None = None
) -> Application:
    """Fill empty questions from an export of a self-assessment; each waits for a person's confirmation (A-8)."""
    return _prefill(application, prefilling.read_export(content), by, at, version)


def prefill_from_earlier(
    application: Application, earlier: Application, *, by: Actor, at: datetime, version: int | None = None
) -> Application:
    """As above, from an earlier application of the same organisation."""
    check_own(earlier, by)
    if earlier.organisation_id != application.organisation_id:
        raise NotAllowed("只能取用本组织以前的申请", "6.1.2")
    return _prefill(application, earlier.form, by, at, version)


@action("application", "submit")
@transaction.atomic
def submit(
    application: Application, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Application:
    """Handed in: the first receipt, from which the review is counted; the form stands as it was signed (6.1.3)."""
    hold_chain()
    changes = {
        "received_at": at, "rule_edition": edition_name(), "form": appendix.whole_form(application),
        "evaluation": figures.evaluation_of(application),
    }  # fmt: skip
    enact(application, "submit", by=by, at=at, version=version, changes=changes, **facts)
    _tell_clerks(application, "收到新的认证申请", by, at)
    return application


@action("application", "resubmit")
@transaction.atomic
def resubmit(
    application: Application, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Application:
    """Everything was supplied: the second receipt, from which a fresh review is counted (A-9, T47)."""
    hold_chain()
    changes = {
        "completed_at": at, "form": appendix.whole_form(application), "evaluation": figures.evaluation_of(application),
    }  # fmt: skip
    enact(application, "resubmit", by=by, at=at, version=version, changes=changes, **facts)
    _tell_clerks(application, "申请方已补充材料", by, at)
    return application


@action("application", "withdraw")
@transaction.atomic
def withdraw(
    application: Application, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Application:
    """The applicant takes it back; a draft goes without anybody having known of it."""
    enact(application, "withdraw", by=by, at=at, version=version, **facts)
    if application.received_at:
        _tell_clerks(application, "申请方撤回了申请", by, at)
    return application


def check_own(application: Application, by: Actor) -> None:
    """Refuse whoever is not the applicant (NotAllowed)."""
    if "client" not in standing(application, by).duties:
        raise NotAllowed("没有填写这份申请的权限", "6.1.2")


def check_open(application: Application) -> None:
    """Refuse a change once it is handed in (NotNow)."""
    if not application.may_be_amended():
        raise NotNow(f"申请现为“{application.state}”，不能再改；须为：草稿、待补充", "6.1.2")


def _amended(
    application: Application, changes: dict[str, Any], by: Actor, at: datetime, version: int | None, verb: str
) -> Application:
    check_open(application)
    if all(getattr(application, name) == value for name, value in changes.items()):
        return application
    return amend(application, by=by, at=at, version=version, verb=verb, **changes)


def _prefill(
    application: Application, source: Mapping[str, Any], by: Actor, at: datetime, version: int | None
) -> Application:
    check_own(application, by)
    form = prefilling.filled(application, source, local_day(at))
    return _amended(application, {"form": form}, by, at, version, "prefill")


def _check_own(application: Application, organisation: int) -> None:
    """The hotline and the certificate to be renewed are the organisation's own."""
    own = Hotline.objects.filter(owner_id=organisation).values_list("pk", flat=True)
    if str(application.hotline_id) not in {str(each) for each in own}:
        raise Incomplete("须选定本组织的一条政府热线；没有的先登记热线", "1.1", ("hotline_id",))
    renewed = application.for_recertification_of_id
    if renewed and not Certificate.objects.filter(pk=renewed, organisation_id=organisation).exists():
        raise Incomplete("再认证须选定本组织的证书", "6.4.3", ("for_recertification_of_id",))


def _tell_clerks(application: Application, sentence: str, by: Actor, at: datetime) -> None:
    link = f"/office/application/{application.pk}/"
    tell(
        To(role="clerk"),
        f"{sentence}：{application.number}",
        about=application.story,
        by=by,
        at=at,
        link=link,
    )
