"""Whether the persons and the evidence that rows name exist: one statement each, however many rows there are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from hengxian.people.models import Person
from hengxian.records.files.kinds import kind_of
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.registers.book import Book
from hengxian.records.registers.checking import EVIDENCE, Fault
from hengxian.standard.model.registers import RegisterTable

FILE = re.compile(r"file:\d{1,18}")
EVALUATION = re.compile(r"evaluation:[0-9A-Za-z_-]{1,64}")


def strange_people(
    table: RegisterTable, said: Sequence[tuple[str, Mapping[str, Any]]], places: Sequence[str]
) -> list[Fault]:
    """A fault for each person that is not enrolled."""
    named = [list(_people(table, subject, values)) for subject, values in said]
    asked = {person for each in named for _, person in each}
    known = set(Person._default_manager.filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
    return [
        Fault(column, f"没有登记过编号为 {person} 的人员", place)
        for each, place in zip(named, places, strict=True)
        for column, person in each
        if person not in known
    ]


def strange_references(book: Book, evidence: Sequence[Sequence[str]], places: Sequence[str]) -> list[Fault]:
    """A fault for each reference that is none, or names a file or row outside this record's story.

    Of an evaluation only the form is looked at: evaluations are kept above this room.
    """
    asked = {one for each in evidence for one in each}
    stories = (book.bound, *(book.record.stories() if book.record is not None else ()))
    files = StoredFile._default_manager.filter(about__in=stories)
    rows = RegisterRow._default_manager.filter(bound__in=stories)
    known = {*_found("file", files, asked), *_found("row", rows, asked)}
    unsuited = _unsuited(book.table, files, asked)
    said = [(one, place) for each, place in zip(evidence, places, strict=True) for one in each]
    return [
        *(
            Fault(EVIDENCE, f"没有“{one}”这件证据", place)
            for one, place in said
            if one not in known and not EVALUATION.fullmatch(one)
        ),
        *(Fault(EVIDENCE, unsuited[one], place) for one, place in said if one in unsuited),
    ]


def _unsuited(table: RegisterTable, files: QuerySet[Any], asked: Iterable[str]) -> dict[str, str]:
    """What is wrong with each file of a type that the register does not take."""
    types = table.evidence.types if table.evidence else ()
    if not types:
        return {}
    wanted = "、".join(kind_of(each).label for each in types)
    named = files.filter(pk__in=[one.removeprefix("file:") for one in asked if FILE.fullmatch(one)])
    return {
        f"file:{file.pk}": f"所附“{file.name}”应为{wanted}" for file in named if file.media_type not in types
    }


def _found(kind: str, inside: QuerySet[Any], asked: Iterable[str]) -> set[str]:
    ids = [one.removeprefix(f"{kind}:") for one in asked if re.fullmatch(rf"{kind}:\d{{1,18}}", one)]
    return {f"{kind}:{pk}" for pk in inside.filter(pk__in=ids).values_list("pk", flat=True)} if ids else set()


def _people(table: RegisterTable, subject: str, values: Mapping[str, Any]) -> Iterable[tuple[str, int]]:
    if table.subject and table.subject.kind == "person" and subject:
        yield "subject", int(subject)
    yield from ((field.id, values[field.id]) for field in table.person_fields if field.id in values)
