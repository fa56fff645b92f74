"""Every address of the body's site, walked by everybody: what is not in the table below does not exist."""

import pytest

from tests.web.scene import STAFF, Scene

HANDLING = frozenset(STAFF) | {"outsider"}
EVERYBODY = HANDLING | {"applicant", "stranger", "system_administrator", "security_administrator", "audit_administrator"}
FILE = frozenset({"clerk", "head_of_body", "lead_auditor", "auditor"})
# Who finds the scene's record of a kind, in the office and in the portal.
FINDERS = {
    "application": frozenset({"clerk", "head_of_body"}),
    "case": FILE | {"appeal_panel"},
    "nonconformity": FILE | {"appeal_panel"},
    "evaluation_report": FILE | {"appeal_panel"},
    "certificate": FILE | {"appeal_panel", "certificate_administrator"},
    "appeal": frozenset({"clerk", "head_of_body", "appeal_panel"}),
    "complaint": frozenset({"clerk", "head_of_body"}),
    "organisation": FILE | {"certificate_administrator"},
    "hotline": FILE,
    "person": frozenset({"clerk", "head_of_body", "auditor"}),
}
IN_PORTAL = frozenset({"application", "case", "nonconformity", "certificate", "appeal", "organisation", "hotline"})


@pytest.mark.parametrize("kind", FINDERS)
def test_record_is_there_for_those_in_the_table_and_nobody_else(scene: Scene, kind: str) -> None:
    address = f"/office/{kind}/{scene.pk(kind)}/"

    found = {who for who in EVERYBODY if scene.client(who).get(address).status_code == 200}
    told_apart = {scene.client(who).get(address).status_code for who in EVERYBODY - found}

    assert found == FINDERS[kind]
    assert told_apart == {404}
