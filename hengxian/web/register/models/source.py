"""How far the index has read, and how many certificates of each status it holds."""

from django.db import models


class Source(models.Model):
    """The one row that says how far the folder was read (`cursor`, as JSON) and what is wrong with it, if anything.

    `version` is that of the code that built the index; another version builds it anew.
    """

    version = models.PositiveIntegerField()
    cursor = models.JSONField()
    sequence = models.BigIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    trouble_head = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"第{self.sequence}条"


class Tally(models.Model):
    """A counter kept while reading, so that no page ever counts the table."""

    name = models.CharField(max_length=20, primary_key=True)
    count = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.count}"
