"""The chain's first link, and triggers on both databases: entries and attempts can only be added."""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

APPEND_ONLY = ("journal_entry", "journal_attempt", "journal_checkpoint")
DETAIL = "journal_detail"  # its facts may be emptied by an approved erasure (G-14), and nothing else

SQLITE = "CREATE TRIGGER {name} BEFORE {act} ON {table} {when} BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$
"""
POSTGRES = (
    "CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION journal_refuse()"
)
EMPTIED = "WHEN (NEW.facts IS NOT NULL OR NEW.salt <> OLD.salt OR NEW.entry_id <> OLD.entry_id)"


def _triggers() -> Iterator[dict[str, str]]:
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            yield {"name": f"{table}_no_{act.lower()}", "act": act, "table": table, "when": ""}
    yield {"name": f"{DETAIL}_no_delete", "act": "DELETE", "table": DETAIL, "when": ""}
    yield {"name": f"{DETAIL}_no_update", "act": "UPDATE", "table": DETAIL, "when": EMPTIED}


def set_triggers(apps: Any, editor: Any) -> None:
    """Create them in the database's own words."""
    is_postgres = editor.connection.vendor == "postgresql"
    if is_postgres:
        editor.execute(POSTGRES_FUNCTION)
    for trigger in _triggers():
        editor.execute((POSTGRES if is_postgres else SQLITE).format(**trigger))


def begin_chain(apps: Any, editor: Any) -> None:
    """The one head that is locked while an entry is appended."""
    apps.get_model("journal", "ChainHead").objects.create(pk=1)


class Migration(migrations.Migration):
    """Irreversible on purpose: a journal that may be altered is none."""

    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(begin_chain), migrations.RunPython(set_triggers)]
