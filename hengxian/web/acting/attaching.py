"""What is asked about attached files beside the files: where they come from, and whether personal data is in them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hengxian.records.files.categories import category_called
from hengxian.records.files.keeping import Particulars, keep
from hengxian.records.privacy.fields import Sensitivity
from hengxian.records.privacy.transfer import Transfer
from hengxian.web.acting.asking import Question
from hengxian.web.acting.domain import here
from hengxian.web.acting.visitor import Visitor

FILES = ("file", "files")
PREFIX = "attached_"
_RECIPIENT = "接收方"
_TRANSFER = (
    Question(
        f"{PREFIX}purpose", "含个人信息的，移交的目的", required=False, type="text", clause="个人信息保护法21"
    ),
    Question(f"{PREFIX}fields", "含哪些个人信息", required=False, type="text"),
    Question(f"{PREFIX}rows", "涉及多少人", required=False, type="count"),
    Question(f"{PREFIX}recipient", _RECIPIENT, required=False, type="text"),
)
QUESTIONS = (
    Question(
        f"{PREFIX}taken_at",
        "附件取得的时间",
        required=False,
        type="datetime",
        note="照片、录音等现场证据填写",
    ),
    Question(f"{PREFIX}place", "附件取得的地点", required=False, type="text"),
    Question(f"{PREFIX}masked", "所附文件不含个人信息，或已经遮盖", required=False, type="declaration"),
    *_TRANSFER,
)


def asked_for(questions: Iterable[Question], verb: str = "") -> tuple[Question, ...]:
    """The questions about files that a form asks beside its own; none where its files are not searched."""
    files = [each for each in questions if each.type in FILES]
    is_searched = any(category_called(category(each.id, verb)).is_searched for each in files)
    return QUESTIONS if is_searched else ()


def category(fact: str, verb: str = "") -> str:
    """The category of a file that answers a fact of an act; what has none is evidence, searched for personal data."""
    return here().by_fact.get(fact) or here().by_verb.get(verb, "evidence")


def split(facts: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The facts of the act, and what was said about its files."""
    own = {name: value for name, value in facts.items() if not name.startswith(PREFIX)}
    about = {name.removeprefix(PREFIX): value for name, value in facts.items() if name.startswith(PREFIX)}
    return own, about


def keep_all(
    files: Sequence[Any], category: str, story: str, about: Mapping[str, Any], visitor: Visitor
) -> list[str]:
    """Keep uploaded files under a story; references such as `file:12`, in order. Raises FileRefused, NotHandedOver."""
    kept = []
    for file in files:
        said = particulars(about, visitor, file.content_type or "")
        stored = keep(
            file,
            file.name or "",
            about=story,
            category=category,
            by=visitor.actor,
            at=visitor.at,
            particulars=said,
        )
        kept.append(f"file:{stored.pk}")
    return kept


def particulars(about: Mapping[str, Any], visitor: Visitor, declared_type: str) -> Particulars:
    """What was said about files, as the store takes it; personal data that is handed over makes them 敏感."""
    transfer = None
    if about.get("purpose"):
        named = tuple(part for part in str(about.get("fields") or "").replace("，", "、").split("、") if part)
        transfer = Transfer(
            about["purpose"], named, about.get("rows") or 0, about.get("recipient") or "", visitor.on
        )
    return Particulars(
        sensitivity=Sensitivity.SENSITIVE if transfer else Sensitivity.INTERNAL,
        claimed_at=about.get("taken_at"),
        claimed_place=about.get("place") or "",
        is_declared_masked=bool(about.get("masked")),
        transfer=transfer,
        declared_type=declared_type,
    )
