"""Codes and contacts are refused with the sign that is wrong and what was expected."""

from datetime import date

import pytest
from stdnum.cn import uscc

from hengxian.records.privacy import identifiers
from hengxian.records.privacy.identifiers import Misread, Telephone
from tests.records.privacy.invented import LANDLINE, MOBILE

ORGANISATION = "12345678-8"  # 1*3+2*7+3*9+4*10+5*5+6*8+7*4+8*2 = 201, 11 - 201 % 11 = 8
BODY = "11350100" + "123456788"
CODE = BODY + uscc.calc_check_digit(BODY)


def refusal(function, text: str) -> str:
    with pytest.raises(Misread) as found:
        function(text)
    return str(found.value)


def test_credit_code_is_read_however_it_is_spaced():
    assert identifiers.read_credit_code(f" {CODE[:8]} {CODE[8:17]}-{CODE[17].lower()} ") == CODE


@pytest.mark.covers("A-5", "T42")
def test_wrong_check_digit_of_a_credit_code_is_named():
    wrong = "Y" if CODE[17] != "Y" else "X"

    assert refusal(identifiers.read_credit_code, BODY + wrong) == (
        f"统一社会信用代码第 18 位（校验码）应为“{CODE[17]}”，现为“{wrong}”：请逐位核对证书"
    )


@pytest.mark.covers("A-5")
def test_wrong_digit_inside_the_subject_code_is_pointed_at():
    told = refusal(identifiers.read_credit_code, "11350100" + "123456798" + CODE[17])

    assert told.startswith("统一社会信用代码第 18 位（校验码）应为“")
    assert told.endswith("；第 9 至 17 位的主体标识码也校验不符，请核对这一段")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("1135", "统一社会信用代码应为 18 位，现为 4 位"),
        (
            "O1350100123456788A",
            "统一社会信用代码第 1 位“O”有误：只用数字和除 I、O、Z、S、V 外的大写字母，是否应为数字 0",
        ),
        ("1135010012345678中A", "统一社会信用代码第 17 位“中”有误：只用数字和除 I、O、Z、S、V 外的大写字母"),
        ("11A50100123456788A", "统一社会信用代码第 3 位“A”有误：第 3 至 8 位是登记机关行政区划码，应为数字"),
    ],
)
def test_malformed_credit_code_names_the_sign(code: str, sentence: str):
    assert refusal(identifiers.read_credit_code, code) == sentence


@pytest.mark.parametrize("place", range(18))
def test_any_single_wrong_digit_of_a_credit_code_is_noticed(place: int):
    wrong = CODE[:place] + ("1" if CODE[place] != "1" else "2") + CODE[place + 1 :]

    assert "统一社会信用代码第 18 位" in refusal(identifiers.read_credit_code, wrong)


def test_old_organisation_code_is_read_and_its_check_digit_named():
    assert identifiers.read_organisation_code("123456788") == ORGANISATION
    assert refusal(identifiers.read_organisation_code, "12345678-9") == (
        "组织机构代码第 9 位（校验码）应为“8”，现为“9”：请逐位核对证书"
    )
    assert refusal(identifiers.read_organisation_code, "1234").startswith("组织机构代码应为 8 位")


def test_old_institution_certificate_is_read():
    assert identifiers.read_institution_certificate("事证第 100000000001 号") == "100000000001"
    assert refusal(identifiers.read_institution_certificate, "事证第1号").startswith(
        "事业单位法人证书号应为 12 位数字"
    )


@pytest.mark.parametrize(
    ("text", "telephone"),
    [
        (MOBILE, Telephone(MOBILE, "")),
        (f"+86 {MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}", Telephone(MOBILE, "")),
        (LANDLINE, Telephone("0591-" + "88880100", "")),
        (f"（{LANDLINE[:4]}）{LANDLINE[5:]}", Telephone("0591-" + "88880100", "")),
        (f"{LANDLINE} 转 801", Telephone("0591-" + "88880100", "801")),
        (f"{LANDLINE}-801", Telephone("0591-" + "88880100", "801")),
        ("12345", Telephone("12345", "")),
    ],
)
def test_telephone_is_read_as_it_is_dialled(text: str, telephone: Telephone):
    assert identifiers.read_telephone(text) == telephone


@pytest.mark.parametrize(
    "text",
    ["", "7", "12" + "0013" + "80000", "88880100", MOBILE + "0", "电话", "0591-123", "1234567890123"],
)
def test_telephone_that_cannot_be_dialled_is_refused(text: str):
    assert refusal(identifiers.read_telephone, text) == (
        f"联系电话“{text}”无法拨打：应为手机号码、带区号的固定电话（如 0591-12345678）或 12345 之类的短号"
    )


@pytest.mark.parametrize("text", ["office@hotline.example", "a.b+c@x-1.hotline.example", "a@热线.example"])
def test_mail_address_is_read(text: str):
    assert identifiers.read_mail(f" {text} ") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@",
        "@b.example",
        "a@b",
        "a b@c.example",
        "a..b@c.example",
        "a@c..example",
        "a@-c.example",
        "a@c.example\nx",
    ],
)
def test_bad_mail_address_is_refused(text: str):
    assert refusal(identifiers.read_mail, text).endswith("写法有误：应如 office@hotline.example")


def test_day_after_today_is_refused():
    assert identifiers.read_past_day(date(2025, 1, 1), date(2025, 1, 1), "政府热线成立时间") == date(
        2025, 1, 1
    )
    with pytest.raises(Misread) as found:
        identifiers.read_past_day(date(2025, 1, 2), date(2025, 1, 1), "政府热线成立时间")
    assert str(found.value) == "政府热线成立时间不能晚于今天（2025-01-01），现为 2025-01-02"
