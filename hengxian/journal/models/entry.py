"""Entries: the append-only, hash-chained record of every change."""

from typing import Any

from django.db import models

from hengxian.journal import chain


class ChainHead(models.Model):
    """The one row that is locked while an entry is appended: the last sequence and its digest."""

    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=chain.GENESIS)


class Entry(models.Model):
    """One change of one record. Triggers refuse to alter or delete it.

    `at` is kept as text with its offset, as it was told; `content` is the digest of the whole row after the
    change, so that a row altered behind the journal's back is found; `story` is the case it belongs to.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    person = models.BigIntegerField(db_index=True)
    account = models.BigIntegerField()
    actor = models.CharField(max_length=200)
    roles = models.CharField(max_length=300)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    story = models.CharField(max_length=80, db_index=True)
    from_state = models.CharField(max_length=60)
    to_state = models.CharField(max_length=60)
    reason = models.TextField()
    detail = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id", "sequence"], name="entry_object"),
            models.Index(fields=["story", "person"], name="entry_deeds"),  # asked before every act
        ]

    def __str__(self) -> str:
        """A line for people."""
        return f"{self.sequence} {self.at} {self.actor} {self.verb} {self.object_kind}:{self.object_id}"

    def as_mapping(self) -> dict[str, Any]:
        """The entry as the chain's functions read it; `facts` is None once erased."""
        detail: Detail | None = getattr(self, "said", None)
        covered = {name: getattr(self, name) for name in (*chain.COVERED, "digest")}
        return covered | {"facts": detail.facts if detail else None, "salt": detail.salt if detail else ""}


class Detail(models.Model):
    """What was said and what changed: `{"facts": …, "before": …, "after": …}`; None once erased (G-14)."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT, related_name="said")
    salt = models.CharField(max_length=32)
    facts = models.JSONField(null=True)
