"""What a mask leaves: enough to tell two apart, never what it hides."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengxian.records.privacy.masking import (
    MASKS,
    mask_address,
    mask_mail,
    mask_name,
    mask_plate,
    mask_telephone,
)
from tests.records.privacy.invented import LANDLINE, MOBILE


@pytest.mark.covers("G-7")
@pytest.mark.parametrize(
    ("written", "masked"),
    [
        (MOBILE, "138****8000"),
        (f"+86 {MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]}", "138****8000"),
        (LANDLINE, "0591-****00"),
        ("010-" + "55550123", "010-****23"),
        ("400-" + "8008208", "****08"),
        (f"{LANDLINE}转801", "0591-****00"),
        (f"{LANDLINE} 分机 801", "0591-****00"),
        ("12345", "****45"),
        ("110", "****"),
        ("", "****"),
    ],
)
def test_telephone_is_masked(written: str, masked: str):
    assert mask_telephone(written) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("王小明", "王**"),
        ("欧阳修远", "欧阳**"),
        ("欧阳", "欧*"),
        ("𠮷田", "𠮷*"),
        ("阿卜杜拉·买买提", "阿***"),
        ("John Smith", "J***"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_name_keeps_its_family_part(name: str, masked: str):
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("衡阳省澄江市临湖区中山路 12 号 3 单元 501", "衡阳省澄江市临湖区****"),
        ("澄江市中山路 12 号", "澄江市****"),
        ("清水县东街 8 号", "清水县****"),
        ("东街 8 号", "****"),
    ],
)
def test_address_ends_at_the_district(address: str, masked: str):
    assert mask_address(address) == masked


def test_mail_and_plate_keep_their_ends():
    assert mask_mail("zhang.san@mail.example") == "z***@mail.example"
    assert mask_mail("z@mail.example") == "***@mail.example"
    assert mask_mail("nonsense") == "****"
    assert mask_plate("京A·12345") == "京A****5"
    assert mask_plate("京A") == "****"


@given(st.sampled_from(sorted(MASKS)), st.text("0123456789- +", min_size=5, max_size=20))
def test_mask_never_shows_more_than_seven_digits_nor_the_whole(kind: str, number: str):
    masked = MASKS[kind](number)

    hidden = len(re.findall(r"\d", number)) - len(re.findall(r"\d", masked))
    assert len(re.findall(r"\d", masked)) <= 7
    assert hidden >= 3 or kind == "name" or len(re.findall(r"\d", number)) < 5


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_masked_mobile_hides_the_four_digits_in_the_middle(number: str):
    assert mask_telephone(number) == f"{number[:3]}****{number[7:]}"


@given(st.text(min_size=2, max_size=20).map(str.strip).filter(lambda name: len(name) > 1))
def test_masked_name_is_never_the_name(name: str):
    assert mask_name(name) != name or set(name[1:]) == {"*"}
