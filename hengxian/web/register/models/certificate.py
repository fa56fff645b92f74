"""Certificates as they stand, their editions and the history of their status."""

from datetime import date
from typing import cast

from django.db import models

from hengxian.publication.facts import Printed, Status
from hengxian.publication.standing import Standing, standing


class Certificate(models.Model):
    """A certificate as it stands; the id counts in the order of issue. `number_key` is the number without punctuation.

    The status is the one decided; what the day makes of it is `standing_on`.
    """

    number = models.CharField(max_length=80, unique=True)
    number_key = models.CharField(max_length=80)
    holder = models.CharField(max_length=200)
    hotline = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    status = models.CharField(max_length=4)
    status_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField()
    issued_on = models.DateField()
    valid_until = models.DateField()
    predecessor = models.CharField(max_length=80, blank=True, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["number_key", "id"], name="register_number_key"),
            models.Index(fields=["status", "-id"], name="register_status"),
            models.Index(fields=["status", "-valid_until", "-id"], name="register_validity"),
        ]

    def __str__(self) -> str:
        return self.number

    def standing_on(self, day: date) -> Standing:
        """What the certificate is worth on a day, by the status it has now."""
        return standing(cast(Status | None, self.status or None), self.issued_on, self.valid_until, day)


class Edition(models.Model):
    """One edition as published: `printed` is `Printed` as JSON, the digests are those of its PDF."""

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="editions")
    edition = models.PositiveIntegerField()
    nature = models.CharField(max_length=4)
    published_at = models.DateTimeField()
    printed = models.JSONField()
    check_code_digest = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64, db_index=True)
    pdf_sm3 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "edition"], name="register_edition_once")
        ]

    def __str__(self) -> str:
        return f"第{self.edition}版"

    def read(self) -> Printed:
        """What this edition prints."""
        return Printed.model_validate(self.printed)


class Change(models.Model):
    """One change of status; `sequence` is that of the fact."""

    sequence = models.BigIntegerField(primary_key=True)
    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="changes")
    before = models.CharField(max_length=4, blank=True)
    after = models.CharField(max_length=4)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.before}→{self.after}"
