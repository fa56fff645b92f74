"""The step register: every printed step, in an order that can be followed, nothing of ours in between."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hengxian.standard.check import check_pack
from hengxian.standard.model.pack import Pack
from tests.standard.printed import PrintedRule

LISTS = ("6.2.1", "6.2.2", "6.2.3", "6.4.1", "6.4.2", "13.3.1", "13.3.2", "13.3.3")
WHOLE = ("6.1.1", "6.1.2", "6.1.3", "6.3.1", "6.3.2", "6.3.3", "6.4.3")


def ancestors(pack: Pack, step_id: str) -> set[str]:
    direct = pack.process.steps[step_id].after
    return set(direct).union(*(ancestors(pack, earlier) for earlier in direct))


def test_every_printed_step_is_a_rule_step(pack: Pack, printed: PrintedRule):
    cited = {clause for step in pack.process.steps if step.kind == "规则步骤" for clause in step.clauses}

    items = [item.id for clause in LISTS for item in printed.numbered(clause)]

    assert len(items) == 32
    assert sorted({*items, *WHOLE} - cited) == []


def test_decision_waits_for_every_rule_step_before_it(pack: Pack):
    steps = pack.process.steps
    before = steps.ids[: steps.ids.index("decide_certification")]
    rule_steps = {id for id in before if steps[id].kind == "规则步骤"}

    assert rule_steps <= ancestors(pack, "decide_certification")


def test_certificate_and_notice_wait_for_the_signature(pack: Pack):
    for act in ("issue_certificate", "notify_decision"):
        assert "sign_conclusion" in ancestors(pack, act)
    assert "hand_over_evaluation_report" in ancestors(pack, "notify_decision")


def test_surveillance_follows_the_certificate(pack: Pack):
    assert {"decide_certification", "issue_certificate"} <= ancestors(pack, "watch_yearly")
    assert "watch_yearly" not in ancestors(pack, "decide_certification")


def test_audit_and_evaluation_have_teams_and_reports_of_their_own(pack: Pack):
    ids = pack.process.steps.ids

    assert {
        "form_audit_team",
        "form_evaluation_team",
        "draft_audit_report",
        "draft_evaluation_report",
    } <= set(ids)


def test_recertification_follows_the_steps_of_initial_certification(pack: Pack):
    initial = [step.id for step in pack.process.steps if "initial" in step.audits]
    again = [step.id for step in pack.process.steps if "recertification" in step.audits]

    assert again == [*initial, "renew"]


def test_duties_are_the_twelve_of_chapter_14(pack: Pack, printed: PrintedRule):
    clauses = [clause for clause in printed.clauses_of("14") if clause.count(".") == 2]

    assert list(pack.process.duties.ids) == clauses
    for duty in pack.process.duties:
        assert (duty.name, duty.text) == (printed.titles[duty.id], printed.prose(duty.id))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("after: [decide_acceptance]\n  - id: form_e", "after: [sign_agreement]\n  - id: form_e",
         "process.yaml › form_audit_team：规则步骤不得以辅助步骤“sign_agreement”为前置"),
        ("after: [submit_application]", "after: [notify_decision]",
         "process.yaml › review_conditions：前置步骤“notify_decision”应排在本步骤之前"),
        ("after: [submit_application]", "after: [knock]",
         "process.yaml › review_conditions：所引程序步骤“knock”不存在"),
        ("    clauses: [6.3.3, 14.3.3]\n", "", "process.yaml › notify_decision：规则步骤应写明条款"),
    ],
)  # fmt: skip
def test_order_that_cannot_hold_is_refused(altered: Callable[..., Path], old: str, new: str, sentence: str):
    findings = check_pack(altered("process.yaml", old, new))

    assert sentence in [finding.sentence for finding in findings]
