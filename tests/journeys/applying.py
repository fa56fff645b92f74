"""From the application to an approved plan: applicant, clerk, head and the head’s delegate at their desks."""

from hengxian.cli.showcase import audit, client, people, story
from tests.cast import PASSWORD
from tests.journeys.telling import SIGNED, Story


def apply(told: Story) -> None:
    """The applicant signs in with his password, looks his application over and hands it in."""
    hotline = client.register(story._credit_code(story.CODE), told.on(1))
    application = client.draft(hotline, told.on(1))
    client.fill(application, told.on(2), told.export)
    told.on(3)
    visitor = told.stage.street(told.stage.body)
    page = visitor.open("/account/login/")
    visitor.look("01-sign-in")
    page.fill("[name=login]", "applicant")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/portal/**")
    visitor.open(f"/portal/application/{application.pk}/part/A.4/")
    visitor.look("02-application-form")
    visitor.act(f"/portal/application/{application.pk}/", "提交申请")
    visitor.look("03-application-handed-in")
    page.context.close()


def accept(told: Story) -> None:
    """The clerk, after looking at every condition and material."""
    pk = told.application.pk
    client.examine(told.application, told.on(5))
    clerk = told.stage.desk("clerk")
    clerk.open(f"/office/application/{pk}/review/")
    clerk.look("04-review")
    clerk.act(f"/office/application/{pk}/", "受理", reason="条件和材料符合要求")

    assert told.application.status == "已受理"


def agree(told: Story) -> None:
    """Offered by the published fees, agreed by the client on a telephone, signed by the head; a case is opened."""
    pk = told.application.pk
    client.offer(told.application, told.on(7))
    client.override(told.application, "立案", told.on(7))
    applicant = told.stage.desk("applicant")
    signer = people.actor("applicant").person
    applicant.act(f"/portal/application/{pk}/", "申请方签署协议", signed_by=str(signer), **SIGNED)
    applicant.look("05-contract")
    told.stage.desk("head").act(f"/office/application/{pk}/", "签订认证服务协议", **SIGNED)
    told.on(8)
    told.stage.desk("clerk").act(f"/office/application/{pk}/", "立案")

    assert told.case.status == "已立案"


def form_team_and_plan(told: Story) -> None:
    """The clerk forms the team, the head's delegate approves the plan."""
    audit.name_team(told.case, told.on(9))
    told.stage.desk("clerk").act(f"/office/case/{told.case.pk}/", "组建审核组和评价组")
    audit.lay_out(told.case, told.on(12), told.first)
    delegate = told.stage.desk("delegate")
    delegate.open(f"/office/case/{told.case.pk}/plan/")
    delegate.look("06-plan")
    delegate.act(f"/office/case/{told.case.pk}/", "批准审核计划和评价计划")
    delegate.look("07-case")

    assert told.case.status == "计划已批"
