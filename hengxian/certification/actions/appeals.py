"""Appeals lodged, investigated by persons apart, decided and answered (8.3.2.3, 8.3.2.4; others 规则外)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from hengxian.certification import letterhead
from hengxian.certification.models import Appeal
from hengxian.certification.numbers import next_number
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, enact
from hengxian.records.clocks import due, local_day
from hengxian.records.documents.letters.application import Reason
from hengxian.records.documents.letters.status import AppealAnswer
from hengxian.records.edition import pack
from hengxian.records.notices.telling import To, tell
from hengxian.records.parameters import value_of
from hengxian.standard.calendars import state_council

NOTICED = "撤销告知"
SERIES = "SS"


@action("appeal", "lodge")
@transaction.atomic
def lodge(appeal: Appeal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Appeal:
    """Against a notice of revocation it is the rule's appeal; against anything else it is marked 规则外 (T30)."""
    hold_chain()
    appeal.number = next_number(Appeal, SERIES, local_day(at))
    appeal.is_by_rule = appeal.certificate is not None and appeal.certificate.marker == NOTICED
    appeal.grounds = str(facts.get("grounds") or "")
    appeal.findings = {
        "decision": facts.get("decision"),
        "evidence": [str(each) for each in facts.get("evidence") or ()],
    }
    appeal.lodged_at = at
    begin(appeal, "lodge", by=by, at=at, **facts)
    tell(
        To(role="appeal_panel"),
        f"收到申诉 {appeal.number}",
        about=appeal.story,
        by=by,
        at=at,
        link=_page(appeal),
    )
    return appeal


@action("appeal", "admit")
def admit(appeal: Appeal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Appeal:
    """From now runs the limit for handling it (P-appeal-handling)."""
    changes = {"handling_due_on": _handling_limit(at)}
    return enact(appeal, "admit", by=by, at=at, version=version, changes=changes, **facts)


@action("appeal", "investigate")
def investigate(
    appeal: Appeal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Appeal:
    """Both sides are heard, and what was found is written down."""
    said = {name: facts.get(name) for name in ("client_heard", "body_heard", "findings")}
    changes = {"findings": {**appeal.findings, **said}}
    return enact(appeal, "investigate", by=by, at=at, version=version, changes=changes, **facts)


@action("appeal", "decide")
def decide(appeal: Appeal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Appeal:
    """维持 or 变更; what follows is another act on the certificate or case."""
    outcome = str(facts.get("outcome") or "维持")
    told = {
        "outcome": outcome,
        "reason": facts.get("reason"),
        "decided_on": local_day(at).isoformat(),
        "by": by.name,
    }
    changes = {"findings": {**appeal.findings, **told}}
    return enact(appeal, "decide", by=by, at=at, version=version, to=outcome, changes=changes, **facts)


@action("appeal", "notify")
@transaction.atomic
def notify(appeal: Appeal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Appeal:
    """The client is answered in writing, and told what follows."""
    hold_chain()
    found = appeal.findings
    changes = {"findings": {**found, "follow_up": facts.get("follow_up")}}
    enact(appeal, "notify", by=by, at=at, version=version, changes=changes, **facts)
    clause = "8.3.2.4" if appeal.is_by_rule else "规则外"
    letter = AppealAnswer(
        hotline=_hotline(appeal), subject=str(found["decision"]), appealed_on=local_day(appeal.lodged_at),
        due_on=appeal.handling_due_on or local_day(at), handled_by=str(found["by"]),
        findings=(Reason(clause, str(found["findings"]), letterhead.names_of(found["evidence"])),),
        outcome=f"{found['outcome']}：{found['reason']}。后续：{facts['follow_up']}",
    )  # fmt: skip
    case = appeal.case or (appeal.certificate.case if appeal.certificate else None)
    letterhead.send(
        letter, appeal.organisation, about=appeal.story, case=case.number if case else appeal.number, by=by, at=at,
        uses=("P-appeal-handling",),
    )  # fmt: skip
    return appeal


def _handling_limit(at: datetime) -> date | None:
    setting = value_of("P-appeal-handling", at)
    if setting is None:
        return None  # an appeal beyond the rule has no limit until the body sets one
    return due(
        pack(), "appeal_handling", local_day(at), state_council().calendar, length=int(setting.value)
    ).on


def _hotline(appeal: Appeal) -> str:
    of = appeal.certificate or appeal.case
    return of.hotline.name if of else appeal.organisation.name


def _page(appeal: Appeal) -> str:
    return f"/office/appeal/{appeal.pk}/"
