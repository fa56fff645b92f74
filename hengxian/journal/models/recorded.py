"""The two shapes a journaled record may have: one with content only, and one that also lives through states."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django.db import models

from hengxian.journal import chain
from hengxian.kernel.lifecycle import Lifecycle, State


class Recorded(models.Model):
    """A row written only by `journal.writing`; `version` counts its changes and decides races."""

    kind: ClassVar[str]
    label: ClassVar[str] = "记录"
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def story(self) -> str:
        """The case whose record this row belongs to; itself unless a subclass says otherwise."""
        return f"{self.kind}:{self.pk}"

    def stories(self) -> tuple[str, ...]:
        """The cases in which an earlier act bars a person from acting here; its own first, once it has one."""
        return (self.story,) if self.pk else ()

    def content(self) -> dict[str, Any]:
        """Every stored column as JSON can hold it, for the digest and for before and after."""
        fields = self._meta.concrete_fields
        return {field.attname: plain(field.to_python(getattr(self, field.attname))) for field in fields}

    def content_digest(self) -> str:
        """The digest an entry keeps of the whole row."""
        return chain.digest(self.content())

    def may_be_amended(self) -> bool:
        """Whether content may still be changed without an act of the lifecycle."""
        return True


class Lived(Recorded):
    """A record with a lifecycle. `status` and `marker` are written by `enact` alone."""

    lifecycle: ClassVar[Lifecycle]
    status = models.CharField(max_length=30)
    marker = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def state(self) -> State:
        """Where the record stands."""
        return State(self.status, self.marker)

    def may_be_amended(self) -> bool:
        """Only while the table calls the status editable."""
        return self.status in self.lifecycle.editable


def plain(value: Any) -> Any:
    """The value as JSON holds it: instants in UTC with offset, other types as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, models.Model):
        return value.pk
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
