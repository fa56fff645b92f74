"""Votes, decision, signatures, certificate; and a passer-by who looks the certificate up."""

from hengxian.certification.models import EvaluationReport
from hengxian.cli.showcase import client, decision
from tests.journeys.telling import SIGNED, Story


def vote_and_decide(told: Story) -> None:
    """Three ballots, one of them on a telephone; the chair decides, the head signs, the clerk tells."""
    address, reason = f"/office/case/{told.case.pk}/", "同意审核结论"
    told.after(17)
    ballot = {
        "choice": "赞成",
        "process": "过程完整",
        "nonconformities": "准确完整",
        "conclusion": "合理",
        "reason": reason,
    }
    vote_by_keyboard(told, address)
    for who in ("member2", "chair"):
        told.stage.desk(who).act(address, "表决", **ballot)
    chair = told.stage.desk("chair")
    chair.act(address, "结束表决并出具审查意见")
    chair.look("15-votes")
    chair.act(address, "作出认证决定", outcome="批准认证", reason="符合认证要求，不符合项均已关闭")
    chair.look("16-decision")
    told.after(18)
    told.stage.desk("lead").act(address, "认证人员签字", **SIGNED)
    told.stage.desk("head").act(address, "机构负责人签署", **SIGNED)
    decision.hand_over(EvaluationReport.objects.get(case=told.case), told.after(18, 14))
    clerk = told.stage.desk("clerk")
    clerk.act(address, "书面通知决定", delivery="平台内送达", delivered_at=f"{told.stage.at:%Y-%m-%dT%H:%M}")

    assert (told.case.status, told.case.marker) == ("已决定", "已通知")


def vote_by_keyboard(told: Story, address: str) -> None:
    """A ballot without a mouse: every field reached by its label, the button by Enter."""
    member = told.stage.desk("member1")
    member.open("/office/")
    member.look("14-desk-of-a-member")
    page = member.open(f"{address}vote/")
    page.get_by_label("赞成", exact=True).press("Space")
    for label in ("审核过程的符合性", "不符合项的准确性和完整性", "审核结论的合理性", "表决理由"):
        page.get_by_role("textbox", name=label).fill("符合要求，准确完整")
    page.get_by_role("button", name="表决").press("Enter")
    page.wait_for_url(f"**{address}")

    assert told.case.ballots.count() == 1


def certify(told: Story) -> None:
    """Drafted by one, issued by another, and looked up by a passer-by with number and code."""
    client.override(told.case, "颁发证书", told.after(19))
    keeper, head = told.stage.desk("certificates"), told.stage.desk("head")
    site = told.case.hotline.sites.get()
    keeper.act(
        f"/office/case/{told.case.pk}/", "拟制证书", address_kind="注册地址", blocks=list(decision.BLOCKS),
        scope="云泽市12345热线的受理、办理、办结、回访、归档和信息分析", sites=str(site.pk), wording_confirmed=True,
    )  # fmt: skip
    address = f"/office/certificate/{told.certificate.pk}/"
    head.act(address, "颁发证书", issued_on=told.stage.at.date().isoformat(), **SIGNED)
    head.look("17-certificate")
    verify(told)


def verify(told: Story) -> None:
    """By number and code, as they stand beside the QR code."""
    street = told.stage.street(told.register)
    street.resize("phone")
    page = street.open("/verify")
    page.fill("#number", told.certificate.number)
    page.fill("#code", told.certificate.editions.get().check_code)
    page.get_by_role("button", name="核验").first.click()
    page.get_by_text(told.certificate.number).first.wait_for()
    street.look("18-verified")
    street.open(f"/c/{told.certificate.number}")
    street.look("19-register")
    page.context.close()
