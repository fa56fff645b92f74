"""Receipts: what a form or an API call with a given key has already made."""

from django.db import models


class Receipt(models.Model):
    """The answer to a repeated POST: the same account, the same key, the record it made the first time."""

    account = models.BigIntegerField()
    key = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="receipt_once")]
