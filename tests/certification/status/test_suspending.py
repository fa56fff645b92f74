"""Suspension in its order: ground and evidence, notice with demands, correction, verification, restoration (8.3.1)."""

from datetime import date
from typing import Any

import pytest

from hengxian.certification.models import Certificate, Publication
from hengxian.certification.queries.certificates import appendix_b, standing_on
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.issuing import documents_of
from tests.certification.certificates.certified import evidence, issued, set_terms
from tests.certification.world import World

ORDINARY = {"ground": "8.2.1.3", "shows": ["主管机关文书或查实材料", "分级理由"], "reason": "一般违法"}
SUSPENSION = {"reason": "属实", "demands": "停止使用未批准的内容\n报告整改情况", "months": 3}


def proposed(world: World, **said: Any) -> Certificate:
    set_terms(world)
    certificate = issued(world)
    files = evidence(world, certificate.story)
    world.later(days=30)
    told = {**ORDINARY, "evidence": files, **said}
    return perform(certificate, "propose_suspension", by=world["keeper"], at=world.at, **told)


def suspended(world: World) -> Certificate:
    certificate = proposed(world)
    world.set(P_suspension=6)
    return perform(certificate, "suspend", by=world["head"], at=world.at, **SUSPENSION)


def told_since(before: int) -> list[tuple[str, Any]]:
    found = Publication.objects.filter(pk__gt=before).order_by("pk")
    return [(each.fact_kind, each.body.get("after") or each.body.get("category")) for each in found]


@pytest.mark.covers("R8.3.1.1-4", "L26", "T31", "T32")
def test_suspend_tells_client_and_public_in_one_act(world: World) -> None:
    certificate = proposed(world)
    before = Publication.objects.latest("pk").pk
    world.set(P_suspension=6)

    perform(certificate, "suspend", by=world["head"], at=world.at, **SUSPENSION)

    assert (certificate.status, certificate.marker, certificate.suspended_until, certificate.valid_until) == (
        "暂停", "", date(2026, 7, 1), date(2029, 3, 1),
    )  # fmt: skip
    assert told_since(before) == [("status", "暂停"), ("announcement", "暂停公告")]
    assert documents_of(certificate.story)[-1].sort == "suspension"
    public = " ".join(str(each.body) for each in Publication.objects.all())
    assert "一般违法" not in public and world["head"].name not in public


def test_proposal_alone_changes_nothing_public(world: World) -> None:
    set_terms(world)
    issued(world)
    before = Publication.objects.latest("pk").pk

    certificate = Certificate.objects.get()
    files = evidence(world, certificate.story)
    perform(certificate, "propose_suspension", by=world["keeper"], at=world.at, **ORDINARY, evidence=files)

    assert (certificate.status, certificate.marker, told_since(before)) == ("有效", "拟暂停", [])


@pytest.mark.covers("R8.2.1.1-4")
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"ground": ""}, "还缺：依据的条款"),
        ({"ground": "8.2.2.1"}, "依据的条款须为：8.2.1.1"),
        ({"evidence": []}, "还缺：证据"),
        ({"reason": ""}, "还缺：理由"),
        ({"shows": ["分级理由"]}, "依据 8.2.1.3 还缺证据：主管机关文书或查实材料"),
        (
            {"ground": "8.2.1.1", "shows": ["不符合项", "整改期限", "超期未验证的记录"]},
            "没有超期未关闭的监督审核轻微不符合项",
        ),
        (
            {"ground": "8.2.1.2", "shows": ["变更事实", "变更日期与报告日期"]},
            "重大变更的清单和报告期限未设定",
        ),
    ],
)
def test_proposal_refuses_what_its_ground_lacks(world: World, said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Incomplete) as refused:
        proposed(world, **said)

    assert sentence in str(refused.value)
    assert Certificate.objects.get().marker == ""


@pytest.mark.covers("T25")
def test_proposal_accepts_a_minor_nonconformity_not_corrected_in_time(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    watch = world.case("已归档", type="surveillance", certificate=certificate)
    world.nonconformity(watch)  # due on 1 April
    world.later(days=40)
    files = evidence(world, certificate.story)

    perform(
        certificate, "propose_suspension", by=world["keeper"], at=world.at, ground="8.2.1.1", reason="超期",
        shows=["不符合项", "整改期限", "超期未验证的记录"], evidence=files,
    )  # fmt: skip

    assert certificate.marker == "拟暂停"


def test_suspend_refuses_without_limit_set_and_beyond_it(world: World) -> None:
    certificate = proposed(world)

    with pytest.raises(Incomplete, match="暂停期限未设定"):
        perform(certificate, "suspend", by=world["head"], at=world.at, **SUSPENSION)
    world.set(P_suspension=2)
    with pytest.raises(Incomplete, match="暂停期限应为 1 至 2 的整数个月"):
        perform(certificate, "suspend", by=world["head"], at=world.at, **SUSPENSION)

    assert certificate.status == "有效"


def test_suspend_refuses_who_proposed_and_before_a_proposal(world: World) -> None:
    certificate = proposed(world)
    world.set(P_suspension=6)

    with pytest.raises(NotAllowed):
        perform(certificate, "suspend", by=world["keeper"], at=world.at, **SUSPENSION)
    perform(certificate, "drop", by=world["head"], at=world.at, reason="查无此事")
    with pytest.raises(NotNow):
        perform(certificate, "suspend", by=world["head"], at=world.at, **SUSPENSION)

    assert (certificate.status, certificate.proceedings) == ("有效", {})


@pytest.mark.covers("R8.3.1.1-4")
def test_restore_refuses_without_a_passed_verification(world: World) -> None:
    certificate = suspended(world)

    with pytest.raises(NotNow):
        perform(certificate, "restore", by=world["head"], at=world.at, reason="已整改")
    submit(world, certificate)
    with pytest.raises(NotNow):
        perform(certificate, "restore", by=world["head"], at=world.at, reason="已整改")
    perform(certificate, "return_correction", by=world["auditor"], at=world.at, reason="证据不足")

    assert (certificate.status, certificate.marker) == ("暂停", "")


def submit(world: World, certificate: Certificate) -> None:
    files = evidence(world, certificate.story, "client")
    perform(
        certificate,
        "submit_correction",
        by=world["client"],
        at=world.later(days=5),
        correction="已停止",
        evidence=files,
    )


@pytest.mark.covers("R8.3.1.1-4", "XB.3")
def test_restore_follows_correction_and_verification_and_is_published(world: World) -> None:
    certificate = suspended(world)
    submit(world, certificate)
    files = evidence(world, certificate.story, "bystander")
    perform(
        certificate,
        "verify_correction",
        by=world["bystander"],
        at=world.later(days=1),
        result="符合",
        evidence=files,
    )
    before = Publication.objects.latest("pk").pk

    perform(certificate, "restore", by=world["head"], at=world.later(days=1), reason="整改有效")

    assert (certificate.status, certificate.suspended_until, certificate.proceedings) == ("有效", None, {})
    assert told_since(before) == [("status", "有效"), ("announcement", "恢复公告")]
    rows = [
        (row["status_before"], row["status_after"], row["reason"]) for row in appendix_b(certificate)["B.3"]
    ]
    assert rows == [("有效", "暂停", "属实"), ("暂停", "有效", "整改有效")]


def test_correction_refuses_others_and_its_own_verifier(world: World) -> None:
    certificate = suspended(world)
    before = Entry.objects.count()

    with pytest.raises(NotAllowed):
        perform(
            certificate,
            "submit_correction",
            by=world["keeper"],
            at=world.at,
            correction="x",
            evidence=["file:1"],
        )
    submit(world, certificate)
    with pytest.raises(NotAllowed):
        perform(
            certificate,
            "verify_correction",
            by=world["client"],
            at=world.at,
            result="符合",
            evidence=["file:1"],
        )

    assert Entry.objects.filter(verb="verify_correction").count() == 0
    assert Entry.objects.count() > before


@pytest.mark.covers("R8.1.1-4", "T27")
def test_validity_by_date_is_computed_and_changes_no_status(world: World) -> None:
    set_terms(world)
    certificate = issued(world)

    inside, after = standing_on(certificate, date(2029, 3, 1)), standing_on(certificate, date(2029, 3, 2))

    assert inside and after
    assert (inside.label, inside.is_valid, after.label, after.is_valid) == ("有效", True, "已过有效期", False)
    assert certificate.status == "有效"


def test_lead_of_an_open_surveillance_proposes_and_the_lead_of_old_does_not(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    files = evidence(world, certificate.story)
    told = {**ORDINARY, "evidence": files}
    with pytest.raises(NotAllowed):
        perform(certificate, "propose_suspension", by=world["lead"], at=world.at, **told)
    world.case("现场中", type="surveillance", certificate=certificate)

    perform(certificate, "propose_suspension", by=world["lead"], at=world.at, **told)

    assert certificate.marker == "拟暂停"
