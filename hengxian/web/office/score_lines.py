"""The lines of score sheets on a page: measured ones as the engine gave them, judged ones to be filled in (附录D)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from hengxian.certification.models import Case
from hengxian.certification.queries.judging import (
    SEEN,
    Evidence,
    evidence_of,
    names_of_evidence,
    ratings_of,
)
from hengxian.certification.queries.sheets import figure_of
from hengxian.evaluation.ratings import Rating, by_leaf
from hengxian.kernel.refusals import NotAllowed, Refused
from hengxian.records.edition import pack
from hengxian.records.registers.writing import Line, write_many
from hengxian.scoring.sheets import NOT_LISTED, SheetLine
from hengxian.standard.model.tree import Leaf
from hengxian.web.acting import books
from hengxian.web.acting.asking import Pairs, Question
from hengxian.web.acting.books import OpenBook
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor
from hengxian.web.components import forms

ASKED = (
    Question("score", "评判得分", "points", unit="分（0–100）"),
    Question("content", "评价内容", "text", required=False, note="规则未列评价内容，由评价人员填写"),
    Question("reason", "理由", "long_text"),
    Question("evidence", "证据", "choices", note="至少一件"),
)
PRINTED = (ASKED[0], *ASKED[2:])  # where the rule itself says what is looked at


@dataclass(frozen=True)
class Shown:
    """A line of the sheet on the page: what is printed, what others gave, and what this person may fill in."""

    leaf: Leaf
    line: SheetLine
    figure: str = ""
    ratings: Sequence[Rating] = ()
    own: Rating | None = None
    seen: Sequence[Evidence] = ()
    fields: Sequence[forms.Field] = ()
    errors: Mapping[str, str] | None = None
    facts: Mapping[str, Any] | None = None

    @property
    def is_measured(self) -> bool:
        """Whether the engine gives it, and nobody else."""
        return self.leaf.source == "measured"


class Filling:
    """One person at the sheets of a case: what all raters gave and what evidence there is, read once for all lines."""

    def __init__(self, case: Case, book: OpenBook, post: QueryDict | None = None) -> None:
        """`post` is what the person just sent, None when he only looks."""
        self.book, self.post = book, post
        self._given, self._gathered = by_leaf(ratings_of(case)), evidence_of(case)
        self._result = case.evaluation.result if case.evaluation else None

    def lines(self, lines: Iterable[SheetLine]) -> list[Shown]:
        """The lines as the page shows them, with the faults of what was sent."""
        return [self._line(line) for line in lines]

    def said(self, lines: Iterable[Shown]) -> list[Line]:
        """What was sent, as rows to be written; lines of which nothing was said are left out."""
        return [
            self._row(line, self.post) for line in lines if self.post is not None and line.facts is not None
        ]

    def names(self, lines: Iterable[Shown]) -> dict[str, str]:
        """What the evidence of the ratings shown is called."""
        return names_of_evidence(one for line in lines for each in line.ratings for one in each.row.evidence)

    def _line(self, line: SheetLine) -> Shown:
        leaf = pack().tree.leaf(line.leaf)
        if leaf.source == "measured":
            return Shown(
                leaf, line, figure_of(leaf, self._result) if self._result else "审核组尚未运行计算引擎"
            )
        given = self._given.get(leaf.id, [])
        own = next((each for each in given if each.row.written_by == self.book.visitor.actor.person), None)
        seen = [each for each in self._gathered if leaf.id in each.leaves]
        if not self.book.may_write:
            return Shown(leaf, line, "", given, own, seen)
        return Shown(leaf, line, "", given, own, seen, *self._asked(leaf, line, own))

    def _asked(
        self, leaf: Leaf, line: SheetLine, own: Rating | None
    ) -> tuple[Sequence[forms.Field], Mapping[str, str], Mapping[str, Any] | None]:
        asked, prefix, post = asked_of(line), f"{leaf.id}-", self.post
        choices = {"evidence": self._choices(leaf, own)}
        answers = (
            forms.read(asked, post, choices=choices, prefix=prefix)
            if post is not None and is_answered(asked, post, prefix)
            else None
        )
        facts = {**own.row.data, "evidence": tuple(own.row.evidence)} if own else {}
        errors = answers.errors if answers else {}
        fields = forms.fields(asked, facts=facts, post=post, errors=errors, choices=choices, prefix=prefix)
        return fields, errors, answers.facts if answers else None

    def _choices(self, leaf: Leaf, own: Rating | None) -> Pairs:
        """What names the leaf first; and whatever the person's own row rests on already."""
        ordered = sorted(self._gathered, key=lambda each: leaf.id not in each.leaves)
        pairs = [(each.reference, each.label) for each in ordered]
        kept = own.row.evidence if own else ()
        return [*pairs, *((one, name) for one, name in self._lost.items() if one in kept)]

    @cached_property
    def _lost(self) -> dict[str, str]:
        """Evidence that own ratings rest on and that is no longer among what was gathered, with its names."""
        known, person = {each.reference for each in self._gathered}, self.book.visitor.actor.person
        own = (each.row for given in self._given.values() for each in given if each.row.written_by == person)
        return names_of_evidence(one for row in own for one in row.evidence if one not in known)

    @staticmethod
    def _row(line: Shown, post: QueryDict) -> Line:
        facts = dict(line.facts or {})
        evidence, version = facts.pop("evidence"), post.get(f"{line.leaf.id}-version", "")
        return Line(facts, line.leaf.id, tuple(evidence), int(version) if version.isdecimal() else None)


def asked_of(line: SheetLine) -> tuple[Question, ...]:
    """What is asked of a judged line; its 评价内容 only where the rule lists none (T46)."""
    return ASKED if line.content.startswith(NOT_LISTED) else PRINTED


def is_answered(asked: Sequence[Question], post: QueryDict, prefix: str) -> bool:
    """Whether anything was said of the line."""
    return any(value.strip() for each in asked for value in post.getlist(prefix + each.id))


def open_book(visitor: Visitor, pk: int, register: str) -> tuple[Case, OpenBook]:
    """The case and the register its judgements are written in; NotThere for whoever may not look at them."""
    case: Case = KINDS["case"].one(visitor, pk)
    return case, books.open_for(case, register, visitor)


def save(
    request: HttpRequest, filling: Filling, lines: Iterable[SheetLine], *, title: str, keep: str
) -> tuple[HttpResponse | None, Refused | None]:
    """Write what was sent, all or nothing: the answer once it is kept, or why it was refused, or neither.

    Raises NotAllowed for whoever may look at the sheets and not write in them.
    """
    if filling.post is None:
        return None, None
    if not filling.book.may_write:
        raise NotAllowed(filling.book.barred)
    shown, visitor = filling.lines(lines), filling.book.visitor
    if any(line.errors for line in shown):
        return None, None
    try:
        written = write_many(filling.book.book, filling.said(shown), by=visitor.actor, at=visitor.at)
    except Refused as refusal:
        return None, shown_in_form(request, refusal)
    messages.success(request, f"已保存{title}：{len(written.made) + len(written.changed)} 项有变化")
    request.session["kept"] = keep
    return redirect(request.path), None


def form_of(case: Case, filling: Filling, lines: Sequence[Shown], refused: Refused | None) -> dict[str, Any]:
    """What every page with such lines shows around them."""
    return {
        "case": case,
        "may_write": filling.book.may_write,
        "barred": filling.book.barred,
        "refused": refused,
        "is_faulty": any(line.errors for line in lines),
        "back": reverse("office:sheets", args=[case.pk]),
        "sources": [
            (pack().register(one).title, reverse("office:register", args=["case", case.pk, one]))
            for one in SEEN
        ],
        "names": filling.names(lines),
    }


def status_of(lines: Sequence[Shown], refused: Refused | None) -> int:
    """The HTTP status of the form when it is shown again."""
    return refused.http if refused else 422 if any(line.errors for line in lines) else 200
