"""The whole story in a real browser: application to certificate, suspension, appeal, revocation, recertification.

What repeats itself (145 clauses, a plan, declarations) is filled in by the same acts as on the pages; whatever decides
something is done by its person with the mouse. Then the public looks at it with a telephone.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hengxian.certification.telling_public import tell_public
from hengxian.cli.showcase import body, people
from tests.cast import PASSWORD
from tests.certification.walks.whole import BEGAN
from tests.evaluation.folders import write
from tests.evaluation.hotline import tables
from tests.journeys.afterwards import appeal_and_revoke, give_notice, recertify, restore, suspend
from tests.journeys.applying import accept, agree, apply, form_team_and_plan
from tests.journeys.auditing import correct, go_on_site, raise_and_close, report, score
from tests.journeys.certifying import certify, vote_and_decide
from tests.journeys.stage import Stage, free_port, public_register
from tests.journeys.telling import Story

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(chromium: Any, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The body's site with a clock of the story's."""
    found = Stage(chromium, live_server.url)
    monkeypatch.setattr("hengxian.web.acting.visitor.now", lambda: found.at)
    yield found
    found.leave()


@pytest.fixture
def told(stage: Stage, tmp_path: Path, settings: Any, root: Path) -> Iterator[Story]:
    """The body has settled, its client has an account, and the register is open."""
    settings.HENGXIAN_HOME, settings.HENGXIAN_FILES = tmp_path / "home", tmp_path / "files"
    settings.HENGXIAN_FACTS = tmp_path / "facts"
    settings.HENGXIAN_SIGNING_KEY = tmp_path / "keys" / "publication.pem"
    settings.HENGXIAN_BODY_NAME, settings.HENGXIAN_DEMO = "演示认证服务机构（虚构）", True
    port = free_port()
    settings.HENGXIAN_SITES = {**settings.HENGXIAN_SITES, "register": f"http://127.0.0.1:{port}"}
    people.found(PASSWORD, BEGAN)
    people.hire(PASSWORD, BEGAN)
    body.settle(BEGAN)
    for username, name in people.APPLICANTS.items():
        people.open_account(username, name, ("applicant",), PASSWORD, BEGAN)
    tell_public(by=people.actor("certificates"), at=BEGAN)
    with public_register(root, tmp_path / "register", settings.HENGXIAN_FACTS, port) as register:
        yield Story(stage, write(tmp_path / "export", tables()), register)


def test_one_hotline_goes_the_whole_way(told: Story) -> None:
    apply(told)
    accept(told)
    agree(told)
    form_team_and_plan(told)
    go_on_site(told)
    score(told)
    raise_and_close(told)
    correct(told)
    report(told)
    vote_and_decide(told)
    certify(told)
    seen = [told.public]
    suspend(told)
    seen.append(told.public)
    restore(told)
    seen.append(told.public)
    give_notice(told)
    seen.append(told.public)
    appeal_and_revoke(told)
    seen.append(told.public)
    recertify(told)

    assert seen == ["有效", "暂停", "有效", "有效", "撤销"]
    assert told.stage.faults == []
