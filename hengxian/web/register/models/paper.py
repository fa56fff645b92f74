"""Announcements, and the papers of which the latest holds."""

from django.db import models


class Announcement(models.Model):
    """An announcement; `sequence` is that of the fact, and the number in its address."""

    sequence = models.BigIntegerField(primary_key=True)
    category = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    text = models.TextField()
    announced_on = models.DateField()
    number = models.CharField(max_length=80, blank=True, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["category", "-sequence"], name="register_announced")]

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """A rule edition, fee list, text page, body profile, or checkpoint: the latest of its kind and name."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    published_at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="register_paper_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
