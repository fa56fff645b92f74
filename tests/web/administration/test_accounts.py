"""Accounts and roles through the pages of the system and the security administrator."""

import pytest
from django.test import Client

from hengxian.journal.models import Attempt
from hengxian.people import founding, roles
from hengxian.people.models import Account
from tests.cast import PASSWORD

NEW = {
    "name": "张一", "document": "其他证件", "number": "演示-张一", "username": "lead", "password": PASSWORD,
    "organisation": "", "email": "", "key": "k1",
}  # fmt: skip
PATHS = ("accounts/", "accounts/new/", "accounts/1/", "accounts/1/grant/", "roles/", "journal/", "attempts/")


def test_account_is_opened_by_one_administrator_and_given_its_role_by_another(signed_in):
    made = signed_in("system_administrator").post("/administration/accounts/new/", NEW)
    account = Account.objects.get(username="lead")
    granted = signed_in("security_administrator").post(
        f"/administration/accounts/{account.pk}/grant/", {"role": "lead_auditor", "reason": "聘任"}
    )

    assert (made.status_code, granted.status_code) == (302, 302)
    assert Account.objects.get(pk=account.pk).roles() == {"lead_auditor"}


def test_form_sent_twice_opens_one_account(signed_in):
    client = signed_in("system_administrator")

    answers = [client.post("/administration/accounts/new/", NEW) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert Account.objects.filter(username="lead").count() == 1


@pytest.mark.covers("G-5")
def test_a_namesake_is_asked_about_before_he_is_a_second_person(signed_in):
    client = signed_in("system_administrator")
    client.post("/administration/accounts/new/", NEW)
    other = {**NEW, "document": "护照", "number": "E00000123", "username": "lead2", "key": "k2"}

    asked = client.post("/administration/accounts/new/", other)
    answered = client.post("/administration/accounts/new/", {**other, "is_namesake": "yes"})

    assert (asked.status_code, "已有同名人员以另一证件登记" in asked.text) == (422, True)
    assert (answered.status_code, Account.objects.get(username="lead2").person.name) == (302, NEW["name"])


def test_refusal_is_shown_in_the_form_and_noted(signed_in):
    clerk = Account.objects.get(username="clerk")
    other = {**NEW, "name": "丁一", "number": "演示-clerk", "username": "clerk2"}
    signed_in("system_administrator").post("/administration/accounts/new/", other)
    second = Account.objects.get(username="clerk2")

    answer = signed_in("security_administrator").post(
        f"/administration/accounts/{second.pk}/grant/", {"role": "system_administrator", "reason": "兼任"}
    )

    sentence = "丁一（账号 clerk）已是认证业务人员，同一自然人不能兼任系统管理员"
    assert (answer.status_code, sentence in answer.text, second.person) == (403, True, clerk.person)
    assert Attempt.objects.filter(sentence=sentence).count() == 1


def test_incomplete_form_names_what_lacks_and_repeats_no_password(signed_in):
    answer = signed_in("system_administrator").post(
        "/administration/accounts/new/", {"password": "秘密秘密秘密"}
    )

    assert (answer.status_code, "“姓名”不能为空" in answer.text, "秘密秘密" in answer.text) == (
        422,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("verb", "said", "status"),
    [
        ("lock", {"reason": "离岗"}, 302),
        ("lock", {"reason": ""}, 422),
        ("withdraw", {"role": "clerk", "reason": "调岗"}, 302),
        ("withdraw", {"role": "auditor", "reason": "调岗"}, 422),
        ("reset_sign_in", {"password": PASSWORD, "reason": "忘记"}, 403),
        ("nonsense", {}, 404),
    ],
)
def test_security_administrator_does_what_is_his(signed_in, verb, said, status):
    clerk = Account.objects.get(username="clerk")

    answer = signed_in("security_administrator").post(f"/administration/accounts/{clerk.pk}/{verb}/", said)

    assert answer.status_code == status


def test_nobody_is_offered_an_act_on_his_own_account(signed_in):
    mine = Account.objects.get(username="security_administrator")

    answer = signed_in("security_administrator").get(f"/administration/accounts/{mine.pk}/")

    assert (answer.context["acts"], "这是您本人的账号" in answer.text) == ([], True)


@pytest.mark.parametrize("path", PATHS)
def test_other_roles_are_told_there_is_no_such_page(signed_in, path):
    assert signed_in("clerk").get(f"/administration/{path}").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_stranger_is_sent_to_the_sign_in_page(client, path):
    assert client.get(f"/administration/{path}").url.startswith("/account/login/")


@pytest.mark.covers("G-10")
@pytest.mark.parametrize("administrator", founding.ADMINISTRATORS)
def test_administrator_reads_no_case_content(scene, administrator):
    browser = Client()
    browser.force_login(Account.objects.get(username=administrator))
    of_people = {"organisation", "person", "account"}
    records = {kind: record for kind, record in scene.records.items() if kind not in of_people}

    answers = [
        browser.get(f"/{door}/{kind}/{records[kind].pk}/")
        for kind in records
        for door in ("office", "portal")
    ]

    assert {"case", "application", "certificate"} <= set(records)
    assert {answer.status_code for answer in answers} == {404}


def test_system_administrator_reads_neither_journal_nor_attempts(signed_in):
    client = signed_in("system_administrator")

    assert [client.get(f"/administration/{path}").status_code for path in ("journal/", "attempts/")] == [
        404,
        404,
    ]


def test_roles_are_a_table_that_people_read(signed_in):
    text = signed_in("audit_administrator").get("/administration/roles/").text

    assert [role.name for role in roles.of_site("body") if role.never not in text] == []
    assert "丁一（clerk）" in text


def test_list_of_accounts_asks_the_same_number_of_questions_however_long(
    signed_in, django_assert_max_num_queries
):
    client = signed_in("system_administrator")
    for number in range(10):
        client.post(
            "/administration/accounts/new/",
            {
                **NEW,
                "name": f"张{number}",
                "number": f"n{number}",
                "username": f"u{number}",
                "key": f"k{number}",
            },
        )

    with django_assert_max_num_queries(12):
        text = client.get("/administration/accounts/").text

    assert "u9" in text
