"""YAML written by assessors and bodies, typed by a model; a fault is one Chinese sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from hengxian.standard.finding import PackError
from hengxian.standard.refusals import SENTENCES
from hengxian.standard.source import read_file

Record = TypeVar("Record", bound=BaseModel)
Refusal = Callable[[str], Exception]


def read_yaml(path: Path, *, refuse: Refusal) -> object:
    """The content of a file, every scalar a string; what cannot be read is raised as `refuse(sentence)`."""
    try:
        return read_file(path)
    except PackError as error:
        raise refuse(error.findings[0].sentence) from None
    except OSError:
        raise refuse(f"{path.name}：文件打不开") from None


def read_record(path: Path, model: type[Record], *, refuse: Refusal) -> Record:
    """The file's content as one record of the model."""
    return record_from(read_yaml(path, refuse=refuse), model, where=path.name, refuse=refuse)


def record_from(content: object, model: type[Record], *, where: str, refuse: Refusal) -> Record:
    """Plain content typed by a model; the first fault is raised as `refuse(where：item：what is wrong)`."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise refuse(f"{where}：{first_fault(error)}") from None


def first_fault(error: ValidationError) -> str:
    """The first thing a model refuses: its place, and what was expected there."""
    fault = error.errors()[0]
    context = fault.get("ctx", {})
    place = " › ".join(f"第{part + 1}项" if isinstance(part, int) else part for part in fault["loc"])
    match fault["type"]:
        case "value_error":
            said = str(context["error"])
        case "literal_error":
            said = f"应为以下之一：{context['expected'].replace(' or ', ', ')}，现为“{fault['input']}”"
        case "too_short":
            said = "至少要有一条"
        case kind:
            said = SENTENCES.get(kind, "内容不合规定")
    return f"{place}：{said}" if place else said
