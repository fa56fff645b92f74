"""Orders found by their words: indexed as they are registered and corrected, masked, within what one may see."""

from typing import Any

import pytest

from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.models import Order
from hengxian.hotline.queries.finding import newest
from hengxian.hotline.search import orders as words
from hengxian.hotline.search.index import ORDERS
from hengxian.kernel.refusals import Incomplete
from tests.hotline.line import Line

NUMBER = "059900000001"


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.HENGXIAN_SITE = "hotline"


def found(line: Line, who: str, text: str, status: str = "") -> list[int]:
    """What that person finds."""
    return newest(line.actor(who), status=status, text=text, before=None, size=50)


def test_registering_indexes_title_text_and_number(line: Line) -> None:
    first, second = line.order(title="燃气费用偏高"), line.order(text="室温低，怀疑燃气锅炉停用")

    assert found(line, "manager", "燃气") == [second.pk, first.pk]
    assert found(line, "manager", first.number) == [first.pk]
    assert found(line, "manager", "燃气", status="办理中") == []


def test_refused_order_is_not_indexed(line: Line) -> None:
    with pytest.raises(Incomplete):
        line.order(title="燃气", is_anonymous=False)

    assert ORDERS.newest("燃气", line.hotline.pk) == []


def test_correcting_replaces_the_words(line: Line) -> None:
    order = line.order(title="燃气费用偏高")

    line.does("agent", order, "correct", title="水费偏高", reason="服务对象更正")

    assert (found(line, "manager", "燃气"), found(line, "manager", "水费")) == ([], [order.pk])


@pytest.mark.covers("R3.3")
def test_words_are_found_within_what_one_may_see(line: Line) -> None:
    handled = line.transferred("城管局", title="燃气管道旁路面破损")
    line.transferred("住建局", title="燃气管道旁路面破损")

    assert found(line, "clerk", "燃气") == [handled.pk]
    assert found(line, "stranger", "燃气") == []
    assert found(line, "editor", "燃气") == []


def test_caller_is_found_by_nobody_s_words(line: Line) -> None:
    order = called(line, text="请拨打059900000001找赵某某处理燃气问题")

    hits = {word: ORDERS.newest(word, line.hotline.pk) for word in (NUMBER, "赵某", "燃气")}

    assert hits == {NUMBER: [], "赵某": [], "燃气": [order.pk]}


def test_full_number_finds_his_orders_for_whoever_may_know_him(line: Line) -> None:
    order, secret = called(line), called(line, is_confidential=True)

    assert found(line, "agent", NUMBER) == [secret.pk, order.pk]
    assert found(line, "manager", "0599-0000-0001") == [order.pk]
    assert found(line, "manager", NUMBER[:8]) == []
    assert found(line, "supervisor", NUMBER) == []


def called(line: Line, **said: Any) -> Order:
    """An order of the caller with that number."""
    columns: dict[str, Any] = {
        "hotline": line.hotline, "channel": "phone", "type": "appeal", "matter": line.matters["路面破损"],
        "title": "燃气问题", "text": "燃气问题", "area": "东区", "place": "某路", "read_back": True,
        "accepted_at": line.at,
    }  # fmt: skip
    who = Particulars(type="自然人", name="赵某某", telephone=NUMBER)
    made: Order = line.does("agent", Order(**columns | said), "register", caller=who)
    return made


def test_rebuild_gathers_words_again(line: Line) -> None:
    order = line.order(title="燃气费用偏高")
    ORDERS.drop(order.pk)

    count = words.rebuild()

    assert (count, found(line, "manager", "燃气")) == (1, [order.pk])


def test_forgotten_order_keeps_its_number_only(line: Line) -> None:
    order = line.order(title="燃气费用偏高")

    words.forget(order)

    assert (found(line, "manager", "燃气"), found(line, "manager", order.number)) == ([], [order.pk])
