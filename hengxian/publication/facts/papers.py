"""Facts that are read as papers: announcements, rule editions, fees, texts, the body itself, journal checkpoints."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hengxian.publication.facts.body import Body, Hex64, Node, Text
from hengxian.publication.facts.certificates import Basis

AnnouncementKind = Literal["颁证公告", "暂停公告", "恢复公告", "撤销公告", "注销公告", "变更公告", "其他公告"]


class Announcement(Body):
    """A dated announcement, kept for good (8.3.3.4, L26); `number` names the certificate it is about."""

    kind = "announcement"

    category: AnnouncementKind
    title: Text
    text: Text
    announced_on: date
    number: Text | None = None


class RuleEdition(Body):
    """An edition of the rule with its window; the latest fact about one edition holds (L20)."""

    kind = "rule_edition"

    rule: Text
    edition: Text
    name: Text
    issued_on: date
    in_force_on: date
    ends_on: date | None = None
    digest: Hex64
    bases: tuple[Basis, ...] = ()
    sources: tuple[Text, ...] = ()


class FeeItem(Node):
    """A line of the fee list: what for, how much, per what."""

    name: Text
    amount: Text
    unit: Text
    note: Text | None = None


class FeeList(Body):
    """The fee list; the latest one holds."""

    kind = "fees"

    published_on: date
    items: tuple[FeeItem, ...] = Field(min_length=1)
    note: Text | None = None


class Section(Node):
    """A heading and its paragraphs."""

    heading: Text
    paragraphs: tuple[Text, ...]


class TextPage(Body):
    """A page of text the body publishes under a name; the latest of one name holds."""

    kind = "page"

    slug: Literal["process", "limits", "appeals", "complaints", "basic_norms", "confidentiality"]
    title: Text
    published_on: date
    sections: tuple[Section, ...] = Field(min_length=1)
    may_hold_contacts = True


class Qualification(Node):
    """A document that shows the body may certify (L9, L17); what is not filled in is printed as 未填."""

    name: Text
    number: Text | None = None
    issued_by: Text | None = None
    valid_until: date | None = None


class BodyProfile(Body):
    """The certification body, from its own configuration (XE.1); the latest one holds."""

    kind = "body"

    name: Text
    address: Text | None = None
    telephone: Text | None = None
    web_site: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None
    qualifications: tuple[Qualification, ...] = ()
    may_hold_contacts = True


class Checkpoint(Body):
    """The daily signed summary of the body's journal: whoever keeps it can tell later whether the journal changed."""

    kind = "checkpoint"

    made_on: date
    entries: int = Field(ge=0)
    root: Hex64
