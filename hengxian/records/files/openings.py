"""The first bytes of a file against what its suffix promises."""

from hengxian.records.files.kinds import FORBIDDEN_OPENINGS, KINDS, Kind
from hengxian.records.files.refusals import FileRefused
from hengxian.records.files.texts import looks_like_page


def check_opening(name: str, kind: Kind, head: bytes) -> None:
    """Refuse content that opens like something else, and say what it opens like."""
    for opening, label in FORBIDDEN_OPENINGS:
        if head.startswith(opening):
            raise FileRefused(f"{name}：内容是{label}，不是{kind.label}")
    if looks_like_page(head):
        raise FileRefused(f"{name}：内容是网页或 SVG，不是{kind.label}")
    if not kind.opens(head):
        other = next((each for each in KINDS if each.openings and each.opens(head)), None)
        raise FileRefused(
            f"{name}：内容{f'是{other.label}，' if other else ''}不是{kind.label}，扩展名与内容不符"
        )
