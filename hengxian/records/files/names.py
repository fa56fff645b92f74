"""The name a file came with: kept as it is, never used as a path, refused where it could deceive."""

import unicodedata

from hengxian.records.files.kinds import FORBIDDEN_SUFFIXES, SUFFIXES, Kind, accepted_suffixes
from hengxian.records.files.refusals import FileRefused

LONGEST = 200
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # private use is let through: rare names are written with it


def check_name(name: str) -> Kind:
    """The kind that the suffix promises; FileRefused for a name that lies, hides signs, or is not on the list."""
    _check_signs(name)
    stem, dot, last = name.rpartition(".")
    suffix = f"{dot}{last}".lower()
    if not stem or suffix not in SUFFIXES:
        raise FileRefused(f"{name}：不接受这种文件，应为 {accepted_suffixes()}")
    inner = [f".{part.strip().lower()}" for part in stem.split(".")[1:]]
    if hidden := [part for part in inner if part in FORBIDDEN_SUFFIXES or part in SUFFIXES]:
        raise FileRefused(f"{name}：文件名有两个扩展名（{hidden[0]} 和 {suffix}），请改名后再传")
    return SUFFIXES[suffix]


def _check_signs(name: str) -> None:
    if not name.strip(" ."):
        raise FileRefused("文件没有名称")
    if len(name) > LONGEST or len(name.encode("utf-8", "replace")) > 3 * LONGEST:
        raise FileRefused(f"{shown(name[:40])}…：文件名过长，最多 {LONGEST} 字")
    if _TURNING & set(name):
        raise FileRefused(f"{shown(name)}：文件名含改变书写方向的控制符，会掩盖真实的扩展名，请改名后再传")
    if any(unicodedata.category(sign) in _HIDDEN for sign in name):
        raise FileRefused(f"{shown(name)}：文件名含看不见的控制符，请改名后再传")
    if "/" in name or "\\" in name:
        raise FileRefused(f"{name}：文件名含路径分隔符，请只传文件本身")


def shown(name: str) -> str:
    """The name with every invisible sign replaced, safe to print in a sentence."""
    return "".join("�" if unicodedata.category(sign) in _HIDDEN else sign for sign in name)
