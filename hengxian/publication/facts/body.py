"""What every published fact shares: frozen, nothing extra, and no number that belongs to a person."""

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Hex64 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

PERSONAL = (
    ("手机号码", re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")),
    (
        "公民身份号码",
        re.compile(r"(?<!\d)\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\w)"),
    ),
    ("电子邮箱", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
)


_SUSPECT = re.compile(r"1[3-9]\d{9}|\d{17}|@")
"""What every personal number holds; a quick look at the whole, since a million facts are read now and then."""


class Node(BaseModel):
    """A frozen part of a fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Body(Node):
    """The content of one fact; `kind` names it in the folder.

    A mobile number, identity number or mail address in any text is refused (ValueError): no such thing of a client
    is ever public (G-8, R7.1-E). A body that publishes its own contact says so with `may_hold_contacts`.
    """

    kind: ClassVar[str]
    may_hold_contacts: ClassVar[bool] = False

    @model_validator(mode="after")
    def _holds_nothing_personal(self) -> "Body":
        if not self.may_hold_contacts and _SUSPECT.search(self.model_dump_json()):
            for text in _texts(self.plain()):
                for name, pattern in PERSONAL:
                    if pattern.search(text):
                        raise ValueError(f"公布内容中有{name}，不得公布：{pattern.sub('＊', text)[:40]}")
        return self

    def plain(self) -> dict[str, Any]:
        """The JSON form: dates as ISO text, absent values left out."""
        return self.model_dump(mode="json", exclude_none=True)


class KeyNotice(Body):
    """A signing key taken into use or out of it; `public_key` is the raw key in hex."""

    kind = "key"

    key_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    algorithm: Text
    public_key: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{2})+$")]
    state: Literal["启用", "停用"]


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return []
