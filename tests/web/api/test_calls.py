"""The API: the same lists, moves and refusals as the pages, by token."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client

from hengxian.certification.models import Nonconformity
from hengxian.journal.models import Attempt, Entry
from hengxian.records.models import RegisterRow
from hengxian.web.acting.visitor import now
from hengxian.web.api import tokens
from hengxian.web.api.door import PerToken
from hengxian.web.api.models import ACT, READ, ApiToken
from tests.web.scene import Scene

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def caller(scene: Scene, who: str, scope: str = ACT, room: str = "office") -> Client:
    """A program that acts for that person."""
    account = scene.people[who]
    _, text = tokens.make(
        account, "测试", scope=scope, room=room, days=30, by=account.as_actor(), at=now(), on=now().date()
    )
    return Client(headers={"Authorization": f"Bearer {text}"})


def post(client: Client, path: str, said: dict[str, Any], key: str = "") -> Any:
    """A call with JSON."""
    return client.post(path, said, content_type="application/json", headers={"Idempotency-Key": key})


def test_call_without_token_is_refused_with_401(scene: Scene) -> None:
    answer = Client().get("/api/v1/case")

    assert answer.status_code == 401
    assert answer.json()["sentence"] == "没有可用的令牌：应在 Authorization 头中给出 Bearer 令牌"


@pytest.mark.parametrize(
    ("who", "room", "status"),
    [
        ("clerk", "office", 200),
        ("outsider", "office", 404),
        ("applicant", "portal", 200),
        ("stranger", "portal", 404),
    ],
)
def test_record_is_there_as_on_the_pages(scene: Scene, who: str, room: str, status: int) -> None:
    client = caller(scene, who, room=room)

    answer = client.get(f"/api/v1/case/{scene.pk('case')}")
    listed = client.get("/api/v1/case").json()["items"]

    assert answer.status_code == status
    assert len(listed) == (1 if status == 200 else 0)


def test_moves_say_what_is_asked_and_what_bars(scene: Scene) -> None:
    client = caller(scene, "clerk")

    offered = client.get(f"/api/v1/complaint/{scene.pk('complaint')}/moves").json()

    assert [
        (move["verb"], move["label"], [ask["id"] for ask in move["asks"]], move["refusal"])
        for move in offered
    ] == [("acknowledge", "受理投诉", ["reason"], "")]


def test_act_is_done_once_for_the_same_key(scene: Scene) -> None:
    client = caller(scene, "clerk")
    path = f"/api/v1/complaint/{scene.pk('complaint')}/acknowledge"
    said = {"version": 1, "facts": {"reason": "在认证范围内"}}

    answers = [post(client, path, said, key="k-1") for _ in range(2)]

    assert [(answer.status_code, answer.json()["status"]) for answer in answers] == [
        (200, "已受理"),
        (200, "已受理"),
    ]
    assert Entry.objects.filter(object_kind="complaint", verb="acknowledge").count() == 1


def test_act_on_an_older_version_says_what_changed(scene: Scene) -> None:
    first, second = caller(scene, "clerk"), caller(scene, "head_of_body")
    path = f"/api/v1/complaint/{scene.pk('complaint')}"
    post(first, f"{path}/acknowledge", {"version": 1, "facts": {"reason": "受理"}})

    answer = post(second, f"{path}/refuse", {"version": 1, "facts": {"reason": "不受理"}})

    assert answer.status_code == 409
    assert answer.json()["sentence"].startswith("投诉现为“已受理”")
    assert Attempt.objects.filter(http=409, verb="refuse").count() == 1


def test_record_is_begun_once_for_the_same_key(scene: Scene) -> None:
    client = caller(scene, "lead_auditor")
    upload = SimpleUploadedFile("图.pdf", PDF, content_type="application/pdf")
    case = scene.pk("case")
    kept = client.post(f"/api/v1/case/{case}/files", {"file": upload, "masked": "true"}).json()["reference"]
    facts = {
        "clause": "9.1.1.2", "requirement": "应…", "facts": "未见记录", "evidence": [kept], "grade": "轻微",
        "grade_reason": "个别",
    }  # fmt: skip
    said = {"verb": "raise", "parent_kind": "case", "parent_id": case, "facts": facts}

    answers = [post(client, "/api/v1/nonconformity", said, key="nc-1") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200], answers[0].text
    assert (answers[0].json()["id"] == answers[1].json()["id"], Nonconformity.objects.count()) == (True, 2)


def test_lacking_and_unknown_facts_are_named(scene: Scene) -> None:
    client = caller(scene, "clerk")
    path = f"/api/v1/complaint/{scene.pk('complaint')}/acknowledge"

    lacking, unknown = post(client, path, {"facts": {}}), post(client, path, {"facts": {"x": 1}})

    assert (lacking.status_code, lacking.json()["fields"]) == (422, {"reason": "“初步意见”不能为空"})
    assert (unknown.status_code, unknown.json()["sentence"]) == (422, "没有“x”这一项，应为：reason")


def test_token_for_reading_does_nothing_else(scene: Scene) -> None:
    client = caller(scene, "clerk", scope=READ)

    answer = post(
        client, f"/api/v1/complaint/{scene.pk('complaint')}/acknowledge", {"facts": {"reason": "x"}}
    )

    assert (answer.status_code, answer.json()["sentence"]) == (403, "此令牌只读，不能办理")


def test_ended_or_expired_token_is_no_token(scene: Scene) -> None:
    account = scene.people["clerk"]
    by, at = account.as_actor(), now()
    kept, text = tokens.make(
        account, "甲", scope=READ, room="office", days=1, by=by, at=at, on=date(2026, 3, 2)
    )
    ended, other = tokens.make(
        account, "乙", scope=READ, room="office", days=9, by=by, at=at, on=date(2026, 3, 2)
    )
    tokens.end(ended, by=by, at=at)

    found = [tokens.recognise(text, kept.expires_on + timedelta(days=n)) for n in (0, 1)]

    assert found == [kept, None]
    assert tokens.recognise(other, date(2026, 3, 3)) is None


def test_uploaded_file_is_evidence_only_for_its_own_record(scene: Scene) -> None:
    client = caller(scene, "lead_auditor")
    case, nc = scene.pk("case"), scene.pk("nonconformity")
    upload = SimpleUploadedFile("图.pdf", PDF, content_type="application/pdf")

    kept = client.post(
        f"/api/v1/case/{case}/files", {"file": upload, "category": "evidence", "masked": "true"}
    )
    strange = post(
        client, f"/api/v1/case/{case}/registers/site_checks", {"facts": {}, "evidence": ["file:99999"]}
    )

    assert (kept.status_code, kept.json()["name"]) == (200, "图.pdf")
    assert kept.json()["reference"] in [
        p["reference"] for p in client.get(f"/api/v1/case/{case}").json()["papers"]
    ]
    assert strange.status_code == 422
    assert nc


def test_each_rater_revises_his_own_row_and_a_row_is_named_by_its_number(scene: Scene) -> None:
    first, second = caller(scene, "lead_auditor"), caller(scene, "auditor")
    case = scene.pk("case")
    path = f"/api/v1/case/{case}/registers/leaf_judgements"
    upload = SimpleUploadedFile("图.pdf", PDF, content_type="application/pdf")
    kept = first.post(f"/api/v1/case/{case}/files", {"file": upload, "masked": "true"}).json()["reference"]
    said = {"subject": "warmth", "facts": {"score": "80", "reason": "有礼貌"}, "evidence": [kept]}
    made = [post(client, path, said) for client in (first, second)]
    change = {"version": 1, "facts": {"score": "70"}}

    own = post(first, path, {"subject": "warmth", **change})
    named = post(second, path, {"number": made[1].json()["number"], **change})
    others = post(second, path, {"number": made[0].json()["number"], "version": 2, "facts": {"score": "1"}})
    none = post(first, path, {"number": 99, **change})
    unnamed = post(first, f"/api/v1/case/{case}/registers/site_checks", {"version": 1, "facts": {}})

    assert [answer.status_code for answer in made] == [200, 200], made[0].text
    assert [each.json()["version"] for each in (own, named)] == [2, 2]
    assert (own.json()["number"], named.json()["number"]) == tuple(each.json()["number"] for each in made)
    assert [each.status_code for each in (others, none, unnamed)] == [403, 404, 422]
    rows = RegisterRow.objects.filter(register="leaf_judgements", subject="warmth").order_by("number")
    assert [row.data["score"] for row in rows] == ["70", "70"]


def test_calls_of_one_token_are_counted_apart_from_others(scene: Scene) -> None:
    account = scene.people["clerk"]
    by, at = account.as_actor(), now()
    first, second = (
        tokens.make(account, name, scope=READ, room="office", days=1, by=by, at=at, on=at.date())[0]
        for name in "甲乙"
    )
    throttle = PerToken("2/m")
    cache.clear()  # other tests have counted too

    allowed = [throttle.allow_request(_call(token)) for token in (first, first, first, second)]

    assert allowed == [True, True, False, True]


def test_call_needs_no_form_token_and_opens_no_session(scene: Scene) -> None:
    caller(scene, "clerk")
    account = scene.people["clerk"]
    _, text = tokens.make(
        account, "乙", scope=ACT, room="office", days=1, by=account.as_actor(), at=now(), on=now().date()
    )
    strict = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {text}"})

    answer = post(
        strict, f"/api/v1/complaint/{scene.pk('complaint')}/acknowledge", {"facts": {"reason": "受理"}}
    )

    assert (answer.status_code, "sessionid" in strict.cookies) == (200, False)


def test_token_is_made_on_the_page_shown_once_and_ended(scene: Scene) -> None:
    clerk = scene.client("clerk")
    form = {"key": "1", "name": "统计程序", "scope": READ, "room": "office", "days": "30"}

    made = clerk.post("/account/tokens/", form).text
    text = re.search(r"hx_[\w-]+", made)
    again = clerk.get("/account/tokens/").text
    token = ApiToken.objects.get()
    strange = scene.client("head_of_body").post(f"/account/tokens/{token.pk}/end/")
    clerk.post(f"/account/tokens/{token.pk}/end/")

    assert text is not None
    assert (tokens.digest(text[0]), text[0] in again, strange.status_code) == (token.digest, False, 404)
    assert tokens.recognise(text[0], now().date()) is None


def test_openapi_is_published_with_every_refusal_declared(scene: Scene) -> None:
    document = Client().get("/api/openapi.json").json()

    declared = {frozenset(call["responses"]) for path in document["paths"].values() for call in path.values()}

    assert document["openapi"].startswith("3.1")
    assert declared == {frozenset({"200", "400", "401", "403", "404", "409", "422", "429"})}
    assert Client().get("/api/docs").status_code == 200
    kind = document["paths"]["/api/v1/{kind}"]["get"]["parameters"][0]["schema"]
    assert {"application", "case", "certificate", "appeal"} <= set(kind["enum"])


@pytest.mark.parametrize(
    ("path", "body", "kind", "status"),
    [
        ("/api/v1/case", b"@\xff{", "application/json", 400),
        ("/api/v1/case/1/files", b"--", "multipart/form-data; boundary=", 400),
        ("/api/v1/case/one/accept", b"{}", "application/json", 404),
        ("/api/v2/case", b"{}", "application/json", 404),
    ],
)
def test_what_reaches_no_call_is_answered_as_every_refusal(
    scene: Scene, path: str, body: bytes, kind: str, status: int
) -> None:
    answer = caller(scene, "clerk").post(path, body, content_type=kind)

    assert (answer.status_code, set(answer.json())) == (status, {"sentence", "clause", "fields", "changes"})
    assert re.search("[一-鿿]", answer.json()["sentence"])


def _call(token: ApiToken) -> HttpRequest:
    call = HttpRequest()
    call.auth = token  # type: ignore[attr-defined]
    return call
