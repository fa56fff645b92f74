"""Keyed hashes: the same caller however his number is written, another for another number."""

from typing import Any

import pytest

from hengxian.hotline.keys import caller_key
from hengxian.hotline.models import Hotline

MOBILE = "1380000" + "0000"
LANDLINE = "0591-0000" + "0000"


@pytest.fixture
def hotline(settings: Any) -> Hotline:
    settings.HENGXIAN_IDENTITY_SECRET = "a secret of this test"
    return Hotline(pk=1)


@pytest.mark.covers("B-7")
@pytest.mark.parametrize(
    ("number", "written"),
    [
        (MOBILE, f"+86 {MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}"),
        (MOBILE, f"0086-{MOBILE}"),
        (MOBILE, "".join(chr(ord(each) + 0xFEE0) for each in MOBILE)),
        (LANDLINE, f"+86 ({LANDLINE[1:4]}) {LANDLINE[5:]}"),
        (LANDLINE, f"+86 ({LANDLINE[:4]}) {LANDLINE[5:]}"),
        (f"{LANDLINE}转801", f"{LANDLINE} 分机 801"),
        (f"{LANDLINE}转801", f"+86{LANDLINE[1:]} EXT.801"),
    ],
)
def test_a_caller_is_known_again_however_his_number_is_written(
    hotline: Hotline, number: str, written: str
) -> None:
    assert caller_key(hotline, written) == caller_key(hotline, number)


@pytest.mark.parametrize("other", [LANDLINE[1:], f"{LANDLINE}转802", f"86{MOBILE}", "86591"])
def test_another_number_is_another_caller(hotline: Hotline, other: str) -> None:
    assert caller_key(hotline, other) not in {
        caller_key(hotline, each) for each in (MOBILE, LANDLINE, f"{LANDLINE}转801")
    }
