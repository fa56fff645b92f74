"""Grounds of 8.2: each demands its own evidence, and how grave a breach is is a person's word (8.2.2, T33, T56)."""

from typing import Any

import pytest

from hengxian.certification.models import Certificate
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete
from tests.certification.certificates.certified import evidence, issued, put, set_terms
from tests.certification.status.test_revoking import FALSE_PAPERS, NOTICE
from tests.certification.world import World

# Each ground of 8.2.2 with the evidence that it alone demands.
EVIDENCE = {
    "8.2.2.1": ["严重不符合项记录及分级理由"],
    "8.2.2.2": ["材料原件与核对结果"],
    "8.2.2.3": ["主管机关文书", "分级理由"],
    "8.2.2.4": ["监督审核通知的送达凭据与拒绝的凭据"],
    "8.2.2.5": ["暂停决定", "期限", "验证未通过或未提交的记录"],
}


def borne_out(world: World, certificate: Certificate, ground: str) -> None:
    """What the system itself has to hold for the ground."""
    if ground == "8.2.2.1":
        world.nonconformity(world.case("现场中", type="surveillance", certificate=certificate), "严重")
    if ground == "8.2.2.4":
        put("refusal_proofs", certificate.story, {"wording": "不接受"})
    if ground == "8.2.2.5":
        world.set(P_suspension=6)
        proposed = {
            "ground": "8.2.1.4", "shows": ["情形说明及其影响"], "reason": "影响有效性",
            "evidence": evidence(world, certificate.story),
        }  # fmt: skip
        perform(certificate, "propose_suspension", by=world["keeper"], at=world.at, **proposed)
        perform(
            certificate, "suspend", by=world["head"], at=world.at, reason="属实", demands="整改", months=1
        )
        world.later(days=40)


@pytest.mark.covers("R8.2.2.1-5", "T56")
@pytest.mark.parametrize("ground", list(EVIDENCE))
def test_each_ground_of_revocation_demands_its_own_evidence(world: World, ground: str) -> None:
    set_terms(world)
    certificate = issued(world)
    borne_out(world, certificate, ground)
    world.set(P_appeal=10, P_appeal_handling=15)
    files = evidence(world, certificate.story, "bystander")
    status = certificate.status

    def investigate(shows: list[str], cited: str = ground) -> Certificate:
        told = {"ground": cited, "shows": shows, "reason": "见调查", "evidence": files}
        return perform(certificate, "investigate", by=world["bystander"], at=world.at, **told)

    for other, shows in EVIDENCE.items():
        if other != ground:
            with pytest.raises(Incomplete, match=f"依据 {ground} 还缺证据"):
                investigate(shows)
    investigate(EVIDENCE[ground])

    assert (certificate.status, certificate.marker) == (status, "撤销调查")
    perform(certificate, "give_notice", by=world["keeper"], at=world.at, **NOTICE)
    assert certificate.marker == "撤销告知"


@pytest.mark.covers("R8.2.2.1-5")
@pytest.mark.parametrize(
    ("left_out", "told"),
    [("ground", "依据的条款"), ("shows", "证据包括"), ("evidence", "证据"), ("reason", "理由")],
)
def test_revocation_begins_with_item_evidence_and_reason_or_not_at_all(
    world: World, left_out: str, told: str
) -> None:
    set_terms(world)
    certificate = issued(world)
    said = {**FALSE_PAPERS, "evidence": evidence(world, certificate.story)}
    del said[left_out]
    before = Entry.objects.count()

    with pytest.raises(Incomplete, match=told):
        perform(certificate, "investigate", by=world["keeper"], at=world.at, **said)

    certificate.refresh_from_db()
    assert (Entry.objects.count(), certificate.marker) == (before, "")


BREACH = {
    "known_on": "2026-03-01", "facts": "受到警告", "authority": "云泽市某局，警告决定书", "grade": "一般",
    "reason": "情节轻微，已改正",
}  # fmt: skip
MILDER = {"ground": "8.2.1.3", "shows": ["主管机关文书或查实材料", "分级理由"], "reason": "按一般违法处理"}
GRAVER = {"ground": "8.2.2.3", "shows": ["主管机关文书", "分级理由"], "reason": "按严重违法处理"}


@pytest.mark.covers("T33")
@pytest.mark.parametrize("left_out", ["grade", "reason", "evidence"])
def test_how_grave_a_breach_is_is_said_by_a_person_with_reason_and_evidence(
    world: World, left_out: str
) -> None:
    files = evidence(world, world.client.story) if left_out != "evidence" else []
    said = {name: value for name, value in BREACH.items() if name != left_out}

    with pytest.raises(Incomplete):
        world.write("violations", world.client, said, by="keeper", evidence=files)


@pytest.mark.covers("T33")
@pytest.mark.parametrize("grade", ["一般", "重大", "严重", "尚未认定"])
@pytest.mark.parametrize(("verb", "said"), [("propose_suspension", MILDER), ("investigate", GRAVER)])
def test_no_grade_of_a_breach_follows_from_another_or_opens_or_bars_a_procedure(
    world: World, grade: str, verb: str, said: dict[str, Any]
) -> None:
    set_terms(world)
    certificate = issued(world)
    files = evidence(world, world.client.story)
    world.write("violations", world.client, BREACH | {"grade": grade}, by="keeper", evidence=files)
    certificate.refresh_from_db()
    untouched = (certificate.status, certificate.marker, certificate.proceedings)
    without_reason = {**said, "shows": said["shows"][:1], "evidence": files}
    with pytest.raises(Incomplete, match="还缺证据：分级理由"):
        perform(certificate, verb, by=world["keeper"], at=world.at, **without_reason)

    perform(certificate, verb, by=world["keeper"], at=world.at, **said, evidence=files)

    assert untouched == ("有效", "", {})
    assert certificate.marker in ("拟暂停", "撤销调查")
