"""Extensions asked and approved in time by another; exclusions proposed by one and approved by another (B-5, B-6)."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from hengxian.evaluation.evaluate import evaluate
from hengxian.hotline.dataset.window import Window
from hengxian.hotline.dataset.writing import write_dataset
from hengxian.hotline.deadlines import explained
from hengxian.hotline.models import Exemption, Extension, Order
from hengxian.hotline.queries.working import exclusions
from hengxian.kernel.refusals import NotAllowed, Refused
from tests.hotline.line import Line


def in_hand(line: Line, **said: object) -> Order:
    return line.does("clerk", line.transferred("城管局", **said), "take_up")


def asked(line: Line, order: Order, who: str = "clerk", days: int = 3) -> Extension:
    return line.does(who, Extension(order=order, reason="需协调管线单位", days=days), "ask")


def proposed(line: Line, order: Order, who: str = "agent", **said: object) -> Exemption:
    columns = {"code": "超职责", "evidence": "属外市管辖", "caller_told": "已电话告知"} | said
    return line.does(who, Exemption(order=order, **columns), "propose")


@pytest.mark.covers("B-5")
def test_extension_approved_in_time_moves_the_limit_and_both_are_shown(line: Line) -> None:
    order = in_hand(line)
    original = order.limit_at

    line.does("manager", asked(line, order), "approve", reason="确需协调")

    order.refresh_from_db()
    steps = explained(order).steps
    assert order.due_at == original == datetime.fromisoformat("2026-03-10T00:00+08:00")
    assert order.limit_at == datetime.fromisoformat("2026-03-13T00:00+08:00")
    assert [(step.label, step.reckoning.at) for step in steps] == [
        ("原定办理期限", order.due_at),
        ("批准延期", order.limit_at),
    ]


@pytest.mark.covers("B-5")
def test_extension_approved_after_the_limit_is_refused(line: Line) -> None:
    order = in_hand(line)
    extension = asked(line, order)
    line.at = datetime.fromisoformat("2026-03-10T00:01+08:00")

    with pytest.raises(Refused) as refused:
        line.does("manager", extension, "approve", reason="同意")

    order.refresh_from_db()
    assert str(refused.value) == "现行办理期限已于 2026-03-10 00:00 届满，不能再延期（10.2.2.2）"
    assert order.limit_at == order.due_at


def test_extension_is_asked_before_the_limit_once_at_a_time_and_by_the_lead(line: Line) -> None:
    order = in_hand(line)
    asked(line, order)
    with pytest.raises(Refused, match="已有一份延期申请"):
        asked(line, order)

    with pytest.raises(NotAllowed):
        asked(line, order, "clerk_of_water")
    line.at = datetime.fromisoformat("2026-03-11T09:00+08:00")
    with pytest.raises(Refused, match="届满"):
        asked(line, order, "clerk_two")


def test_asking_unit_does_not_approve_its_extension(line: Line) -> None:
    order = in_hand(line)
    extension = asked(line, order)

    with pytest.raises(NotAllowed):
        line.does("clerk_two", extension, "approve", reason="同意")


def test_exclusion_needs_another_natural_person_and_the_caller_told(line: Line) -> None:
    order = in_hand(line)
    with pytest.raises(Refused, match="告知服务对象的情况"):
        proposed(line, order, caller_told="")
    exemption = proposed(line, order, "manager")

    with pytest.raises(NotAllowed):
        line.does("manager", exemption, "approve", reason="同意")
    line.does("manager_two", exemption, "approve", reason="同意")

    order.refresh_from_db()
    persons = [line.actor(who).person for who in ("manager", "manager_two")]
    assert (order.exclusion, order.exclusion_by_id, order.exclusion_approved_by_id) == ("超职责", *persons)
    assert order.status == "办理中"


def test_exclusion_ends_the_order_where_it_was_proposed(line: Line) -> None:
    order = in_hand(line)
    exemption = proposed(line, order, ends_order=True)

    line.does("manager", exemption, "approve", reason="同意")

    order.refresh_from_db()
    assert (order.status, order.closed_at) == ("已终止", None)
    assert [part.status for part in order.parts.all()] == ["已结束"]


def test_order_cannot_be_excluded_or_extended_without_its_paper(line: Line) -> None:
    order = in_hand(line)

    for verb in ("exclude", "extend"):
        with pytest.raises(Refused, match="没有新批准的"):
            line.does("manager", order, verb)


def test_exclusions_are_counted_by_code_and_approver(line: Line) -> None:
    approvers = ("manager", "manager", "manager_two")
    for approver, code in zip(approvers, ("超职责", "超职责", "恶意"), strict=True):
        exemption = proposed(line, in_hand(line), code=code)
        line.does(approver, exemption, "approve", reason="同意")
    refused = proposed(line, in_hand(line))
    line.does("manager", refused, "refuse", reason="仍属本市职责")

    counted = exclusions(line.hotline, line.at - timedelta(days=1), line.at + timedelta(days=1))

    assert counted == [("恶意", "主管癸", 1), ("超出职责范围", "主管壬", 2)]


@pytest.mark.covers("B-6")
def test_every_share_is_shown_with_and_without_and_counted_by_code_and_approver(
    line: Line, tmp_path: Path
) -> None:
    line.does(
        "agent", line.order(), "answer", without_article="没有条目", result="已答复", claimed_resolved=True
    )
    line.does("manager", proposed(line, in_hand(line), code="恶意"), "approve", reason="同意")
    window = Window(line.hotline, date(2026, 3, 1), date(2026, 4, 1), line.later(days=40))
    write_dataset(window, tmp_path / "data")

    share = evaluate(tmp_path / "data")["indicators"]["immediate_answer_rate"]

    both = (share, share["variants"]["with_excluded"])
    assert [(each["numerator"], each["denominator"]) for each in both] == [(1, 1), (1, 2)]
    counted = exclusions(line.hotline, line.at - timedelta(days=60), line.at)
    assert counted == [("恶意", "主管壬", 1)]
