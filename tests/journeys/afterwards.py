"""What becomes of a certificate: suspended, restored, revoked after an appeal; and another one renewed."""

from datetime import timedelta

from hengxian.certification.actions import clients
from hengxian.certification.models import Appeal, Application, Case, Certificate
from hengxian.cli.showcase import client, people, story
from hengxian.records.edition import edition_name
from tests.cast import placed
from tests.journeys.telling import SIGNED, Story


def suspend(told: Story) -> None:
    """Proposed with its evidence by one, decided by the other."""
    address = f"/office/certificate/{told.certificate.pk}/"
    told.after(40)
    keeper, head = told.stage.desk("certificates"), told.stage.desk("head")
    keeper.act(
        address, "拟暂停", ground="8.2.1.3", shows=["主管机关文书或查实材料", "分级理由"], reason="宣传中擅自添加内容",
        evidence="查实材料", attached_masked=True,
    )  # fmt: skip
    head.open(address)
    head.look("20-suspension-proposed")
    head.act(
        address, "暂停证书", demands="停止使用未经批准的内容\n报告整改情况", months="3", reason="情况属实"
    )
    head.look("21-suspended")


def restore(told: Story) -> None:
    """The client corrects, an auditor verifies, the head restores."""
    own, address = (f"/{door}/certificate/{told.certificate.pk}/" for door in ("portal", "office"))
    told.after(60)
    told.stage.desk("applicant").act(
        own, "提交整改", correction="已撤下全部未经批准的内容", evidence="整改情况报告", attached_masked=True
    )
    told.stage.desk("auditor2").act(
        address, "验证整改", result="网站与宣传册已核对", evidence="核对记录", attached_masked=True
    )
    told.after(61)
    told.stage.desk("head").act(address, "恢复证书", reason="整改已验证")

    assert told.certificate.status == "有效"


def give_notice(told: Story) -> None:
    """False papers are found; the client is told, the public is not."""
    address = f"/office/certificate/{told.certificate.pk}/"
    told.after(90)
    told.stage.desk("delegate").act(
        address, "立案调查撤销理由", ground="8.2.2.2", shows=["材料原件与核对结果"], reason="绩效数据与原始记录不符",
        evidence="核对结果", attached_masked=True,
    )  # fmt: skip
    told.after(95)
    keeper = told.stage.desk("certificates")
    keeper.act(address, "发出撤销通知", findings="绩效数据与原始记录不符", reason="提供虚假材料")
    keeper.look("22-notice-of-revocation")


def appeal_and_revoke(told: Story) -> None:
    """The client appeals, a panel with no earlier part upholds, the head revokes."""
    pk = told.certificate.pk
    told.after(98)
    applicant = told.stage.desk("applicant")
    applicant.act(
        f"/portal/certificate/{pk}/", "提出申诉", decision="撤销告知", grounds="数据差异系统计口径不同"
    )
    applicant.look("23-appeal")
    told.after(102)
    panel, address = told.stage.desk("panel"), f"/office/appeal/{Appeal.objects.get().pk}/"
    panel.act(address, "受理申诉", reason="在申诉期限内")
    panel.act(
        address,
        "调查申诉",
        client_heard="统计口径不同",
        body_heard="原始记录缺失",
        findings="原始记录确实缺失",
    )
    panel.act(address, "作出申诉决定", outcome="维持", reason="依据调查结果")
    panel.look("24-appeal-decided")
    told.stage.desk("clerk").act(address, "通知申诉决定", follow_up="撤销程序继续")
    told.after(125)
    head = told.stage.desk("head")
    head.act(f"/office/certificate/{pk}/", "撤销证书", reason="调查属实，申诉维持原决定")
    head.look("25-revoked")
    street = told.stage.street(told.register)
    street.open(f"/c/{told.certificate.number}")
    street.look("26-register-revoked")
    street.page.context.close()


def recertify(told: Story) -> None:
    """Another client, whose certificate of three years ago soon ends, applies anew; a case of recertification is opened."""
    at = told.after(140)
    old = earlier_certificate(told)
    applicant, clerk = told.stage.desk("applicant2"), told.stage.desk("clerk")
    applicant.open("/portal/application/new/draft/")
    applicant.fill({"hotline_id": str(old.hotline_id), "for_recertification_of_id": str(old.pk)})
    applicant.look("27-recertification")
    applicant.send()
    again = Application.objects.get(for_recertification_of=old)
    client.fill(again, at, told.export, "applicant2")
    applicant.act(f"/portal/application/{again.pk}/", "提交申请")
    again.refresh_from_db()
    client.accept(again, at)
    client.offer(again, at)
    client.override(again, "立案", at)
    signer = str(people.actor("applicant2").person)
    applicant.act(f"/portal/application/{again.pk}/", "申请方签署协议", signed_by=signer, **SIGNED)
    told.stage.desk("head").act(f"/office/application/{again.pk}/", "签订认证服务协议", **SIGNED)
    clerk.act(f"/office/application/{again.pk}/", "立案")
    clerk.look("28-recertification-opened")

    assert Case.objects.get(application=again).type == "recertification"


def earlier_certificate(told: Story) -> Certificate:
    """A certificate of another organisation from three years ago, as it was taken over into the platform."""
    by, at = people.actor("applicant2"), told.stage.at
    said = {
        **client.ORGANISATION,
        "name": "望海市政务热线中心（虚构）",
        "code": story._credit_code("12310000MB1Y65432"),
    }
    own = clients.register_own_organisation(said, by=by, at=at)
    by = people.actor("applicant2")  # now of that organisation
    hotline = clients.add_hotline(
        own, {**client.HOTLINE, "name": "望海市12345热线", "place": "望海市"}, by=by, at=at
    )
    clients.write_sites(hotline, client.SITES, by=by, at=at)
    case = placed(
        Case(
            number="AN-2023-007", type="initial", organisation=own, hotline=hotline, status="已归档",
            rule_edition=edition_name(), opened_at=at.replace(year=2023),
        )
    )  # fmt: skip
    until = at.date() + timedelta(days=60)
    return placed(
        Certificate(
            number="YS-GXR-2023-0007", case=case, organisation=own, hotline=hotline, status="有效",
            issued_on=until.replace(year=until.year - 3), valid_until=until, status_since=at.replace(year=2023),
        )
    )  # fmt: skip
