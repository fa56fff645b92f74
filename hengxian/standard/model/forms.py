"""The forms of appendices A, B and D as field tables."""

from typing import Literal

from hengxian.standard.model.node import ClauseId, Entry, Name, Text, Yes

FieldType = Literal[
    "text", "long_text", "date", "phone", "email", "number", "percent", "choice", "choices",
    "declaration", "seal", "signature", "person", "leaf", "points", "value",
]  # fmt: skip


class Detail(Entry):
    """What is asked beside a printed field, so that its value can be used: a year, a source, how it was signed."""

    id: Name
    label: Text
    type: FieldType
    required: Yes
    options: tuple[Text, ...] = ()
    note: Text | None = None


class Field(Entry):
    """A field, or a row of a grid. `label` is as printed; `options` are ours where the rule prints none.

    `leaf` is the indicator a declared figure is compared with; `no_leaf` says why there is none (T43).
    """

    id: Name
    label: Text
    type: FieldType
    required: Yes
    unit: Text | None = None
    options: tuple[Text, ...] = ()
    category: Text | None = None
    leaf: Name | None = None
    no_leaf: Text | None = None
    note: Text | None = None
    details: tuple[Detail, ...] = ()


class Form(Entry):
    """A printed form.

    `layout` is `sheet` (one value a field), `grid` (a row a field, `columns` across) or `list` (the
    fields are the columns, rows are added over time). `details` are asked once for the whole form.
    """

    id: ClauseId
    title: Text
    layout: Literal["sheet", "grid", "list"]
    columns: tuple[Text, ...] = ()
    details: tuple[Detail, ...] = ()
    fields: tuple[Field, ...]

    def field(self, field_id: str) -> Field:
        """A field by id. Raises KeyError."""
        return {field.id: field for field in self.fields}[field_id]
