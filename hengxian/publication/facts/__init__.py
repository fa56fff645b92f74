"""The kinds of published facts, each a frozen model, and the table from a kind's name to its model."""

from hengxian.publication.facts.body import Body, KeyNotice
from hengxian.publication.facts.certificates import (
    Basis,
    CertificateEdition,
    Printed,
    Result,
    Site,
    Status,
    StatusChange,
)
from hengxian.publication.facts.papers import (
    Announcement,
    AnnouncementKind,
    BodyProfile,
    Checkpoint,
    FeeItem,
    FeeList,
    Qualification,
    RuleEdition,
    Section,
    TextPage,
)

KINDS: dict[str, type[Body]] = {
    "key": KeyNotice,
    "certificate": CertificateEdition,
    "status": StatusChange,
    "announcement": Announcement,
    "rule_edition": RuleEdition,
    "fees": FeeList,
    "page": TextPage,
    "body": BodyProfile,
    "checkpoint": Checkpoint,
}
"""Every kind a folder may hold. A reader passes over a kind it does not know, so that sites can be upgraded apart."""

__all__ = [
    "KINDS",
    "Announcement",
    "AnnouncementKind",
    "Basis",
    "Body",
    "BodyProfile",
    "CertificateEdition",
    "Checkpoint",
    "FeeItem",
    "FeeList",
    "KeyNotice",
    "Printed",
    "Qualification",
    "Result",
    "RuleEdition",
    "Section",
    "Site",
    "Status",
    "StatusChange",
    "TextPage",
]
