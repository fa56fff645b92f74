"""The rule's steps in a case: which are recorded, by whom and when, and which is the first that is missing (条例 21).

The steps and their order are the pack's; here stands only where the record of each is kept. No setting
switches a step off, and what is 辅助 is asked of nobody.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min

from hengxian.certification.models import Case
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import NotNow
from hengxian.records.edition import pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.standard.model.process import Step

# A step is recorded by acts of a lifecycle (`kind.verb`) or by rows of registers (`register:id`); all must be there.
RECORDED_BY: dict[str, tuple[str, ...]] = {
    "submit_application": ("application.submit",),
    "review_conditions": ("register:condition_findings", "application.accept"),
    "examine_materials": ("register:material_findings", "application.accept"),
    "tell_supplements": ("application.accept",),
    "decide_acceptance": ("application.accept",),
    "sign_agreement": ("application.sign_contract",),
    "form_audit_team": ("case.form_team",),
    "form_evaluation_team": ("register:evaluation_team", "case.form_team"),
    "plan_audit": ("register:audit_plan_lines", "case.approve_plan"),
    "plan_evaluation": ("register:evaluation_plan", "case.approve_plan"),
    "review_documents": ("register:document_review", "case.finish_document_review"),
    "collect_materials": ("register:materials_requested", "case.finish_preparation"),
    "prepare_on_site": ("case.finish_preparation",),
    "prepare_tools": ("register:tools", "case.finish_preparation"),
    "open_on_site": ("register:opening_meeting", "case.open_on_site"),
    "audit_documents": ("register:document_audit",),
    "inspect_site": ("register:site_checks",),
    "test_system": ("register:system_tests",),
    "interview": ("register:interviews",),
    "analyse_data": ("register:data_analysis",),
    "evaluate_documents": ("register:evaluation_documents",),
    "evaluate_on_site": ("register:evaluation_on_site",),
    "score_indicators": ("register:leaf_judgements",),
    "conclude_evaluation": ("register:evaluation_conclusions",),
    "identify_nonconformities": ("register:checklist", "case.fix_findings"),
    "close_on_site": ("register:closing_meeting", "case.close_on_site"),
    "draft_audit_report": ("case.draft_report",),
    "approve_audit_as_leader": ("case.approve_as_lead",),
    "approve_audit_as_committee": ("case.approve_as_committee",),
    "draft_evaluation_report": ("evaluation_report.draft",),
    "check_evaluation_report": ("evaluation_report.check",),
    "approve_evaluation_as_leader": ("evaluation_report.approve_as_lead",),
    "approve_evaluation_as_committee": ("evaluation_report.approve_as_committee",),
    "review_by_committee": ("case.review",),
    "decide_certification": ("case.decide",),
    "sign_conclusion": ("case.sign",),
    "hand_over_evaluation_report": ("evaluation_report.hand_over",),
    "notify_decision": ("case.notify",),
    "issue_certificate": ("certificate.issue",),
    "announce_certificate": ("certificate.issue",),
    "guide_use": ("register:use_guidance",),
    "watch_yearly": ("case.open_surveillance",),
    "watch_specially": ("case.open_surveillance",),
    "decide_keeping": ("case.conclude_surveillance",),
    "publish_status": ("case.close",),
    "renew": ("certificate.issue",),
}
FROM_REGISTER = "register:"
_SOURCES = frozenset(source for sources in RECORDED_BY.values() for source in sources)
REGISTERS = frozenset(each.removeprefix(FROM_REGISTER) for each in _SOURCES if each.startswith(FROM_REGISTER))
KINDS = frozenset(each.partition(".")[0] for each in _SOURCES if not each.startswith(FROM_REGISTER))


@dataclass(frozen=True)
class StepRecord:
    """A step of the process as this case shows it: the act that completed it, and the first row of its registers.

    Both are None while something of its record is missing.
    """

    step: Step
    entry: Entry | None = None
    row: RegisterRow | None = None

    @property
    def is_recorded(self) -> bool:
        """Whether all that the step leaves is there."""
        return self.entry is not None or self.row is not None

    @property
    def at(self) -> datetime | None:
        """When it was done: at the act that completed it; where it leaves rows only, at the first of them."""
        if self.entry is not None:
            return datetime.fromisoformat(self.entry.at)
        return self.row.written_at if self.row else None

    @property
    def person(self) -> int | None:
        """Whoever did that."""
        if self.entry is not None:
            return self.entry.person
        return self.row.written_by if self.row else None


def steps_of(case: Case) -> list[StepRecord]:
    """Every step that the rule asks of this kind of audit, in order, with its record: three statements."""
    kept = _kept(case)
    return [_record(step, kept) for step in pack().process.steps if case.type in step.audits]


def first_missing(case: Case, before: str) -> Step | None:
    """The first rule or statutory step before the named one that has no record; only steps it rests on count."""
    wanted = _precedents(before)
    kept = _kept(case)
    asked = (step for step in pack().process.steps if step.id in wanted and step.kind != "辅助")
    missing = (step for step in asked if case.type in step.audits and not _record(step, kept).is_recorded)
    return next(missing, None)


def demand_steps_before(case: Case, step_id: str) -> None:
    """NotNow naming the first missing step that the named one rests on, directly or through others."""
    if missing := first_missing(case, step_id):
        raise NotNow(f"还缺前面的步骤“{missing.name}”", "、".join(missing.clauses) or "条例21")


def _precedents(step_id: str) -> set[str]:
    steps = {step.id: step for step in pack().process.steps}
    found: set[str] = set()
    waiting = list(steps[step_id].after)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += steps[name].after
    return found


@dataclass(frozen=True)
class _Kept:
    """What a case and its certificates keep: the newest entry of each act, the oldest row of each register."""

    acts: dict[str, Entry]
    rows: dict[str, RegisterRow]


def _kept(case: Case) -> _Kept:
    certificates = case.certificates.values_list("pk", flat=True)
    stories = [*case.stories(), *(f"certificate:{pk}" for pk in certificates)]
    done = Entry.objects.filter(story__in=stories, object_kind__in=KINDS)
    newest = done.order_by().values("object_kind", "verb").annotate(last=Max("sequence")).values("last")
    written = RegisterRow._default_manager.filter(bound__in=stories, register__in=REGISTERS)
    oldest = written.order_by().values("register").annotate(first=Min("pk")).values("first")
    return _Kept(
        {f"{entry.object_kind}.{entry.verb}": entry for entry in Entry.objects.filter(sequence__in=newest)},
        {f"{FROM_REGISTER}{row.register}": row for row in RegisterRow._default_manager.filter(pk__in=oldest)},
    )


def _record(step: Step, kept: _Kept) -> StepRecord:
    sources = RECORDED_BY[step.id]
    rows = [kept.rows.get(source) for source in sources if source.startswith(FROM_REGISTER)]
    acts = [kept.acts.get(source) for source in sources if not source.startswith(FROM_REGISTER)]
    if not all((*rows, *acts)):
        return StepRecord(step)
    return StepRecord(step, next(reversed(acts), None), next(iter(rows), None))
