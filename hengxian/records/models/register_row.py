"""Rows of the registers (台账): one model for all of them."""

from typing import ClassVar

from django.db import models

from hengxian.journal.models import Recorded


class RegisterRow(Recorded):
    """One row of one register of one record.

    `bound` is the story of the record it belongs to, such as `case:12` or `body:1`. `data` holds plain values
    by column, `evidence` references such as `file:12` or `row:34`. `slot` is what may stand only once among
    the rows of a record, None where they are not limited. `shape` is the digest of the register's table as it
    was when the row was last written. `review_on` is the day by which it is to be looked at again.
    """

    kind: ClassVar[str] = "register_row"
    label: ClassVar[str] = "台账记录"

    register = models.CharField(max_length=60)
    bound = models.CharField(max_length=80)
    subject = models.CharField(max_length=80, blank=True, default="")
    slot = models.CharField(max_length=110, null=True)
    number = models.PositiveIntegerField()
    data = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    shape = models.CharField(max_length=64)
    append_only = models.BooleanField()
    written_at = models.DateTimeField()
    written_by = models.BigIntegerField()
    owner = models.BigIntegerField()
    review_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["register", "bound", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["register", "bound", "number"], name="register_row_number"),
            models.UniqueConstraint(fields=["register", "bound", "slot"], name="register_row_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["register", "review_on"], name="register_row_review"),
            models.Index(fields=["bound"], name="register_row_bound"),
        ]

    def __str__(self) -> str:
        """Register, record, number."""
        return f"{self.register} {self.bound} #{self.number}"

    @property
    def story(self) -> str:
        """The case whose record the row belongs to."""
        return self.bound

    def may_be_amended(self) -> bool:
        """Unless its register only grows."""
        return not self.append_only
