"""Attempts: acts that were refused."""

from django.db import models


class Attempt(models.Model):
    """Who tried what, and the sentence of refusal. Nothing else of the act was kept; triggers refuse changes."""

    at = models.DateTimeField(db_index=True)
    person = models.BigIntegerField()
    account = models.BigIntegerField()
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    sentence = models.TextField()
    http = models.PositiveSmallIntegerField()
