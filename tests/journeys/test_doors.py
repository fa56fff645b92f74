"""Nobody approves what he asked for himself: not by page, not by the API, not by the act itself, not as administrator."""

from typing import Any

import pytest

from hengxian.certification.models import Application
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import NotAllowed
from hengxian.people.models import Account
from hengxian.web.acting.visitor import now
from hengxian.web.api import tokens
from hengxian.web.api.models import ACT
from tests.cast import NOON, appoint, open_account
from tests.web.scene import Scene, add_application

pytestmark = pytest.mark.django_db
REASON = "材料不符合要求"
ADMINISTRATORS = ("system_administrator", "security_administrator", "audit_administrator")


@pytest.fixture
def asked(scene: Scene) -> Application:
    """An application that the head, by another account of his, proposed to decline."""
    own = scene.records["organisation"]
    application = add_application(own, "SQ-2026-009", "已提交", hotline=scene.records["hotline"])
    second = appoint(open_account("负责壬", "head-2", number="演示-head_of_body"), "clerk")
    perform(application, "draft_decline", by=second.as_actor(), at=NOON, reason=REASON)
    assert second.person_id == scene.people["head_of_body"].person_id
    return application


def standing(application: Application) -> tuple[str, int]:
    """What must not change."""
    return str(Application.objects.get(pk=application.pk).state), Entry.objects.filter(verb="decline").count()


@pytest.mark.covers("G-5")
@pytest.mark.parametrize("who", ["head_of_body", *ADMINISTRATORS])
def test_page_lets_nobody_approve_his_own_request(scene: Scene, asked: Application, who: str) -> None:
    before = standing(asked)
    form = {"key": "k", "version": str(asked.version), "reason": REASON}

    answer = scene.client(who).post(f"/office/application/{asked.pk}/decline/", form)

    assert answer.status_code in ((403,) if who == "head_of_body" else (403, 404))
    assert "负责壬 已于" in answer.text or who != "head_of_body"
    assert standing(asked) == before


def test_api_lets_nobody_approve_his_own_request(scene: Scene, asked: Application) -> None:
    before = standing(asked)
    account = scene.people["head_of_body"]
    said = {
        "scope": ACT,
        "room": "office",
        "days": 30,
        "by": account.as_actor(),
        "at": now(),
        "on": now().date(),
    }
    _, text = tokens.make(account, "测试", **said)

    answer = post(scene, f"/api/v1/application/{asked.pk}/decline", {"facts": {"reason": REASON}}, text)

    assert answer.status_code == 403
    assert "负责壬 已于" in answer.json()["sentence"]
    assert standing(asked) == before


@pytest.mark.parametrize("who", ["head_of_body", *ADMINISTRATORS])
def test_act_itself_lets_nobody_approve_his_own_request(scene: Scene, asked: Application, who: str) -> None:
    before = standing(asked)
    by = Account.objects.get(pk=scene.people[who].pk).as_actor()

    with pytest.raises(NotAllowed):
        perform(asked, "decline", by=by, at=NOON, reason=REASON)

    assert standing(asked) == before


def post(scene: Scene, path: str, said: dict[str, Any], token: str) -> Any:
    """A call by token."""
    headers = {"Authorization": f"Bearer {token}"}
    return scene.client("anonymous").post(path, said, content_type="application/json", headers=headers)
