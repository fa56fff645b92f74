"""A form as it was sent: typed facts or the faults, the key that makes it count once, the version that was seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from hengxian.kernel.refusals import Refused
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

    def fields(self, errors: Mapping[str, str] | None = None) -> list[Field]:
        """The fields to show: as they were filled in, with the faults beside them."""
        shown = self.errors if errors is None else errors
        return forms.fields(self.asked, facts=self.start, post=self.post, errors=shown, choices=self.choices)


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
