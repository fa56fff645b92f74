"""Codes and contacts of organisations, checked where they are typed; what is wrong is named (A-5, XA.1, T42)."""

import re
from dataclasses import dataclass
from datetime import date

import phonenumbers
from stdnum.cn import uscc

from hengxian.kernel.refusals import Incomplete

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LOOKALIKE = {"I": "数字 1", "O": "数字 0", "Z": "数字 2", "S": "数字 5", "V": "字母 U 或 Y"}
_OLD_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_OLD_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EXTENSION = re.compile(r"\s*(?:转|分机|ext\.?|[-－—*#])\s*(\d{1,6})\s*$", re.IGNORECASE)
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_MAIL = re.compile(
    rf"[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]+)*@(?:{_LABEL}\.)+[^\W\d_]{{2,}}"
)


class Misread(Incomplete):
    """A code or contact is wrong. `str()` is one Chinese sentence: what, where in it, what was expected."""


@dataclass(frozen=True)
class Telephone:
    """A telephone as dialled in China (`0591-12345678`, `12345`) and its extension, empty where there is none."""

    number: str
    extension: str

    def __str__(self) -> str:
        return f"{self.number} 转 {self.extension}" if self.extension else self.number


def read_credit_code(text: str) -> str:
    """The 统一社会信用代码, 18 signs (GB 32100); Misread names the wrong sign and the one expected."""
    code = re.sub(r"[\s-]", "", text).upper()
    if len(code) != 18:
        raise Misread(f"统一社会信用代码应为 18 位，现为 {len(code)} 位")
    for place, sign in enumerate(code, start=1):
        if sign not in _SIGNS:
            meant = f"，是否应为{_LOOKALIKE[sign]}" if sign in _LOOKALIKE else ""
            raise Misread(
                f"统一社会信用代码第 {place} 位“{sign}”有误：只用数字和除 I、O、Z、S、V 外的大写字母{meant}"
            )
        if 3 <= place <= 8 and not sign.isdigit():
            raise Misread(
                f"统一社会信用代码第 {place} 位“{sign}”有误：第 3 至 8 位是登记机关行政区划码，应为数字"
            )
    if code[17] != (expected := uscc.calc_check_digit(code[:17])):
        hint = (
            "；第 9 至 17 位的主体标识码也校验不符，请核对这一段"
            if _old_check(code[8:16]) != code[16]
            else ""
        )
        raise Misread(
            f"统一社会信用代码第 18 位（校验码）应为“{expected}”，现为“{code[17]}”：请逐位核对证书{hint}"
        )
    return code


def read_organisation_code(text: str) -> str:
    """The old 组织机构代码 as `XXXXXXXX-X` (GB 11714); Misread names the check sign expected."""
    code = re.sub(r"[\s-]", "", text).upper()
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        raise Misread(
            f"组织机构代码应为 8 位数字或大写字母加 1 位校验码，如 12345678-8，现为“{text.strip()}”"
        )
    if code[8] != (expected := _old_check(code[:8])):
        raise Misread(f"组织机构代码第 9 位（校验码）应为“{expected}”，现为“{code[8]}”：请逐位核对证书")
    return f"{code[:8]}-{code[8]}"


def read_institution_certificate(text: str) -> str:
    """The number of an old 事业单位法人证书: twelve digits, 事证第…号 around them allowed."""
    number = re.sub(r"^事证第|号$|\s", "", text.strip())
    if not re.fullmatch(r"\d{12}", number):
        raise Misread(f"事业单位法人证书号应为 12 位数字，如“事证第 100000000001 号”，现为“{text.strip()}”")
    return number


def read_telephone(text: str) -> Telephone:
    """A mobile, a landline with its area code, a 400 number or a short one such as 12345; an extension may follow."""
    asked = text.strip()
    bare, extension = asked, ""
    number = _valid(bare)
    if number is None and (found := _EXTENSION.search(asked)):
        bare, extension = asked[: found.start()], found[1]
        number = _valid(bare)
    if number is None:
        raise Misread(
            f"联系电话“{asked}”无法拨打：应为手机号码、带区号的固定电话（如 0591-12345678）或 12345 之类的短号"
        )
    return Telephone(number, extension)


def read_mail(text: str) -> str:
    """The address, its domain in small letters."""
    address = text.strip()
    box, _, domain = address.rpartition("@")
    if len(address) > 254 or len(box) > 64 or not _MAIL.fullmatch(address):
        raise Misread(f"电子邮箱“{address}”写法有误：应如 office@hotline.example")
    return f"{box}@{domain.lower()}"


def read_past_day(value: date, on: date, label: str) -> date:
    """A day that lies not after `on`; the label names the field, as in 政府热线成立时间."""
    if value > on:
        raise Misread(f"{label}不能晚于今天（{on.isoformat()}），现为 {value.isoformat()}")
    return value


def _old_check(body: str) -> str:
    total = sum(_OLD_SIGNS.index(sign) * weight for sign, weight in zip(body, _OLD_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def _valid(text: str) -> str | None:
    try:
        parsed = phonenumbers.parse(text, "CN")
    except phonenumbers.NumberParseException:
        return None
    if parsed.extension:
        return None
    if phonenumbers.is_valid_number(parsed):
        return _as_dialled(parsed)
    short = phonenumbers.is_valid_short_number(parsed) and re.fullmatch(r"\s*\d{3,6}\s*", text)
    return str(parsed.national_number) if short else None


def _as_dialled(number: phonenumbers.PhoneNumber) -> str:
    if number.country_code != 86:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE:
        return national.replace(" ", "")
    head, *rest = national.split(" ")
    return f"{head}-{''.join(rest)}"
