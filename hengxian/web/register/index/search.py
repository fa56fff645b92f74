"""The word index over certificates: FTS5 in SQLite, tsvector in PostgreSQL; the same words, the same answers.

It stands beside the models, not among them, since neither kind of table is one Django knows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import connection

from hengxian.kernel.words import phrases_of, words_of
from hengxian.web.register.models import Certificate

STATUS_WORDS = {"有效": "s1", "暂停": "s2", "撤销": "s3", "注销": "s4"}


@dataclass(frozen=True)
class Entry:
    """What of a certificate can be found: its words in order, and the word for its status."""

    id: int
    words: tuple[str, ...]
    status: str


class WordIndex(Protocol):
    """What either database does."""

    def prepare(self) -> None:
        """Make the table when it is not there."""

    def clear(self) -> None:
        """Forget everything."""

    def put(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        """Take out entries exactly as they were put in, and put in others."""

    def find(self, query: str, status: str, below: int | None, limit: int) -> list[int]:
        """Ids below `below`, highest first, whose words hold every part of the query; `status` may be empty."""


def entry_of(certificate: Certificate) -> Entry:
    """The entry of a certificate as it stands."""
    fields = (certificate.number, certificate.holder, certificate.hotline, certificate.place)
    return Entry(certificate.pk, tuple(words_of(fields)), STATUS_WORDS.get(certificate.status, "s0"))


class SqliteWords:
    """FTS5 without content: postings only. A row is taken out by saying what was put in."""

    def prepare(self) -> None:
        """Make the table when it is not there."""
        with connection.cursor() as cursor:
            cursor.execute(
                "create virtual table if not exists register_words using fts5"
                "(words, status, content='', tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 4')"
            )

    def clear(self) -> None:
        """Forget everything."""
        with connection.cursor() as cursor:
            cursor.execute("insert into register_words (register_words) values ('delete-all')")

    def put(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        """Take out entries exactly as they were put in, and put in others."""
        into = "insert into register_words ({} rowid, words, status) values ({} %s, %s, %s)"
        with connection.cursor() as cursor:
            cursor.executemany(into.format("register_words,", "'delete',"), self._rows(old))
            cursor.executemany(into.format("", ""), self._rows(new))

    def find(self, query: str, status: str, below: int | None, limit: int) -> list[int]:
        """Ids below `below`, highest first, whose words hold every part of the query."""
        parts = [_fts(words, is_begun) for words, is_begun in phrases_of(query)]
        if not parts:
            return []
        asked = f"words : ({' AND '.join(parts)})" + (
            f" AND status : {STATUS_WORDS[status]}" if status else ""
        )
        sql = "select rowid from register_words where register_words match %s"
        sql += " and rowid < %s" if below else ""
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} order by rowid desc limit %s", [asked, *([below] if below else []), limit])
            return [row[0] for row in cursor.fetchall()]

    @staticmethod
    def _rows(entries: Iterable[Entry]) -> list[tuple[int, str, str]]:
        return [(entry.id, " ".join(entry.words), entry.status) for entry in entries]


class PostgresWords:
    """A tsvector written out by us, so that no dictionary or locale has a say in what a word is."""

    def prepare(self) -> None:
        """Make the table when it is not there."""
        with connection.cursor() as cursor:
            cursor.execute(
                "create table if not exists register_words (id bigint primary key, words tsvector not null)"
            )
            cursor.execute(
                "create index if not exists register_words_gin on register_words using gin (words)"
            )

    def clear(self) -> None:
        """Forget everything."""
        with connection.cursor() as cursor:
            cursor.execute("truncate register_words")

    def put(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        """Put entries in the place of the old ones."""
        with connection.cursor() as cursor:
            cursor.executemany("delete from register_words where id = %s", [(entry.id,) for entry in old])
            cursor.executemany(
                "insert into register_words (id, words) values (%s, %s::tsvector)",
                [(entry.id, _vector(entry)) for entry in new],
            )

    def find(self, query: str, status: str, below: int | None, limit: int) -> list[int]:
        """Ids below `below`, highest first, whose words hold every part of the query."""
        parts = [_tsquery(words, is_begun) for words, is_begun in phrases_of(query)]
        if not parts:
            return []
        asked = " & ".join([*parts, f"':{STATUS_WORDS[status]}'"] if status else parts)
        sql = "select id from register_words where words @@ %s::tsquery" + (" and id < %s" if below else "")
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} order by id desc limit %s", [asked, *([below] if below else []), limit])
            return [row[0] for row in cursor.fetchall()]


def word_index() -> WordIndex:
    """The index of the database in use."""
    return SqliteWords() if connection.vendor == "sqlite" else PostgresWords()


def _fts(words: list[str], is_begun: bool) -> str:
    return '"' + " ".join(words) + '"' + (" *" if is_begun else "")


def _tsquery(words: list[str], is_begun: bool) -> str:
    return " <-> ".join(f"'{word}'" for word in words) + (":*" if is_begun else "")


def _vector(entry: Entry) -> str:
    placed = [f"'{word}':{min(place, 16_383)}" for place, word in enumerate(entry.words, 1)]
    return " ".join([*placed, f"':{entry.status}'"])
