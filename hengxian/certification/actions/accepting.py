"""What the clerk and the head do with an application: one notice, acceptance, or a reasoned refusal (6.1.3, A-10)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification import letterhead
from hengxian.certification.applying.materials import named_conditions, named_materials
from hengxian.certification.applying.receipts import review_due_on, supplement_due_on
from hengxian.certification.models import Application
from hengxian.certification.models.case import AuditType
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import enact
from hengxian.kernel.refusals import Incomplete
from hengxian.records.clocks import local_day
from hengxian.records.documents.letters.application import Acceptance, Reason, Refusal, Supplement, Supply
from hengxian.records.documents.letters.writing import LetterFacts
from hengxian.records.models.document import Document
from hengxian.records.registers.reading import rows

RIGHTS = ("向本机构书面提出不同意见或者投诉", "向认证认可监督管理部门反映情况")


@action("application", "ask_supplement")
@transaction.atomic
def ask_supplement(
    application: Application, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Application:
    """The one notice: the whole list goes out by letter, and the review waits (T47)."""
    hold_chain()
    enact(
        application,
        "ask_supplement",
        by=by,
        at=at,
        version=version,
        changes={"supplement_told_at": at},
        **facts,
    )
    assert application.received_at is not None and application.hotline is not None  # it was handed in
    names = {each.id: each.name for each in named_materials()}
    items = tuple(
        Supply(names[row.subject], row.data["lacking"], row.data["expected"])
        for row in rows("supplement_items", application.story)
    )
    letter = Supplement(
        application.hotline.name, local_day(application.received_at), review_due_on(application.received_at), items,
        supplement_due_on(at),
    )  # fmt: skip
    _send(application, letter, by, at, "P-supplement")
    return application


@action("application", "accept")
@transaction.atomic
def accept(
    application: Application, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Application:
    """Accepted, and told by letter with the limit that held."""
    hold_chain()
    enact(application, "accept", by=by, at=at, version=version, changes={"decided_at": at}, **facts)
    received_at = application.completed_at or application.received_at
    assert received_at is not None and application.hotline is not None  # it was handed in
    letter = Acceptance(
        application.hotline.name, audit_kind(application), local_day(received_at), review_due_on(received_at),
        scope_asked(application),
    )  # fmt: skip
    _send(application, letter, by, at)
    return application


@action("application", "decline")
@transaction.atomic
def decline(
    application: Application, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Application:
    """Not accepted: the head's reason and every condition found not met go out by letter (A-10)."""
    hold_chain()
    enact(application, "decline", by=by, at=at, version=version, changes={"decided_at": at}, **facts)
    if application.received_at is None or application.hotline is None:
        raise Incomplete("申请没有首次收到的日期或热线", "6.1.3")
    reasons = (Reason("6.1.3", str(facts["reason"])), *_conditions_not_met(application))
    letter = Refusal(application.hotline.name, local_day(application.received_at), reasons, RIGHTS)
    _send(application, letter, by, at, "P-decline")
    return application


def audit_kind(application: Application) -> str:
    """初次认证 or 再认证."""
    kind = AuditType.RECERTIFICATION if application.is_recertification else AuditType.INITIAL
    return str(kind.label)


def scope_asked(application: Application) -> str:
    """What is applied for, in the applicant's words: the hotline and its main services (10.1.1)."""
    said = application.form.get("A.2") or {}
    name = application.hotline.name if application.hotline else ""
    return f"{name}：{'、'.join(said.get('main_services', ()))}"


def _conditions_not_met(application: Application) -> list[Reason]:
    names = {each.id: each.name for each in named_conditions()}
    found = rows("condition_findings", application.story)
    return [
        Reason(
            row.subject,
            f"{names[row.subject]}：{row.data['finding']}。{row.data['reason']}",
            row.data["checked_how"],
        )
        for row in found
        if row.data["finding"] != "具备"
    ]


def _send(application: Application, letter: LetterFacts, by: Actor, at: datetime, *uses: str) -> Document:
    return letterhead.send(
        letter,
        application.organisation,
        about=application.story,
        case=application.number,
        by=by,
        at=at,
        uses=uses,
    )
