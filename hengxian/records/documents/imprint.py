"""Who a paper comes from and how it was signed: the body's name and mark, seals and signatures with their method."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Method(StrEnum):
    """How a seal or signature came onto a paper (G-12); the value is what the paper prints.

    A drawn picture of a signature is called just that, whatever it looks like.
    """

    PAPER = "纸质签字盖章，扫描件存档"
    SEAL = "电子印章"
    CERTIFICATE = "数字证书电子签名（CA）"
    PICTURE = "图形签名"
    OPEN = "待签署"


@dataclass(frozen=True)
class Signature:
    """A place for a seal or signature: whose, how, when (None while open), and where the evidence is kept."""

    post: str
    name: str = ""
    method: Method = Method.OPEN
    signed_on: date | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Body:
    """The certification body as it signs. `mark` is its own SVG; no state mark is ever drawn (T20)."""

    name: str
    address: str = ""
    phone: str = ""
    website: str = ""
    approval: str = ""
    mark: str = ""
    english_name: str = ""

    @property
    def contact(self) -> str:
        """Address, telephone and web site on one line; what is not known is left out."""
        known = (("地址", self.address), ("电话", self.phone), ("网址", self.website))
        return "　".join(f"{label}：{value}" for label, value in known if value)


@dataclass(frozen=True)
class Setting:
    """A value the body set where the rule is silent (§8): printed 机构自定（规则未规定）, with who and when."""

    id: str
    label: str
    value: str
    clause: str
    set_by: str = ""
    set_on: date | None = None


OWN_CHOICE = "机构自定（规则未规定）"
