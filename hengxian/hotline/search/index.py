"""An index of words in the database itself: FTS5 on SQLite, tsvector with GIN on PostgreSQL; both know phrases.

`order_words` answers newest first and reads only as far as a page needs; `article_words` answers best first.
Titles weigh five times a body.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from hengxian.kernel.words import phrases_of, words_of

TITLE_WEIGHT = 5.0
# Newest-first reading on PostgreSQL goes back in spans of ids, each four times the last.
FIRST_SPAN = 20_000


@dataclass(frozen=True)
class Index:
    """One table of words; `scope` (a hotline's id) keeps two hotlines apart."""

    table: str

    def keep(self, pk: int, scope: int, title: str, body: str = "") -> None:
        """Index a record, instead of what was indexed for it before. Call it in the transaction of the change."""
        self.keep_many([(pk, scope, title, body)])

    def keep_many(self, rows: Sequence[tuple[int, int, str, str]]) -> None:
        """The same for many records in one statement."""
        if connection.vendor == "sqlite":
            sql = f"REPLACE INTO {self.table}(rowid, scope, title, body) VALUES (%s, %s, %s, %s)"
            said: list[tuple[Any, ...]] = [
                (pk, _scope(scope), _spaced(title), _spaced(body)) for pk, scope, title, body in rows
            ]
        else:
            sql = (
                f"INSERT INTO {self.table}(id, scope, words) VALUES (%s, %s, %s::tsvector) "
                "ON CONFLICT (id) DO UPDATE SET scope = EXCLUDED.scope, words = EXCLUDED.words"
            )
            said = [(pk, scope, _vector(title, body)) for pk, scope, title, body in rows]
        with connection.cursor() as cursor:
            cursor.executemany(sql, said)

    def drop(self, pk: int) -> None:
        """Forget a record."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table} WHERE {self._key} = %s", [pk])

    def newest(self, query: str, scope: int, before: int | None = None, size: int = 200) -> list[int]:
        """Ids of up to `size` records that have all the words, newest first, below `before`."""
        if not phrases_of(query):
            return []
        if connection.vendor == "sqlite":
            return self._select(
                f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH %s AND rowid < %s "
                "ORDER BY rowid DESC LIMIT %s",
                [_match(query, scope), _ceiling(before), size],
            )
        return list(self._newest_by_spans(query, scope, before, size))[:size]

    def best(self, query: str, scope: int, size: int = 20, *, any_word: bool = False) -> list[int]:
        """Ids of up to `size` records, best first; with `any_word` one of the words is enough (a typed question)."""
        if not phrases_of(query):
            return []
        if connection.vendor == "sqlite":
            return self._select(
                f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH %s "
                f"ORDER BY bm25({self.table}, 0.0, {TITLE_WEIGHT}, 1.0), rowid DESC LIMIT %s",
                [_match(query, scope, any_word=any_word), size],
            )
        return self._select(
            f"SELECT id FROM {self.table} WHERE scope = %s AND words @@ %s::tsquery "
            "ORDER BY ts_rank('{0.2, 0.2, 0.2, 1.0}', words, %s::tsquery) DESC, id DESC LIMIT %s",
            [scope, *[_tsquery(query, any_word=any_word)] * 2, size],
        )

    @property
    def _key(self) -> str:
        return "rowid" if connection.vendor == "sqlite" else "id"

    def _newest_by_spans(self, query: str, scope: int, before: int | None, size: int) -> Iterator[int]:
        top = self._select(f"SELECT COALESCE(MAX(id), 0) FROM {self.table}", [])[0] + 1
        high, span, found = min(_ceiling(before), top), FIRST_SPAN, 0
        while high > 0 and found < size:
            low = max(high - span, 0)
            ids = self._select(
                f"SELECT id FROM {self.table} WHERE id >= %s AND id < %s AND scope = %s AND words @@ %s::tsquery "
                "ORDER BY id DESC LIMIT %s",
                [low, high, scope, _tsquery(query), size - found],
            )
            yield from ids
            high, span, found = low, span * 4, found + len(ids)

    def _select(self, sql: str, said: Sequence[str | int]) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(sql, said)
            return [row[0] for row in cursor.fetchall()]


ORDERS = Index("hotline_order_words")
ARTICLES = Index("hotline_article_words")


def _ceiling(before: int | None) -> int:
    return 2**62 if before is None else before


def _scope(scope: int) -> str:
    return f"scope{scope}"


def _spaced(text: str) -> str:
    return " ".join(words_of([text]))


def _match(query: str, scope: int, *, any_word: bool = False) -> str:
    """An FTS5 expression. Words hold signs, letters and digits only, so quoting them is enough."""
    asked = [
        f'"{" ".join(words)}"{" *" if is_beginning else ""}'
        for words, is_beginning in _wanted(query, any_word)
    ]
    joined = (" OR " if any_word else " AND ").join(asked)
    return f'scope : "{_scope(scope)}" AND {{title body}} : ({joined})'


def _tsquery(query: str, *, any_word: bool = False) -> str:
    asked = [
        "(" + " <-> ".join(f"'{word}'" + (":*" if is_beginning else "") for word in words) + ")"
        for words, is_beginning in _wanted(query, any_word)
    ]
    return (" | " if any_word else " & ").join(asked)


def _wanted(query: str, any_word: bool) -> list[tuple[list[str], bool]]:
    # A typed question shares pairs with an answer, seldom a whole clause.
    asked = phrases_of(query)
    return [([word], is_beginning) for words, is_beginning in asked for word in words] if any_word else asked


def _vector(title: str, body: str) -> str:
    named, said = words_of([title]), words_of([body])
    # A gap keeps a phrase from running from the title into the body; positions end at 16383.
    start = len(named) + 2
    places = [(word, f"{min(at, 16383)}A") for at, word in enumerate(named, 1)]
    places += [(word, f"{min(start + at, 16383)}") for at, word in enumerate(said)]
    kept: dict[str, list[str]] = {}
    for word, place in places:
        kept.setdefault(word, []).append(place)
    # PostgreSQL keeps at most 256 places of a word.
    return " ".join(f"'{word}':{','.join(spots[:255])}" for word, spots in kept.items())
