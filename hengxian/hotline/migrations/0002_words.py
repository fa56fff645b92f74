"""The tables of words that searches read, in the database's own kind."""

from typing import Any

from django.db import migrations

TABLES = ("hotline_order_words", "hotline_article_words")
SQLITE = (
    "CREATE VIRTUAL TABLE {table} USING fts5(scope, title, body, tokenize='unicode61 remove_diacritics 0')",
)
POSTGRES = (
    "CREATE TABLE {table} (id bigint PRIMARY KEY, scope bigint NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX {table}_words ON {table} USING gin (words)",
)


def make(apps: Any, editor: Any) -> None:
    """One table each."""
    statements = POSTGRES if editor.connection.vendor == "postgresql" else SQLITE
    for table in TABLES:
        for statement in statements:
            editor.execute(statement.format(table=table))


def drop(apps: Any, editor: Any) -> None:
    """Words can be gathered again from the records."""
    for table in TABLES:
        editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    """After the records themselves."""

    dependencies = [("hotline", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
