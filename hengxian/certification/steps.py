"""The rule's steps in a case: which are recorded, by whom and when, and which is the first that is missing (条例 21).

The steps and their order are the pack's; here stands only where the record of each is kept. No setting
switches a step off, and what is 辅助 is asked of nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hengxian.certification.edition import pack
from hengxian.certification.models import Case
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import NotNow
from hengxian.records.registers.reading import first_row
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


@dataclass(frozen=True)
class StepRecord:
    """A step of the process as this case shows it: the entry that completed it, or None while it is missing."""

    step: Step
    entry: Entry | None
    has_rows: bool

    @property
    def is_recorded(self) -> bool:
        """Whether all that the step leaves is there."""
        return self.entry is not None or self.has_rows


def steps_of(case: Case) -> list[StepRecord]:
    """Every step that the rule asks of this kind of audit, in order, with its record."""
    acts = _acts(case)
    return [_record(step, case, acts) for step in pack().process.steps if case.type in step.audits]


def first_missing(case: Case, before: str) -> Step | None:
    """The first rule or statutory step before the named one that has no record; only steps it rests on count."""
    wanted = _precedents(before)
    acts = _acts(case)
    asked = (step for step in pack().process.steps if step.id in wanted and step.kind != "辅助")
    missing = (
        step for step in asked if case.type in step.audits and not _record(step, case, acts).is_recorded
    )
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


def _acts(case: Case) -> dict[str, Entry]:
    stories = [
        *case.stories(),
        *(f"certificate:{pk}" for pk in case.certificates.values_list("pk", flat=True)),
    ]
    entries = Entry.objects.filter(story__in=stories).order_by("sequence")
    return {f"{entry.object_kind}.{entry.verb}": entry for entry in entries}


def _record(step: Step, case: Case, acts: dict[str, Entry]) -> StepRecord:
    entries = [acts.get(source) for source in RECORDED_BY[step.id] if not source.startswith("register:")]
    rows = [_has_row(source, case) for source in RECORDED_BY[step.id] if source.startswith("register:")]
    if all(entries) and all(rows):
        return StepRecord(step, entries[-1] if entries else None, bool(rows))
    return StepRecord(step, None, False)


def _has_row(source: str, case: Case) -> bool:
    _, register, *subject = source.split(":")
    return any(first_row(register, story, *subject) is not None for story in _register_stories(case))


def _register_stories(case: Case) -> Iterator[str]:
    yield from case.stories()
    for pk in case.certificates.values_list("pk", flat=True):
        yield f"certificate:{pk}"
