"""The journal through the pages of the audit administrator."""

import pytest
from django.db import connection

from hengxian.journal.models import Entry
from hengxian.people.models import Grant
from hengxian.records.privacy.revealing import reveal
from tests.cast import NOON


@pytest.mark.covers("G-1")
def test_untouched_journal_is_whole_and_an_altered_row_is_named(signed_in):
    client = signed_in("audit_administrator")

    before = client.post("/administration/journal/check/").text
    grant = Grant.objects.get(role="clerk")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_grant SET role = 'head_of_body' WHERE id = %s", [grant.pk])
    after = client.post("/administration/journal/check/").text

    last = Entry.objects.filter(object_kind="grant", object_id=str(grant.pk)).latest("sequence")
    assert ("<strong>完整</strong>" in before, "不完整" in before) == (True, False)
    assert f"角色授予 {grant.pk} 被改动：与日志第 {last.sequence} 条（grant）之后的内容不符" in after


def test_check_is_not_a_link_to_be_followed(signed_in):
    assert signed_in("audit_administrator").get("/administration/journal/check/").status_code == 405


@pytest.mark.covers("G-7")
def test_each_reveal_is_listed_for_the_audit_administrator(signed_in):
    grant = Grant.objects.get(role="clerk")
    clerk = grant.account
    reveal(clerk.person, ["phone"], by=clerk.as_actor(), at=NOON, reason="核实联系方式")

    answer = signed_in("audit_administrator").get("/administration/journal/?kind=reveals")
    rows = answer.context["table"].rows

    assert [tuple(row.cells)[2:] for row in rows] == [
        ("丁一", "查看明文", f"自然人 {clerk.person_id}", "", "核实联系方式")
    ]


def test_journal_is_paged_and_says_acts_in_words(signed_in):
    text = signed_in("audit_administrator").get("/administration/journal/?kind=roles").text

    assert "授予角色" in text
    assert "角色授予" in text


def test_refused_attempts_are_listed(signed_in):
    signed_in("clerk").get("/administration/journal/")

    text = signed_in("audit_administrator").get("/administration/attempts/").text

    assert "没有这个页面" in text
