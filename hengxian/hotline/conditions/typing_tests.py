"""Conditions of a typing test, and who stands how to one (9.3.2.4)."""

import hmac

from hengxian.hotline.lifecycles.typing_test import ORGANISERS
from hengxian.hotline.models import Posting, TypingTest
from hengxian.hotline.people.testing import LEAST, ends_at, plain, start_code
from hengxian.hotline.people.texts import OWN
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act, condition, standing_of
from hengxian.kernel.lifecycle import Standing
from hengxian.kernel.refusals import Refused
from hengxian.people.models import Account
from hengxian.records.clocks import local_day
from hengxian.records.parameters import require


@standing_of("typing_test")
def of_typing_test(test: TypingTest, by: Actor) -> Standing:
    """The person tested has that part alone; whoever else works for the hotline has his duties there."""
    if by.person and test.person_id == by.person:
        ours = test.hotline_id is not None and bool(at_hotline(test.hotline_id, by))
        return Standing(
            frozenset({"tested"} if ours else ()) | _organising(test, by), {"tested": "受测的是本人"}
        )
    return Standing(at_hotline(test.hotline_id, by))


def _organising(test: TypingTest, by: Actor) -> frozenset[str]:
    return at_hotline(test.hotline_id, by) & frozenset(ORGANISERS.split())


@condition
def tested_is_another_agent(test: TypingTest, act: Act) -> str | None:
    """An agent of this hotline who is not the organiser, and has no test waiting."""
    if test.person_id == act.by.person:
        return "本人的测试须由他人开设"
    agents = Account.objects.filter(
        is_active=True, grants__role="agent", grants__ended_at=None, person=test.person_id
    )
    posted = Posting.objects.filter(person=test.person_id, hotline=test.hotline_id, unit=None, ended_at=None)
    if not (posted.exists() and agents.exists()):
        return "受测人须是在本热线任职的话务员"
    waiting = TypingTest.objects.filter(person=test.person_id, status__in=("待开始", "录入中"))
    return "受测人已有一场未完的测试，请先作废" if waiting.exists() else None


@condition
def typing_is_set(test: TypingTest, act: Act) -> str | None:
    """How long a test lasts and how errors count is the hotline's to set (P-typing)."""
    try:
        require("P-typing", act.at)
        require("P-typing-errors", act.at)
    except Refused as refusal:
        return str(refusal)
    return None


@condition
def test_text_given(test: TypingTest, act: Act) -> str | None:
    """One's own text comes with 自拟文本 and with nothing else."""
    own = plain(str(act.facts.get("text") or ""))
    if act.facts.get("source") != OWN:
        return f"只有选“{OWN}”时才填写自拟文本" if own else None
    return None if len(own) >= LEAST else f"自拟文本须不少于 {LEAST} 字，现为 {len(own)} 字"


@condition
def test_code_told(test: TypingTest, act: Act) -> str | None:
    """The code of this test, on the day on which it was opened: the organiser is there when it begins."""
    if test.opened_at is None or local_day(test.opened_at) != local_day(act.at):
        return "测试须在开设当天开始，请由组织者重新开设"
    said = plain(str(act.facts.get("code") or ""))
    return (
        None
        if hmac.compare_digest(said.encode(), start_code(test).encode())
        else "开始码不对，请向组织者核对"
    )


@condition
def typing_time_is_over(test: TypingTest, act: Act) -> str | None:
    """A test lasts its whole time by the server's clock."""
    until = ends_at(test)
    if until is None or act.at >= until:
        return None
    return f"测试时间未到，还有 {int((until - act.at).total_seconds()) + 1} 秒"
