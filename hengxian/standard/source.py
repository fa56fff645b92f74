"""The files of a pack folder: which part each holds, and reading them as strings only."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from hengxian.standard.finding import Finding, PackError

FILES = {
    "rule": "pack.yaml",
    "limits": "limits.yaml",
    "tree": "indicators.yaml",
    "names": "names.yaml",
    "sheets": "sheets.yaml",
    "conformity": "conformity.yaml",
    "process": "process.yaml",
    "deadlines": "deadlines.yaml",
    "forms": "forms.yaml",
    "statuses": "statuses.yaml",
    "parameters": "parameters.yaml",
    "interpretations": "interpretations.yaml",
    "matrix": "matrix.yaml",
    "reminders": "reminders.yaml",
}
CHAPTERS = "clauses-*.yaml"
REGISTERS = "registers-*.yaml"

if TYPE_CHECKING:
    from yaml import BaseLoader as _Base
else:
    # libyaml reads a pack ten times faster; the pure reader gives the same strings where it is missing.
    _Base = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _StrictLoader(_Base):
    """Reads every scalar as a string (stock YAML turns 1.10 into 1.1) and refuses a repeated key."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"键“{key.value}”出现了两次，应只写一次", key.start_mark
                )
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def read_file(path: Path) -> Any:
    """The content of one YAML file, all scalars as strings. Raises PackError naming file and line."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except FileNotFoundError:
        raise _refusal(path, "缺少此文件") from None
    except UnicodeDecodeError:
        raise _refusal(path, "不是 UTF-8 文本") from None
    except yaml.MarkedYAMLError as error:
        raise _refusal(path, _place(error)) from None
    except yaml.YAMLError:
        raise _refusal(path, "含有 YAML 不允许的字符") from None


def read_folder(folder: Path) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The raw parts of a pack by field name, and the chapter files in order of their number.

    Raises PackError for a folder that does not exist, a missing, unknown or unreadable file.
    """
    if not folder.is_dir():
        raise PackError((Finding(folder.name, "没有这个规则包文件夹"),))
    _refuse_unknown(folder)
    raw = {part: read_file(folder / name) for part, name in FILES.items()}
    chapters = tuple(sorted((path.name for path in folder.glob(CHAPTERS)), key=_chapter_order))
    raw["clauses"] = [read_file(folder / name) for name in chapters]
    raw["registers"] = [row for path in sorted(folder.glob(REGISTERS)) for row in _list_in(path)]
    return raw, chapters


def _list_in(path: Path) -> list[Any]:
    content = read_file(path)
    if not isinstance(content, list):
        raise _refusal(path, "应为列表")
    return content


def _refuse_unknown(folder: Path) -> None:
    known = {*FILES.values(), "cases.yaml"}
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in known and not path.match(CHAPTERS) and not path.match(REGISTERS):
            raise _refusal(path, "规则包不认识这个文件，请核对文件名")


def _chapter_order(name: str) -> tuple[int, str]:
    digits = name.removeprefix("clauses-").removesuffix(".yaml")
    return (int(digits) if digits.isdecimal() else 0, name)


def _refusal(path: Path, message: str) -> PackError:
    return PackError((Finding(path.name, message),))


def _place(error: yaml.MarkedYAMLError) -> str:
    line = f"第{error.problem_mark.line + 1}行" if error.problem_mark else ""
    problem = error.problem or ""
    said = problem if problem.startswith("键") else "不符合 YAML 写法"
    return f"{line}{said}"
