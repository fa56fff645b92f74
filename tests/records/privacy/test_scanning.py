"""Free text is searched for personal data, however it is written, and masking leaves nothing to find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengxian.records.privacy.scanning import Hit, masked_text, scan, tell
from tests.records.privacy.invented import LANDLINE, MOBILE, card, identity

SPACED = f"{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}"


@pytest.mark.covers("G-8")
@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("手机号码", MOBILE),
        ("手机号码", SPACED),
        ("手机号码", SPACED.replace(" ", "-")),
        ("手机号码", f"+86 {MOBILE}"),
        ("手机号码", f"0086{MOBILE}"),
        ("手机号码", MOBILE.translate({48 + n: 0xFF10 + n for n in range(10)})),
        ("手机号码", MOBILE.translate({48 + n: sign for n, sign in enumerate("零一二三四五六七八九")})),
        ("手机号码", "\u200b".join(MOBILE)),
        ("固定电话", LANDLINE),
        ("固定电话", f"（{LANDLINE[:4]}）{LANDLINE[5:]}"),
        ("身份证号码", identity()),
        ("身份证号码", identity(order="022")),
        ("身份证号码", identity()[:6] + " " + identity()[6:14] + " " + identity()[14:]),
        ("身份证号码", "110101" + "900307" + "123"),
        ("银行卡号", card()),
        ("银行卡号", " ".join(card()[n : n + 4] for n in range(0, 18, 4))),
        ("车牌号码", "京A12345"),
        ("车牌号码", "闽 B·D1234学"[:3] + "·D12345"),
        ("车牌号码", "沪AD12345"),
        ("车牌号码", "粤B1234警"),
        ("电子邮箱", "zhang.san@mail.example"),
        ("电子邮箱", "zhang＠mail．example"),
    ],
)
def test_personal_data_is_found_where_it_stands(kind: str, written: str):
    text = f"市民来电反映：联系{written}，请回复。"

    hits = scan(text)

    place = text.index(written)
    assert hits == (Hit(kind, place, place + len(written), written),)


@pytest.mark.parametrize(
    "text",
    [
        "工单编号 20250101000012345",
        "拨打 12345 热线或 95588",
        "金额 1380013800 元",
        "共受理 6222000000001231 件" if card("622200000000123")[-1] != "1" else "无",
        "2025-01-01 至 2025-03-31",
        "版本 1.38.0013.8000",
        "abc1" + MOBILE[1:] + "def",
        identity()[:-1] + ("0" if identity()[-1] != "0" else "1"),
        "已遮盖 138****8000",
        "京A办",
        "a@b",
    ],
)
def test_other_numbers_are_left_alone(text: str):
    assert scan(text) == ()


def test_findings_are_counted_without_being_repeated():
    hits = scan(f"{MOBILE}，{identity()}，{MOBILE}")

    assert tell(hits) == "身份证号码 1 处、手机号码 2 处"


@pytest.mark.covers("G-8")
def test_text_is_masked_in_place_and_the_rest_stays():
    text = f"张三（{MOBILE}），证件 {identity()}，车 京A12345，卡 {card()}，邮箱 zhang@mail.example，办 {LANDLINE}。"

    masked = masked_text(text)

    assert masked == (
        "张三（138****8000），证件 1****************" + identity()[-1] + "，车 京A****5，卡 **** " + card()[-4:]
        + "，邮箱 z***@mail.example，办 0591-****00。"
    )  # fmt: skip


PIECES = st.sampled_from(
    [
        MOBILE,
        SPACED,
        LANDLINE,
        identity(),
        card(),
        "京A12345",
        "a@b.example",
        "+86",
        "-",
        " ",
        "1",
        "0",
        "0591",
        "A",
        "京",
        "，",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text("0123456789 -X京A@.", max_size=6), max_size=8).map("".join))
def test_masked_text_holds_nothing_that_a_scan_would_find(text: str):
    masked = masked_text(text)

    assert scan(masked) == ()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_text_without_findings_is_returned_unchanged(text: str):
    assert scan(text) or masked_text(text) == text
