"""Signing in, and what is owed before anything else is reached."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from hengxian.journal.models import Attempt, Entry
from hengxian.people import appointing, safety, undertakings
from hengxian.people.models import Account
from tests.cast import NOON, PASSWORD

NEW = PASSWORD + "新"


@pytest.fixture(autouse=True)
def no_memory_of_tries():
    cache.clear()


def sign_in(client: Client, username: str, password: str = PASSWORD):
    return client.post("/account/login/", {"login": username, "password": password})


def replace_password(client: Client, old: str = PASSWORD):
    return client.post("/account/password/", {"oldpassword": old, "password1": NEW, "password2": NEW})


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.covers("L8")
def test_first_sign_in_without_undertaking_reaches_nothing(client, clerk):
    sign_in(client, "clerk")
    replace_password(client)

    reached = {path: client.get(path) for path in ("/", "/x/", "/cases/1/")}
    posted = client.post("/cases/1/accept/")
    agreed = client.post("/account/undertaking/", {"agreed": "yes", "digest": undertakings.digest()})

    assert {path: (answer.status_code, answer.url) for path, answer in reached.items()} == {
        path: (302, "/account/undertaking/") for path in reached
    }
    assert (posted.status_code, "须先签署保密承诺书" in posted.text) == (403, True)
    assert (agreed.status_code, undertakings.is_owed(Account.objects.get(pk=clerk.pk))) == (302, False)
    assert client.get("/x/").status_code == 404


def test_undertaking_without_the_tick_is_not_signed(client, clerk):
    client.force_login(clerk)

    answer = client.post("/account/undertaking/", {"digest": undertakings.digest()})

    assert (answer.status_code, "请勾选确认" in answer.text, undertakings.is_owed(clerk)) == (422, True, True)


def test_undertaking_to_a_text_no_longer_in_force_is_refused_and_noted(client, clerk):
    client.force_login(clerk)

    answer = client.post("/account/undertaking/", {"agreed": "yes", "digest": "0" * 64})

    assert (answer.status_code, "承诺书文本已更新" in answer.text) == (409, True)
    assert Attempt.objects.get(account=clerk.pk, http=409).sentence == "承诺书文本已更新，请重新阅读后再确认"


def test_initial_password_has_to_be_replaced_first(client, applicant):
    sign_in(client, "client")

    before = client.get("/")
    replace_password(client)
    after = client.get("/")

    assert (before.status_code, before.url) == (302, "/account/password/")
    assert after.url != "/account/password/"
    assert Account.objects.get(pk=applicant.pk).must_change_password is False
    assert list(Entry.objects.filter(account=applicant.pk).values_list("verb", flat=True)) == [
        "sign_in",
        "change_password",
    ]


@pytest.mark.covers("G-10")
def test_account_is_locked_out_after_too_many_tries(client, applicant):
    for _ in range(safety.TRIES):
        sign_in(client, "client", "错误的密码")

    answer = sign_in(client, "client")

    assert f"连续错误超过 {safety.TRIES} 次，请 {safety.LOCKED_MINUTES} 分钟后再试" in answer.text
    assert "_auth_user_id" not in client.session
    assert Attempt.objects.filter(account=applicant.pk, verb="sign_in").count() == safety.TRIES


def test_wrong_name_and_wrong_password_read_the_same(client, applicant):
    texts = [sign_in(client, name, "错误的密码").text for name in ("client", "nobody")]

    assert [text.count("用户名或者密码不正确。") for text in texts] == [1, 1]
    assert Attempt.objects.filter(verb="sign_in").count() == 1  # nothing typed for an unknown account is kept


@pytest.mark.covers("G-10")
def test_session_ends_after_the_idle_time(client, applicant):
    sign_in(client, "client")
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=1))
    client.get("/account/password/")
    kept = Session.objects.get().expire_date - timezone.now()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    answer = client.get("/account/password/")

    assert timedelta(minutes=safety.IDLE_MINUTES - 1) < kept <= timedelta(minutes=safety.IDLE_MINUTES)
    assert answer.url.startswith("/account/login/")


@pytest.mark.covers("G-10")
def test_staff_has_to_set_up_a_second_factor_and_needs_it_at_the_next_sign_in(client, clerk, settings):
    settings.HENGXIAN_SECOND_FACTOR = "staff"
    sign_in(client, "clerk")
    replace_password(client)
    sent_to = client.get("/").url
    secret = client.get("/account/second-factor/totp/activate/").context["form"].secret
    client.post("/account/second-factor/totp/activate/", {"code": totp_code(secret)})
    codes = client.get("/account/second-factor/recovery-codes/")
    owed_next = client.get("/").url

    other = Client()
    answer = sign_in(other, "clerk", NEW)

    assert sent_to == "/account/second-factor/totp/activate/"
    assert (len(codes.context["unused_codes"]), owed_next) == (safety.RECOVERY_CODES, "/account/undertaking/")
    assert (answer.status_code, answer.url) == (302, "/account/second-factor/authenticate/")
    assert "_auth_user_id" not in other.session


def test_staff_cannot_go_back_to_a_password_alone(client, clerk, settings):
    settings.HENGXIAN_SECOND_FACTOR = "staff"
    secret = "A" * 32
    TOTP.activate(clerk, secret)
    sign_in(client, "clerk")
    client.post("/account/second-factor/authenticate/", {"code": totp_code(secret)})

    answer = client.post("/account/second-factor/totp/deactivate/")

    assert clerk.authenticator_set.filter(type="totp").exists()
    assert "本站要求使用动态口令，不能停用。" in answer.text


def test_locked_account_is_out_with_its_next_request(client, applicant, administrators):
    sign_in(client, "client")
    security = Account.objects.get(username="security_administrator").as_actor()

    appointing.lock(Account.objects.get(pk=applicant.pk), by=security, at=NOON, reason="离岗")

    other = Client()
    sign_in(other, "client")

    assert client.get("/account/").url.startswith("/account/login/")
    assert "_auth_user_id" not in other.session


def test_signing_in_never_writes_what_an_administrator_changed_meanwhile(applicant, administrators):
    stale = Account.objects.get(pk=applicant.pk)
    security = Account.objects.get(username="security_administrator").as_actor()
    appointing.lock(Account.objects.get(pk=applicant.pk), by=security, at=NOON, reason="离岗")

    stale.set_password(NEW)
    stale.save()

    assert Account.objects.get(pk=applicant.pk).is_active is False


def test_nobody_signs_himself_up(client, db):
    answer = client.get("/account/signup/")
    posted = client.post("/account/signup/", {"username": "me", "password1": NEW, "password2": NEW})

    assert ("不开放自行注册" in answer.text, "不开放自行注册" in posted.text, Account.objects.count()) == (
        True,
        True,
        0,
    )


def test_stranger_is_sent_to_the_sign_in_page_from_everywhere_but_the_index(client, administrators):
    assert client.get("/").status_code == 200
    assert [client.get(path).status_code for path in ("/account/", "/account/undertaking/")] == [302, 302]


def test_index_lists_the_invented_accounts_in_the_demo_only(client, clerk, settings):
    plain = client.get("/").text
    settings.HENGXIAN_DEMO = True
    settings.HENGXIAN_DEMO_PASSWORD = "演示"

    demo = client.get("/").text

    assert ("丁一" in plain, "演示数据" in plain) == (False, False)
    assert ("丁一" in demo, "认证业务人员" in demo, "演示数据" in demo) == (True, True, True)


def test_own_account_page_says_in_words_what_each_role_may_not(client, clerk):
    client.force_login(clerk)

    text = client.get("/account/").text

    assert "审核、表决、认证决定" in text
    assert f"{safety.TRIES} 次后锁定 {safety.LOCKED_MINUTES} 分钟" in text
