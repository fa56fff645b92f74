"""What a field's tag does to its value on a page, in an export and in public (G-21)."""

from dataclasses import dataclass
from enum import StrEnum

from hengxian.records.privacy.masking import MASKS
from hengxian.records.privacy.scanning import masked_text


class Sensitivity(StrEnum):
    """The four grades a field is tagged with (S-数安法 21)."""

    PUBLIC = "公开"
    INTERNAL = "内部"
    SENSITIVE = "敏感"
    CORE = "核心"


class Personal(StrEnum):
    """Why a field counts as 敏感个人信息 (S-PIPL 28); any of them makes the field 敏感 at least."""

    HEALTH = "健康"
    CHILD = "未满十四周岁"
    FINANCE = "金融"
    LOCATION = "行踪"


class Use(StrEnum):
    """Where a value is about to go."""

    PAGE = "页面"
    EXPORT = "导出"
    PUBLIC = "公示"


class Treatment(StrEnum):
    """What happens to it there."""

    SHOWN = "显示"
    MASKED = "遮盖"
    SECOND_PERSON = "须另一人批准"
    LEFT_OUT = "不列出"


_S, _M, _P, _O = Treatment.SHOWN, Treatment.MASKED, Treatment.SECOND_PERSON, Treatment.LEFT_OUT
_TABLE = {
    Sensitivity.PUBLIC: {Use.PAGE: _S, Use.EXPORT: _S, Use.PUBLIC: _S},
    Sensitivity.INTERNAL: {Use.PAGE: _S, Use.EXPORT: _S, Use.PUBLIC: _O},
    Sensitivity.SENSITIVE: {Use.PAGE: _M, Use.EXPORT: _P, Use.PUBLIC: _O},
    Sensitivity.CORE: {Use.PAGE: _M, Use.EXPORT: _O, Use.PUBLIC: _O},
}


@dataclass(frozen=True)
class Tag:
    """A field's grade, the mask it wears (a key of `masking.MASKS`; empty: found by scanning) and its flags."""

    sensitivity: Sensitivity
    mask: str = ""
    personal: tuple[Personal, ...] = ()

    @property
    def grade(self) -> Sensitivity:
        """The grade in force: a flag of 敏感个人信息 lifts it to 敏感."""
        low = self.sensitivity in (Sensitivity.PUBLIC, Sensitivity.INTERNAL)
        return Sensitivity.SENSITIVE if self.personal and low else self.sensitivity

    def treatment(self, use: Use) -> Treatment:
        """What the grade asks for there."""
        return _TABLE[self.grade][use]


def for_page(value: str, tag: Tag, *, is_revealed: bool = False) -> str:
    """The value as a page shows it: masked when 敏感 or 核心 unless revealed, and by the field's mask in any case."""
    if is_revealed:
        return value
    if tag.treatment(Use.PAGE) is Treatment.MASKED:
        return MASKS[tag.mask or "all"](value)
    if tag.grade is Sensitivity.PUBLIC:
        return value
    return MASKS[tag.mask](value) if tag.mask else masked_text(value)


def for_export(value: str, tag: Tag, *, is_approved: bool = False) -> str | None:
    """The cell of an export; None where the column is left out. Without a second person's approval 敏感 goes masked."""
    treatment = tag.treatment(Use.EXPORT)
    if treatment is Treatment.LEFT_OUT:
        return None
    return value if treatment is Treatment.SECOND_PERSON and is_approved else for_page(value, tag)


def for_public(value: str, tag: Tag) -> str | None:
    """What the public may read; None where the field is none of its business."""
    return value if tag.treatment(Use.PUBLIC) is Treatment.SHOWN else None


def needing_approval(tags: dict[str, Tag]) -> tuple[str, ...]:
    """The fields of an export that a second person must approve before they go unmasked."""
    return tuple(name for name, tag in tags.items() if tag.treatment(Use.EXPORT) is Treatment.SECOND_PERSON)
