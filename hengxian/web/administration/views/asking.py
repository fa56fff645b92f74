"""The form of an administrator's act: shown, read, and shown again with what was refused."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hengxian.kernel.lifecycle import Ask
from hengxian.kernel.refusals import Refused
from hengxian.web.administration.acts import Choices, Facts
from hengxian.web.components.forms import fields, read
from hengxian.web.entrance.refusing import note


def form_page(
    request: HttpRequest,
    asks: tuple[Ask, ...],
    choices: Choices,
    answer: Callable[[Facts], HttpResponse],
    context: dict[str, Any],
) -> HttpResponse:
    """The form; when it was sent whole, what `answer` gives, or the form again with the refusal."""
    if request.method == "GET":
        return render(
            request, "administration/act.html", {"fields": fields(asks, choices=choices), **context}
        )
    answers, refused = read(asks, request.POST, choices=choices), None
    if answers.is_whole:
        try:
            with transaction.atomic():
                return answer(answers.facts)
        except Refused as refusal:
            refused = refusal
            note(request, refusal)
    shown = fields(asks, post=request.POST, errors=answers.errors, choices=choices)
    context |= {"fields": shown, "errors": answers.errors, "refused": refused}
    return render(request, "administration/act.html", context, status=refused.http if refused else 422)
