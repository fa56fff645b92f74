"""The unit complained of never learns who complained, whoever wrote the name wherever (B-9): every page it can reach."""

import re
from collections import deque

import pytest
from django.test import Client

from hengxian.hotline.models import Caller, Exemption, Extension, FollowUp, Order, Supervision
from tests.cast import placed
from tests.hotline.closing import approved_plan, set_parameters
from tests.hotline.line import Line
from tests.web_hotline.scene import Scene

NAME, NUMBER, HOME = "林某某", "0571-88001234", "东区花园一号"
LOCAL = NUMBER.partition("-")[2]
TOLD = f"{NAME}（{NUMBER}，{HOME}；市内拨 {LOCAL}）"
LEFT_OUT = re.compile(r"logout|/static/|/account/|/manual")


@pytest.mark.covers("B-9", "R10.1.3.3")
@pytest.mark.parametrize(("kind", "who"), [("complained", "clerk"), ("confidential", "clerk_of_housing")])
def test_no_page_of_the_unit_names_the_caller(scene: Scene, kind: str, who: str) -> None:
    order = told_everywhere(scene.line, kind)

    pages = reached(
        scene.client(who), ["/unit/", f"/unit/order/{order.pk}/", f"/unit/order/{order.pk}/handle/"]
    )

    leaks = {(path, word) for path, text in pages.items() for word in (NAME, LOCAL, HOME) if word in text}
    assert leaks == set()
    about = [path for path, text in pages.items() if order.number in text]
    assert len(about) > 6 and f"/unit/supervision/{order.supervisions.get().pk}/" in about


@pytest.mark.covers("B-9")
def test_no_page_of_a_manager_names_a_caller_who_asked_for_secrecy(scene: Scene) -> None:
    order = told_everywhere(scene.line, "confidential")

    pages = reached(
        scene.client("manager"), ["/manage/today/", f"/manage/order/{order.pk}/", "/manage/"], "/manage/"
    )

    assert {
        (path, word) for path, text in pages.items() for word in (NAME, LOCAL, HOME) if word in text
    } == set()
    assert len([path for path, text in pages.items() if order.number in text]) > 8


def told_everywhere(line: Line, kind: str) -> Order:
    """An order through everything, every free text of which names its caller."""
    caller = placed(Caller(hotline=line.hotline, key="k1", name=NAME, telephone=NUMBER, address=HOME))
    said = {
        "complained": {
            "is_conduct_complaint": True, "complained_of": line.units["城管局"], "type": "suggestion",
        },
        "confidential": {"is_confidential": True},
    }[kind]  # fmt: skip
    set_parameters(line, P_plan="全部", P_plan_tries=2)
    plan = approved_plan(line)
    order = line.order(text=TOLD, title=TOLD, place=TOLD, caller=caller, is_anonymous=False, **said)
    units = [line.units[name].pk for name in ("城管局", "住建局")]
    line.does(
        "agent", order, "transfer", opinion=TOLD, limit_days=3, units=units, lead=line.units["住建局"].pk
    )
    supervised(line, order)
    line.does("clerk_of_housing", order, "take_up")
    line.does("clerk", order.parts.get(unit=line.units["城管局"]), "contribute", contribution=f"查无{TOLD}")
    line.does("clerk_of_housing", Extension(order=order, days=2, reason=TOLD), "ask")
    line.does("manager", order.extensions.get(), "approve", reason=TOLD)
    noted(line, order)
    line.does("clerk_of_housing", order, "reply", way="电话", at_time=line.at, content=TOLD)
    line.does("clerk_of_housing", order, "record", result=TOLD, claimed_resolved=True)
    line.does("manager", plan, "draw")
    followup = FollowUp.objects.get(order=order)
    answers = {
        "process_satisfaction": "dissatisfied",
        "result_satisfaction": "dissatisfied",
        "resolved": "否",
    }
    line.does("agent_two", followup, "attempt", outcome="reached", remark=TOLD, **answers)
    line.does("agent_two", order, "redo", reason=TOLD, limit_days=3)
    return Order.objects.get(pk=order.pk)


def supervised(line: Line, order: Order) -> None:
    """A 督办 with every kind of entry."""
    made = line.does("agent", Supervision(order=order), "propose", trigger="人工提出", reason=TOLD)
    line.does("supervisor", made, "open", reason=TOLD)
    line.does("supervisor", made, "act", way="电话", addressee="住建局", content=TOLD, answer=TOLD)
    line.does("supervisor", made, "note_answer", answered_by="住建局", answer=TOLD)


def noted(line: Line, order: Order) -> None:
    """What agents and managers put down beside the handling."""
    line.does("agent", order, "note", way="内部说明", text=TOLD)
    line.does("agent", order, "correct", reason=TOLD, area="东区")
    units = [line.units["住建局"].pk]
    line.does("manager", order, "coordinate", at_time=line.at, units=units, text=TOLD, outcome=TOLD)
    line.does("agent", Exemption(order=order, code="超职责", evidence=TOLD, caller_told=TOLD), "propose")
    line.does("manager", order.exemptions.get(), "refuse", reason=TOLD)


def reached(browser: Client, first: list[str], room: str = "/unit/") -> dict[str, str]:
    """Every page and file that links lead to, as text."""
    pages: dict[str, str] = {}
    waiting = deque(first)
    while waiting:
        path = waiting.popleft()
        if path in pages or LEFT_OUT.search(path):
            continue
        answer = browser.get(path)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        pages[path] = content.decode(errors="ignore")
        links = (
            re.findall(r'href="([^"#]+)"', pages[path]) if "html" in answer.get("Content-Type", "") else ()
        )
        waiting += [link for link in links if link.startswith(room)]
    return pages
