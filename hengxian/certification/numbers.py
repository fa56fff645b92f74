"""Numbers of records: by year and series, and the certificate's by the body's own pattern (7.1.1, T6)."""

import re
from datetime import date
from typing import Any

from django.db.models import Model

SERIAL = re.compile(r"\{序号(?::(\d))?\}")
KNOWN = re.compile(r"\{(年|月|序号(?::\d)?)\}")


def next_number(model: type[Model], series: str, on: date) -> str:
    """The next number of a series in a year: SS-2026-003. Call it under the chain's lock."""
    start = f"{series}-{on.year}-"
    taken = model._default_manager.filter(number__startswith=start).values_list("number", flat=True)
    last = max((int(number[len(start) :]) for number in taken if number[len(start) :].isdecimal()), default=0)
    return f"{start}{last + 1:03d}"


def pattern_fault(pattern: str) -> str | None:
    """What is wrong with a pattern such as `YQ-{年}-{序号:4}`, or None: it needs one serial and knows no other sign."""
    rest = KNOWN.sub("", pattern)
    if len(SERIAL.findall(pattern)) != 1:
        return "证书编号规则应含且只含一个{序号}"
    if "{" in rest or "}" in rest:
        return "证书编号规则中的标记只可用{年}、{月}、{序号}、{序号:位数}"
    return None


def fits(pattern: str, number: str) -> bool:
    """Whether a number may come from the pattern, in any year."""
    return _expression(pattern).fullmatch(number) is not None


def next_certificate_number(pattern: str, on: date, model: Any) -> str:
    """The next number of the pattern on a day, above every number that was ever used, discarded ones included."""
    expression = _expression(pattern, on)
    matches = (expression.fullmatch(number) for number in model.objects.values_list("number", flat=True))
    last = max((int(match["serial"]) for match in matches if match), default=0)
    width = int(SERIAL.search(pattern)[1] or 1)  # type: ignore[index]  # the pattern was checked
    return SERIAL.sub(f"{last + 1:0{width}d}", _dated(pattern, on))


def _dated(pattern: str, on: date) -> str:
    return pattern.replace("{年}", f"{on.year}").replace("{月}", f"{on.month:02d}")


def _expression(pattern: str, on: date | None = None) -> re.Pattern[str]:
    text = re.escape(_dated(pattern, on) if on else pattern)
    text = text.replace(re.escape("{年}"), r"\d{4}").replace(re.escape("{月}"), r"\d{2}")
    return re.compile(
        re.sub(re.escape(r"\{序号") + r"(?::\d)?" + re.escape(r"\}"), r"(?P<serial>\\d+)", text)
    )
