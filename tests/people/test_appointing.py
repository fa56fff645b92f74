"""Enrolling, opening accounts, granting roles: the natural person is the unit."""

import pytest

from hengxian.journal import verifying
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people import appointing, founding, roles, undertakings
from hengxian.people.models import Account, Grant, Organisation, Person
from tests.cast import NOON, PASSWORD, appoint, found_site, open_account


def by(account: Account):
    return Account.objects.get(pk=account.pk).as_actor()


@pytest.fixture
def system(administrators):
    return by(administrators["system_administrator"])


@pytest.fixture
def security(administrators):
    return by(administrators["security_administrator"])


def test_same_document_is_the_same_person(system):
    first = appointing.enrol("甲", document="其他证件", number="ab 12-3", by=system, at=NOON)

    second = appointing.enrol("甲", document="其他证件", number="ＡＢ１２３", by=system, at=NOON)

    assert second == first
    assert Person.objects.filter(name="甲").count() == 1


def test_document_known_under_another_name_is_refused_without_telling_it(system):
    appointing.enrol("甲", document="其他证件", number="1", by=system, at=NOON)

    with pytest.raises(Incomplete) as refused:
        appointing.enrol("乙", document="其他证件", number="1", by=system, at=NOON)

    assert "甲" not in str(refused.value)


@pytest.mark.covers("G-5")
def test_a_second_document_makes_nobody_a_second_person(system):
    appointing.enrol("甲", document="其他证件", number="1", by=system, at=NOON)

    with pytest.raises(Incomplete, match="已有同名人员"):
        appointing.enrol(" 甲　", document="护照", number="E00000123", by=system, at=NOON)
    namesake = appointing.enrol(
        "甲", document="护照", number="E00000123", by=system, at=NOON, is_namesake=True
    )
    again = appointing.enrol("甲", document="护照", number="E00000123", by=system, at=NOON)

    entry = Entry.objects.select_related("said").get(object_kind="person", object_id=str(namesake.pk))
    assert (again, Person.objects.filter(name="甲").count()) == (namesake, 2)
    assert entry.said.facts["facts"]["is_namesake"] is True


@pytest.mark.parametrize(
    ("document", "number", "sentence"),
    [
        ("居民身份证", "11010519491231002", "居民身份证号码有误：须为 18 位且校验码正确"),
        ("居民身份证", "110105194912310021", "居民身份证号码有误：须为 18 位且校验码正确"),
        ("护照", " ", "证件号码不能为空"),
        ("会员卡", "1", "证件类型“会员卡”无法识别"),
    ],
)
def test_wrong_document_is_refused(system, document, number, sentence):
    with pytest.raises(Incomplete, match=sentence):
        appointing.enrol("甲", document=document, number=number, by=system, at=NOON)


def test_number_of_the_document_is_kept_nowhere(system):
    appointing.enrol("甲", document="护照", number="E00000123", by=system, at=NOON)

    kept = [str(entry.as_mapping()) for entry in Entry.objects.select_related("said")]
    kept += [str(person.content()) for person in Person.objects.all()]

    assert [text for text in kept if "00000123" in text] == []


@pytest.mark.covers("G-10")
@pytest.mark.parametrize("held", founding.ADMINISTRATORS)
@pytest.mark.parametrize("wanted", founding.ADMINISTRATORS)
def test_two_of_the_three_administrators_are_never_one_person(administrators, held, wanted):
    person = administrators[held].person
    other = Account(username="second", person=person, opened_at=NOON)
    appointing.create(other, by=by(administrators["system_administrator"]), at=NOON)
    deputy = appoint(open_account("丁", "deputy"), "security_administrator")

    if held == wanted:
        appointing.grant(other, wanted, by=by(deputy), at=NOON)
        return
    with pytest.raises(NotAllowed) as refused:
        appointing.grant(other, wanted, by=by(deputy), at=NOON)

    assert str(refused.value) == (
        f"{person.name}（账号 {held}）已是{roles.role(held).name}，同一自然人不能兼任{roles.role(wanted).name}"
    )
    assert Account.objects.get(username="second").roles() == frozenset()


def test_administrator_takes_no_part_in_cases(administrators, security):
    other = open_account("系管甲", "clerk", number="演示-system_administrator")

    with pytest.raises(
        NotAllowed, match="系管甲（账号 system_administrator）已是系统管理员，同一自然人不能兼任认证业务人员"
    ):
        appointing.grant(other, "clerk", by=security, at=NOON)


def test_nobody_appoints_himself_by_any_account(administrators, security):
    other = open_account("安管乙", "other", number="演示-security_administrator")

    with pytest.raises(NotAllowed, match="不能对本人的账号“授予角色”：安管乙（账号 other）"):
        appointing.grant(other, "clerk", by=security, at=NOON)


@pytest.mark.parametrize("role", [role.id for role in roles.ROLES if role.id != "security_administrator"])
def test_only_the_security_administrator_grants(administrators, role):
    account = administrators.get(role) or appoint(open_account("丁", "someone"), role)
    target = open_account("戊", "target")

    with pytest.raises(NotAllowed, match="没有“授予角色”的权限，须为：安全管理员"):
        appointing.grant(target, "clerk", by=by(account), at=NOON)

    assert target.roles() == frozenset()


def test_role_granted_twice_or_unknown_is_refused(administrators, security):
    account = appoint(open_account("丁", "clerk"), "clerk")

    with pytest.raises(NotNow, match="账号 clerk 已有角色“认证业务人员”"):
        appointing.grant(account, "clerk", by=security, at=NOON)
    with pytest.raises(Incomplete, match="没有“root”这一角色"):
        appointing.grant(account, "root", by=security, at=NOON)


def test_withdrawn_role_is_gone_and_remembered(administrators, security):
    account = appoint(open_account("丁", "clerk"), "clerk", "auditor")
    given = Grant.objects.get(account=account, role="clerk")

    appointing.withdraw(given, by=security, at=NOON, reason="调岗")

    assert Account.objects.get(pk=account.pk).roles() == {"auditor"}
    assert Entry.objects.filter(object_kind="grant", object_id=str(given.pk)).values_list("verb", "reason")[
        1
    ] == (
        "withdraw",
        "调岗",
    )


def test_withdrawing_needs_a_reason(administrators, security):
    given = Grant.objects.get(account=appoint(open_account("丁", "clerk"), "clerk"))

    with pytest.raises(Incomplete, match="须说明理由"):
        appointing.withdraw(given, by=security, at=NOON, reason=" ")


def test_user_name_is_taken_whatever_its_case(administrators, system):
    open_account("丁", "Clerk")

    with pytest.raises(Incomplete, match="用户名“clerk”已被使用"):
        appointing.open_account(Person.objects.get(name="丁"), "clerk", by=system, at=NOON)


@pytest.mark.parametrize("password", ["短", "123456789012", "password1234", "clerkclerk12"])
def test_weak_password_is_refused(administrators, system, password):
    person = appointing.enrol("丁", document="其他证件", number="1", by=system, at=NOON)

    with pytest.raises(
        Incomplete, match="^[^A-Za-z]*密码[^A-Za-z]*$"
    ):  # in Chinese, whatever Django has it in
        appointing.open_account(person, "clerkclerk", password=password, by=system, at=NOON)

    assert not Account.objects.filter(username="clerkclerk").exists()


def test_reset_sign_in_leaves_the_account_locked_until_another_unlocks_it(administrators, system, security):
    account = open_account("丁", "clerk")

    appointing.reset_sign_in(account, password=PASSWORD + "新", by=system, at=NOON, reason="手机遗失")
    after_reset = Account.objects.get(pk=account.pk)
    with pytest.raises(NotAllowed, match="须为：安全管理员"):
        appointing.unlock(after_reset, by=system, at=NOON, reason="已核实")
    appointing.unlock(after_reset, by=security, at=NOON, reason="已当面核实本人")

    assert (after_reset.check_password(PASSWORD + "新"), Account.objects.get(pk=account.pk).is_active) == (
        True,
        True,
    )


def test_site_is_founded_once(administrators):
    with pytest.raises(NotNow, match="本站已有账号"):
        found_site()


def test_organisation_code_is_registered_once(administrators, system):
    appointing.register_organisation(
        Organisation(name="甲市热线中心", type="热线服务中心", code="X1"), by=system, at=NOON
    )

    with pytest.raises(Incomplete, match="统一社会信用代码 X1 已登记"):
        appointing.register_organisation(
            Organisation(name="乙", type="其他组织", code="X1"), by=system, at=NOON
        )


def test_undertaking_is_signed_by_the_owner_once(administrators, system):
    account = appoint(open_account("丁", "clerk"), "clerk")
    digest = undertakings.digest()

    with pytest.raises(NotAllowed):
        appointing.sign_undertaking(account, digest, by=system, at=NOON)
    first = appointing.sign_undertaking(account, digest, by=by(account), at=NOON)
    second = appointing.sign_undertaking(account, digest, by=by(account), at=NOON)

    assert (second, undertakings.is_owed(account)) == (first, False)


def test_applicant_owes_no_undertaking(administrators):
    assert undertakings.is_owed(appoint(open_account("丁", "client"), "applicant")) is False
    assert undertakings.is_owed(appoint(open_account("戊", "staff"), "clerk")) is True


def test_journal_is_whole_after_all_this_and_names_a_role_written_past_it(administrators, system):
    account = appoint(open_account("丁", "clerk"), "clerk")
    account.set_password(PASSWORD + "二")
    account.save()

    untouched = list(verifying.faults())
    Grant.objects.filter(account=account).update(role="head_of_body")

    assert untouched == []
    assert len(list(verifying.faults())) == 1
