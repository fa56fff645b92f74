"""The one byte form of a JSON value (RFC 8785, JCS) that every digest and signature of this room rests on."""

import json
from typing import Any

_LARGEST = 2**53 - 1


def canonical(value: Any) -> bytes:
    """UTF-8 bytes with keys in UTF-16 order and no spaces.

    ValueError for a float, an integer a JavaScript reader would round, a lone surrogate, or a type JSON lacks:
    facts hold texts, whole numbers, lists and objects only.
    """
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise ValueError("文字中有不成对的代理码，不能公布") from None


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int) and abs(value) <= _LARGEST:
        return value
    raise ValueError(f"公布的内容只能是文字、整数、列表与对象，不能是 {type(value).__name__}：{value!r}")


def _utf16(key: str) -> bytes:
    if not isinstance(key, str):
        raise ValueError(f"对象的键须是文字：{key!r}")
    return key.encode("utf-16-be", "surrogatepass")
