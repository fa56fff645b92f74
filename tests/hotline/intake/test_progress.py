"""Progress by number and code, and the block after five wrong tries."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hengxian.hotline.intake import knocking, progress
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.knocking import TooOften
from hengxian.hotline.intake.registering import Extras, Filed, file
from hengxian.hotline.models import Knock
from hengxian.kernel.refusals import NotThere
from tests.hotline.intake.test_registering import CALLER, order
from tests.hotline.line import Line


def filed(line: Line, caller: Particulars = CALLER, key: str = "k") -> Filed:
    return file(order(line), Extras(caller=caller), by=line.actor("agent"), at=line.at, key=key)


@pytest.mark.covers("B-8")
def test_a_caller_sees_how_his_own_order_stands(line: Line) -> None:
    made = filed(line)

    seen = progress.ask(line.hotline, made.order.number, made.code.lower(), who="here", at=line.at)

    assert (seen.number, seen.title, seen.status, seen.reply) == (made.order.number, "路面破损", "已受理", "")
    assert made.code not in (made.order.code_digest, str(made.order.content()))


@pytest.mark.covers("B-8")
def test_five_wrong_tries_block_the_place_for_a_while_even_with_the_right_code(line: Line) -> None:
    made = filed(line)
    for _ in range(5):
        with pytest.raises(NotThere) as refused:
            progress.ask(line.hotline, made.order.number, "0000-0000", who="here", at=line.at)
    assert str(refused.value) == "工单编号或查询码不对"

    with pytest.raises(TooOften):
        progress.ask(line.hotline, made.order.number, made.code, who="here", at=line.at)

    elsewhere = progress.ask(line.hotline, made.order.number, made.code, who="there", at=line.at)
    later = line.at + timedelta(minutes=31)
    assert progress.ask(line.hotline, made.order.number, made.code, who="here", at=later) == elsewhere


def test_one_order_s_code_opens_no_other_order(line: Line) -> None:
    first, second = filed(line, key="1"), filed(line, key="2")

    with pytest.raises(NotThere):
        progress.ask(line.hotline, second.order.number, first.code, who="here", at=line.at)
    with pytest.raises(NotThere):
        progress.ask(line.other, first.order.number, first.code, who="here", at=line.at)


@pytest.mark.parametrize(
    "way",
    [
        lambda number, code: (number.replace("-", ""), code.replace("-", "")),
        lambda number, code: (f" {number.replace('-', '－')} ", code.lower().replace("-", " ")),
        lambda number, code: (number, code.replace("0", "O").replace("1", "l")),
        lambda number, code: (number, "".join(chr(ord(each) + 0xFEE0) for each in code)),
    ],
    ids=["no dash", "full width dash", "look-alikes", "full width code"],
)
def test_number_and_code_are_known_however_a_telephone_writes_them(
    line: Line, way: Callable[[str, str], tuple[str, str]]
) -> None:
    made = next(each for key in "abcdefghijklmnop" if "0" in (each := filed(line, key=key)).code)
    number, code = way(made.order.number, made.code)

    seen = progress.ask(line.hotline, number, code, who="here", at=line.at)

    assert seen.number == made.order.number


def test_a_number_that_no_database_could_hold_is_as_wrong_as_any(line: Line) -> None:
    with pytest.raises(NotThere, match="工单编号或查询码不对"):
        progress.ask(line.hotline, "2026\0", "\0", who="here", at=line.at)


def test_old_knocks_are_swept(line: Line) -> None:
    for hours in (0, 48):
        knocking.note(progress.FROM_PLACE, "here", at=line.at - timedelta(hours=hours))

    swept = knocking.sweep(before=line.at - timedelta(days=1))

    assert (swept, Knock.objects.count()) == (1, 1)
