"""The plan of a switch, from a TOML file: its number, its agents' and units' phones, its patience, its folders."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from hengxian.kernel.refusals import Incomplete

WORD, SECONDS, LIST = "文字", "不小于 0 的秒数", "文字的列表"


@dataclass(frozen=True)
class Phone:
    """A telephone that the switch may dial: its extension, its SIP address, whose it is (an agent's user name)."""

    extension: str
    phone: str
    party: str
    is_agent: bool

    @property
    def label(self) -> str:
        """As pages name it: an agent by his seat's extension, a unit by its name."""
        return f"话务员 {self.extension}" if self.is_agent else self.party


@dataclass(frozen=True)
class Plan:
    """Everything a switch is told before it starts."""

    name: str
    number: str
    listen: str
    queue: str = "人工"
    ring_seconds: float = 20
    unit_ring_seconds: float = 40
    rest_seconds: float = 15
    wrap_up_seconds: float = 10
    announcement: str = ""
    music: str = ""
    events: str = "events"
    recordings: str = "recordings"
    post_to: str = ""
    registrar: str = ""
    test_callers: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()

    @property
    def agents(self) -> tuple[Phone, ...]:
        """The agents' phones, in the order of the file."""
        return tuple(phone for phone in self.phones if phone.is_agent)

    def phone_of(self, extension: str) -> Phone | None:
        """The phone behind an extension; None for one that is not in the plan: nothing else is ever dialled."""
        return next((phone for phone in self.phones if phone.extension == extension), None)


def read_plan(file: Path) -> Plan:
    """The plan in a file, its paths seen from where the file lies. Incomplete, saying which key is wrong."""
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Incomplete(f"{file.name} 不是 TOML 文件：{wrong}") from None
    phones = [_phone(each, "agents", "user", number) for number, each in _tables(said, "agents")]
    phones += [_phone(each, "units", "name", number) for number, each in _tables(said, "units")]
    _check_phones(phones)
    known = {name: _value(said, name, kind) for name, kind in _kinds().items() if name in said}
    if strange := sorted(said.keys() - _kinds().keys() - {"agents", "units"}):
        raise Incomplete(f"不认识 {'、'.join(strange)}，可有的键为 {'、'.join(_kinds())}")
    if lacking := [
        each.name for each in fields(Plan) if each.default is MISSING and not known.get(each.name)
    ]:
        raise Incomplete(f"缺少 {'、'.join(lacking)}", fields=tuple(lacking))
    _check_head(known["name"], known["listen"])
    return Plan(**_placed(known, file.parent), phones=tuple(phones))


def _kinds() -> dict[str, str]:
    kinds: dict[Any, str] = {str: WORD, float: SECONDS}
    return {each.name: kinds.get(each.type, LIST) for each in fields(Plan) if each.name != "phones"}


def _value(said: Mapping[str, Any], name: str, kind: str) -> Any:
    value = said[name]
    is_word = isinstance(value, str)
    is_span = isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
    if not {WORD: is_word, SECONDS: is_span, LIST: is_list}[kind]:
        raise Incomplete(f"{name} 应为{kind}，现为 {value!r}", fields=(name,))
    return tuple(value) if kind == LIST else value


def _tables(said: Mapping[str, Any], name: str) -> list[tuple[int, Any]]:
    listed = said.get(name, [])
    if not isinstance(listed, list):
        raise Incomplete(f"{name} 应写作若干个 [[{name}]]", fields=(name,))
    return list(enumerate(listed, 1))


def _phone(said: Any, table: str, owner: str, number: int) -> Phone:
    words = {name: said.get(name) for name in (owner, "extension", "phone")} if isinstance(said, dict) else {}
    for name, word in words.items() or [(owner, None)]:
        if not isinstance(word, str) or not word.strip():
            raise Incomplete(f"[[{table}]] 第 {number} 个缺少 {name}", fields=(name,))
    extension, phone = str(words["extension"]), str(words["phone"])
    if not (extension.isascii() and extension.isdigit()):
        raise Incomplete(
            f"[[{table}]] 第 {number} 个的 extension 应为数字，现为 {extension}", fields=("extension",)
        )
    if not phone.startswith(("sip:", "sips:")) or any(letter.isspace() for letter in phone):
        raise Incomplete(
            f"[[{table}]] 第 {number} 个的 phone 应为 SIP 地址，如 sip:1001@192.0.2.11", fields=("phone",)
        )
    return Phone(extension, phone, str(words[owner]), table == "agents")


def _check_phones(phones: list[Phone]) -> None:
    for column, name in (("extension", "分机号"), ("phone", "话机")):
        seen = [getattr(phone, column) for phone in phones]
        if twice := sorted({each for each in seen if seen.count(each) > 1}):
            raise Incomplete(f"{name} {'、'.join(twice)} 写了不止一次", fields=(column,))
    if not any(phone.is_agent for phone in phones):
        raise Incomplete("至少应有一个 [[agents]]（话务员的话机）", fields=("agents",))


def _check_head(name: str, listen: str) -> None:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", name):
        raise Incomplete(
            f"name 应为 1 至 40 个字母、数字、- 或 _（进入事件编号），现为 {name}",
            fields=("name",),
        )
    host, _, port = listen.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise Incomplete(f"listen 应为 地址:端口，如 192.0.2.10:5060，现为 {listen}", fields=("listen",))


def _placed(known: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Paths, seen from the plan's folder."""
    paths = {"events": "events", "recordings": "recordings", "announcement": "", "music": ""}
    placed = {name: known.get(name, default) for name, default in paths.items()}
    return known | {name: str(folder / path) if path else "" for name, path in placed.items()}
