"""Checkpoints: a day's entries under one signed root."""

from django.db import models


class Checkpoint(models.Model):
    """Entries `first`…`last` under a Merkle root, signed and published, so that a later rewrite is seen outside."""

    on = models.DateField(unique=True)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    root = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    key_id = models.CharField(max_length=80)
    signature = models.TextField()
    signed_at = models.DateTimeField()
