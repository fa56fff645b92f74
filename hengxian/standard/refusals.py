"""Turns what pydantic refuses into Chinese findings that name file and node."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from hengxian.standard.finding import Finding
from hengxian.standard.source import FILES, REGISTERS

SENTENCES = {
    "missing": "缺少此项",
    "extra_forbidden": "不认识这一项，请核对键名",
    "string_type": "应为文字",
    "string_too_short": "不能为空",
    "tuple_type": "应为列表",
    "list_type": "应为列表",
    "dict_type": "应为键值表",
    "model_type": "应为键值表",
    "model_attributes_type": "应为键值表",
    "decimal_type": "应为数字",
    "int_type": "应为整数",
    "date_type": "应为日期，写作 2025-01-01",
    "bool_type": "应为 true 或 false",
}


def findings_of(error: ValidationError, raw: Any, chapters: tuple[str, ...]) -> tuple[Finding, ...]:
    """One finding for each refusal, in the order of the files."""
    return tuple(Finding(_node(detail, raw, chapters), _message(detail)) for detail in error.errors())


def _message(detail: ErrorDetails) -> str:
    kind = detail["type"]
    context = detail.get("ctx", {})
    if kind == "literal_error":
        return f"应为以下之一：{context['expected'].replace(' or ', ', ')}，现为“{detail['input']}”"
    if kind == "value_error":
        return f"{context['error']}，现为“{detail['input']}”"
    if kind == "string_pattern_mismatch":
        return f"写法不合规定，现为“{detail['input']}”"
    return SENTENCES.get(kind, "内容不合规定")


def _node(detail: ErrorDetails, raw: Any, chapters: tuple[str, ...]) -> str:
    part, *rest = detail["loc"]
    place = raw.get(part) if isinstance(raw, dict) else None
    file = REGISTERS if part == "registers" else FILES.get(str(part), str(part))
    if part == "clauses" and rest:
        file = chapters[int(rest[0])]
        place, rest = place[int(rest[0])] if place else None, rest[1:]
    steps = [file]
    for key in rest:
        place = _inside(place, key)
        steps.append(_label(place, key))
    return " › ".join(steps)


def _inside(place: Any, key: int | str) -> Any:
    try:
        return place[key]
    except (KeyError, IndexError, TypeError):
        return None


def _label(place: Any, key: int | str) -> str:
    if isinstance(key, int):
        named = place.get("id") if isinstance(place, dict) else None
        return str(named) if named else f"第{key + 1}项"
    return key
