"""A form as it was sent: typed facts or the faults, the key that makes it count once, the version that was seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from hengxian.kernel.refusals import Refused
from hengxian.web.acting.attaching import PREFIX
from hengxian.web.components import forms
from hengxian.web.components.forms import Field


@dataclass(frozen=True)
class Filling:
    """What came with a request. Nothing is said by a GET: then it is not whole and without faults."""

    asked: Sequence[Any]
    choices: Mapping[str, Sequence[tuple[str, str]]]
    start: Mapping[str, Any]
    post: QueryDict | None
    facts: Mapping[str, Any]
    errors: Mapping[str, str]

    @property
    def is_whole(self) -> bool:
        """Whether a form was sent and can be used."""
        return self.post is not None and not self.errors

    @property
    def key(self) -> str:
        """The form's own key."""
        return (self.post or QueryDict()).get("key", "")[:80]

    @property
    def version(self) -> int | None:
        """The version of the record that the person saw."""
        told = (self.post or QueryDict()).get("version", "")
        return int(told) if told.isdecimal() and len(told) < 10 else None

    def shown(self, errors: Mapping[str, str]) -> dict[str, Any]:
        """What `acting/form.html` shows: the fields as they were filled in, those about attached files apart."""
        drawn: list[Field] = forms.fields(
            self.asked, facts=self.start, post=self.post, errors=errors, choices=self.choices
        )
        about_files = [field for field in drawn if field.name.startswith(PREFIX)]
        return {
            "fields": [field for field in drawn if field not in about_files],
            "about_files": about_files,
            "errors": errors,
        }


def fill(
    request: HttpRequest,
    asked: Sequence[Any],
    choices: Mapping[str, Sequence[tuple[str, str]]],
    start: Mapping[str, Any] | None = None,
) -> Filling:
    """The request's form; `start` are the values an unsent one shows."""
    if request.method != "POST":
        return Filling(asked, choices, start or {}, None, {}, {})
    answers = forms.read(asked, request.POST, request.FILES, choices=choices)
    return Filling(asked, choices, start or {}, request.POST, answers.facts, answers.errors)


def marks(refused: Refused | None, filling: Filling) -> dict[str, str]:
    """The faults of a refusal beside the fields that it names."""
    if refused is None:
        return {}
    told = {fault.field: fault.sentence for fault in getattr(refused, "faults", ())}
    known = {each.id for each in filling.asked}
    return {name: told.get(name, refused.sentence) for name in refused.fields if name in known}
