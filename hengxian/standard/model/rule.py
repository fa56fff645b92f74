"""The rule itself: its name, window, bases, references, terms and mode (chapters 1 to 4, last page)."""

from datetime import date

from hengxian.standard.model.node import ClauseId, Day, Entry, Name, Node, Text, Yes


class Reference(Node):
    """A document the rule cites (2.1, 2.2, 4.1, 4.2), as printed, with what became of it since."""

    clause: ClauseId
    title: Text
    number: Text | None = None
    is_dated: Yes
    issued_on: Day | None = None
    in_force_on: Day | None = None
    note: Text | None = None


class Term(Entry):
    """A definition of chapter 3, as printed; the id is its clause."""

    name: Text
    text: Text


class Passage(Entry):
    """A printed item that is shown as it stands; the id is its clause."""

    title: Text
    text: Text


class Mode(Node):
    """One branch of the composite certification mode (1.3)."""

    clause: ClauseId
    name: Text
    text: Text


class AuditKind(Entry):
    """A row of the table in 5.3: what is measured, audited, and the limits of days on site."""

    name: Text
    evaluation: Text
    audit: Text
    days_min: Name
    days_max: Name


class Rule(Entry):
    """Who issued the rule, when it holds, and what it rests on. Dates are whole days, `ends_on` included."""

    edition: Text
    name: Text
    printed_number: Text
    printed_edition: Text
    issuer: Text
    category: Text
    field: Text
    mode: Text
    modes: tuple[Mode, ...]
    issued_on: Day
    in_force_on: Day
    ends_on: Day
    interpreted_by: Text
    hotline_kinds: tuple[Passage, ...]
    contents: tuple[Passage, ...]
    applicability: Text
    sources: tuple[Text, ...]
    main_bases: tuple[Reference, ...]
    auxiliary_bases: tuple[Reference, ...]
    references: tuple[Reference, ...]
    terms: tuple[Term, ...]
    audit_kinds: tuple[AuditKind, ...]

    def is_in_force(self, on: date) -> bool:
        """Whether the day lies in the window printed on the rule's last page, both ends included."""
        return self.in_force_on <= on <= self.ends_on

    def term(self, name: str) -> Term:
        """The definition of a term. Raises KeyError for a term chapter 3 does not define."""
        return {term.name: term for term in self.terms}[name]
