"""The clause register: every printed item of 5.1.1, 5.2.1 and chapters 9 to 12."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, RootModel

from hengxian.standard.model.node import ClauseId, Entry, Name, Text

ModalWord = Literal["应", "不应", "宜", "可"]


class Clause(Entry):
    """A printed item. `text` is the rule's; `question` and `evidence` are ours, for auditors.

    `modal` holds the words as printed, none where the rule prints none. Missing a 宜 or 可 is never
    a nonconformity (T35). `measures` names the indicators and checks that speak about the item.
    """

    id: ClauseId
    title: Text
    text: Text
    modal: tuple[ModalWord, ...] = ()
    question: Text
    evidence: Text
    measures: tuple[Name, ...] = ()

    @property
    def modal_text(self) -> str:
        """The modal words for printing, 应；可, or — where there is none."""
        return "；".join(self.modal) or "—"

    @property
    def is_advice(self) -> bool:
        """Whether the rule only advises or allows, so that absence is no finding."""
        return bool(self.modal) and set(self.modal) <= {"宜", "可"}


class Section(Entry):
    """The heading items stand under, with the headings above it, nearest last."""

    id: ClauseId
    title: Text
    under: tuple[Text, ...]
    items: tuple[Clause, ...]


class Chapter(Entry):
    """A chapter's sections, one file each."""

    id: ClauseId
    title: Text
    sections: tuple[Section, ...]


class ClauseRegister(RootModel[tuple[Chapter, ...]]):
    """All chapters; iterating gives the items in printed order."""

    model_config = ConfigDict(frozen=True)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return self.root

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(section for chapter in self.root for section in chapter.sections)

    @cached_property
    def by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self}

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(clause.id for clause in self)

    def section_of(self, clause_id: str) -> Section:
        """The section an item is printed in. Raises KeyError for an id that is not in the register."""
        return {item.id: section for section in self.sections for item in section.items}[clause_id]

    def __getitem__(self, key: str) -> Clause:
        return self.by_id[key]

    def __contains__(self, key: object) -> bool:
        return key in self.by_id

    def __iter__(self) -> Iterator[Clause]:  # type: ignore[override]  # items, not pydantic's field pairs
        return (item for section in self.sections for item in section.items)

    def __len__(self) -> int:
        return len(self.by_id)
