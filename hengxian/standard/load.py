"""Reads a pack folder into a validated, frozen Pack, or says in one Chinese sentence why it cannot."""

from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from hengxian.standard.checks import cross_check
from hengxian.standard.finding import Finding, PackError
from hengxian.standard.model.cases import Case
from hengxian.standard.model.pack import Pack
from hengxian.standard.refusals import SENTENCES, findings_of
from hengxian.standard.source import read_file, read_folder

PACKS = Path(__file__).parent / "packs"


def read_pack(path: Path) -> Pack:
    """The pack in a folder, its shape checked but not its sense. Raises PackError."""
    raw, chapters = read_folder(path)
    try:
        return Pack.model_validate(raw)
    except ValidationError as error:
        raise PackError(findings_of(error, raw, chapters)) from None


def load_pack(path: Path) -> Pack:
    """The pack in a folder, fit for use: shape and every cross-check. Raises PackError."""
    pack = read_pack(path)
    findings = tuple(cross_check(pack))
    if findings:
        raise PackError(findings)
    return pack


@cache
def bundled_pack(rule: str = "cmm-525-0004", edition: str = "1.0") -> Pack:
    """An edition shipped with the product. Raises PackError when there is no such rule or edition."""
    return load_pack(bundled_folder(rule, edition))


def bundled_folder(rule: str = "cmm-525-0004", edition: str = "1.0") -> Path:
    """Where a shipped edition lies. Raises PackError when there is no such rule or edition."""
    folder = PACKS / rule / edition
    if not folder.is_dir():
        raise PackError((Finding(f"{rule} {edition}", "产品未附带此规则或版本"),))
    return folder


def load_cases(path: Path) -> tuple[Case, ...]:
    """The worked examples beside a pack, in order. Raises PackError."""
    try:
        return TypeAdapter(tuple[Case, ...]).validate_python(read_file(path / "cases.yaml"))
    except ValidationError as error:
        first = error.errors()[0]
        node = " › ".join(f"第{key + 1}项" if isinstance(key, int) else key for key in first["loc"])
        message = str(first.get("ctx", {}).get("error", SENTENCES.get(first["type"], "内容不合规定")))
        raise PackError((Finding(f"cases.yaml › {node}", message),)) from None
