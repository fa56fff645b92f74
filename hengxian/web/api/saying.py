"""JSON facts read by the same rules as a form: each value becomes what a browser would have sent."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from hengxian.kernel.refusals import Incomplete
from hengxian.records.models import StoredFile
from hengxian.web.acting.asking import Question
from hengxian.web.components import forms

FILES = ("file", "files")
REFERENCE = re.compile(r"file:(\d{1,18})")


def facts_of(
    said: Mapping[str, Any],
    asked: Iterable[Question],
    choices: Mapping[str, Any],
    story: str,
    account_person: int,
) -> dict[str, Any]:
    """Typed facts. Incomplete names every fact that is unknown, missing or unusable."""
    asked = tuple(asked)
    known = {each.id for each in asked}
    if unknown := sorted(set(said) - known):
        raise Incomplete(
            f"没有“{unknown[0]}”这一项，应为：{'、'.join(sorted(known)) or '（无）'}", fields=(unknown[0],)
        )
    plain = [each for each in asked if each.type not in FILES]
    answers = forms.read(plain, _as_sent(said, plain), choices=choices)
    files = {
        each.id: _files(each, said.get(each.id), story, account_person)
        for each in asked
        if each.type in FILES
    }
    errors = answers.errors | {
        each.id: f"“{each.label}”不能为空"
        for each in asked
        if each.id in files and each.required and not files[each.id]
    }
    if errors:
        refusal = Incomplete("；".join(errors.values()), fields=tuple(errors))
        refusal.told = errors  # type: ignore[attr-defined]  # for the answer's `fields`
        raise refusal
    return {**answers.facts, **files}


def _as_sent(said: Mapping[str, Any], asked: Iterable[Question]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for each in asked:
        value = said.get(each.id)
        if each.type == "rows":
            _add_rows(sent, each, value)
        elif value is not None:
            sent.setlist(each.id, [_word(one) for one in (value if isinstance(value, list) else [value])])
    return sent


def _add_rows(sent: QueryDict, asked: Question, value: Any) -> None:
    rows = value if isinstance(value, list) else []
    for number, row in enumerate(rows):
        for column in asked.columns if isinstance(row, dict) else ():
            sent[f"{asked.id}-{number}-{column.id}"] = _word(row.get(column.id, ""))


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _files(asked: Question, value: Any, story: str, person: int) -> list[str]:
    """References to files that this person has uploaded to this record."""
    named = [str(one) for one in (value if isinstance(value, list) else [value] if value else [])]
    ids = [int(match[1]) for one in named if (match := REFERENCE.fullmatch(one))]
    own = set(
        StoredFile.objects.filter(pk__in=ids, about=story, received_by=person).values_list("pk", flat=True)
    )
    for one in named:
        match = REFERENCE.fullmatch(one)
        if match is None or int(match[1]) not in own:
            raise Incomplete(f"“{asked.label}”中没有“{one}”这个文件，应先上传到这一件", fields=(asked.id,))
    return named
