"""A designated person disposes; everything is in the order (10.2.3.2, 10.2.3.3)."""

from datetime import date

import pytest

from hengxian.hotline.models import Caller, Note, Supervision
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.people.models import Account
from hengxian.records.files.keeping import read
from hengxian.records.issuing import documents_of
from tests.cast import appoint, placed
from tests.hotline.line import Line
from tests.records.documents.reading import pdf_words


@pytest.fixture
def proposed(line: Line) -> Supervision:
    """A 督办 proposed by an agent."""
    order = line.transferred()
    line.does("clerk", order, "take_up")
    return line.does("agent", Supervision(order=order), "propose", trigger="人工提出", reason="多人围观")


@pytest.mark.covers("R10.2.3.2", "R10.2.3.3")
def test_ways_are_kept_in_the_order_and_a_notice_is_lettered(line: Line, proposed: Supervision) -> None:
    line.does("supervisor", proposed, "open", reason="三日内报告进展")
    line.does(
        "supervisor", proposed, "act", way="电话", addressee="城管局值班室", content="催办", answer="今日派员"
    )
    line.does(
        "supervisor", proposed, "act", way="书面通知", addressee="城管局", content="请说明原因",
        reply_by=date(2026, 3, 6),
    )  # fmt: skip
    line.does("supervisor", proposed, "note_answer", answered_by="城管局", answer="材料短缺，六日完成")
    ended = line.does("supervisor", proposed, "end", outcome="已修复")

    notes = Note.objects.filter(order=proposed.order_id, type="督办").order_by("pk")
    assert [(one.told["step"], one.told.get("way", ""), one.text) for one in notes] == [
        ("立项", "", "三日内报告进展"),
        ("督办", "电话", "催办"),
        ("督办", "书面通知", "请说明原因"),
        ("答复", "", "材料短缺，六日完成"),
        ("结束", "", "已修复"),
    ]
    (letter,) = documents_of(proposed.order.story, "supervision_notice")
    assert (letter.number, letter.addressee) == ("督办通知书〔2026〕1号", "城管局")
    assert (ended.status, ended.outcome) == ("已结束", "已修复")


@pytest.mark.covers("B-9", "R10.1.3.3")
def test_notice_names_no_caller_whoever_wrote_his_name(line: Line) -> None:
    name, number, home = "林某某", "0571-88001234", "东区花园一号"
    told = f"{name}（{number}，{home}）"
    caller = placed(Caller(hotline=line.hotline, key="k1", name=name, telephone=number, address=home))
    order = line.transferred(title=told, text=told, place=told, caller=caller, is_anonymous=False)
    made = line.does("agent", Supervision(order=order), "propose", trigger="人工提出", reason=told)
    line.does("supervisor", made, "open", reason=told)

    line.does(
        "supervisor", made, "act", way="书面通知", addressee=f"城管局（{name}）", content=f"请回复{told}"
    )

    (letter,) = documents_of(order.story, "supervision_notice")
    with read(letter.file, by=line.actor("supervisor"), at=line.at) as stream:
        text = pdf_words(stream.read())
    assert "请回复" in text and order.number in text
    assert [said for said in (name, number, home) if said in text] == []
    assert [said for said in (name, number, home) if said in str(letter.source) + letter.addressee] == []


@pytest.mark.covers("R10.2.3.3")
@pytest.mark.parametrize("who", ["manager", "inspector", "agent", "clerk"])
def test_whoever_is_not_designated_is_refused(line: Line, proposed: Supervision, who: str) -> None:
    appoint(line.people[who], "supervisor")  # the role alone does not designate

    with pytest.raises(NotAllowed):
        line.does(who, proposed, "open", reason="三日内报告进展")


def test_designated_person_who_handled_the_order_is_refused(line: Line, proposed: Supervision) -> None:
    clerk = Account.objects.get(pk=line.people["clerk"].pk)
    from hengxian.hotline import establishing  # the designation of this one test
    from hengxian.hotline.models import Duty

    security = line.actor("security_administrator")
    establishing.post(clerk.person, line.hotline, by=security, at=line.at)
    establishing.designate(
        clerk.person,
        line.hotline,
        Duty.SUPERVISION,
        by=security,
        at=line.at,
        basis="热线办〔2026〕2号（虚构）",
    )

    with pytest.raises(NotAllowed) as refusal:
        line.does("clerk", proposed, "open", reason="三日内报告进展")

    assert "take_up" in str(refusal.value) or "承办过" in str(refusal.value)


def test_dismissing_needs_a_reason_and_keeps_it(line: Line, proposed: Supervision) -> None:
    with pytest.raises(Incomplete):
        line.does("supervisor", proposed, "dismiss", reason="")

    dismissed = line.does("supervisor", proposed, "dismiss", reason="已现场处置")

    assert (dismissed.status, dismissed.outcome) == ("不予督办", "已现场处置")


def test_end_needs_something_done(line: Line, proposed: Supervision) -> None:
    line.does("supervisor", proposed, "open", reason="三日内报告进展")

    with pytest.raises(Incomplete) as refusal:
        line.does("supervisor", proposed, "end", outcome="已修复")

    assert "尚无督办记录" in str(refusal.value)
