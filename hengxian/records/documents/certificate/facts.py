"""What a certificate says: the ten fields of 7.1, the four lines of 7.2.1, and what 7.2.2 asks for."""

from dataclasses import dataclass
from datetime import date

from hengxian.records.documents.imprint import OWN_CHOICE, Body, Setting, Signature

from .results import ResultLine


@dataclass(frozen=True)
class Holder:
    """认证对象: legal name (7.1.2) and address with which it is, 注册地址 or 实际经营地址 (7.1.3)."""

    name: str
    address: str
    address_kind: str


@dataclass(frozen=True)
class Site:
    """A place of work the certificate covers (A-4)."""

    name: str
    address: str
    activities: str = ""


@dataclass(frozen=True)
class English:
    """The words of an optional English page beside the Chinese one, which prevails (A-16)."""

    holder: str
    address: str
    hotline: str
    scope: str
    bases: tuple[str, ...]
    body: str
    rule: str
    category: str
    field: str
    mode: str


@dataclass(frozen=True)
class Certificate:
    """Everything a certificate prints. `valid_until` is its last day, stored once and never computed here.

    `edition` counts the prints of one number from 1; `is_reissue` marks a copy for a lost one (7.4.2).
    `payload` is the signed text of the second code (publication.payload); `settings` are what the body set where the
    rule is silent, with P-term the one beside the validity.
    """

    number: str
    edition: int
    holder: Holder
    hotline: str
    sites: tuple[Site, ...]
    scope: str
    bases: tuple[str, ...]
    rule: str
    rule_edition: str
    category: str
    field: str
    mode: str
    valid_from: date
    valid_until: date
    issued_on: date
    body: Body
    results: tuple[ResultLine, ...]
    profile: str
    seal: Signature
    head: Signature
    register_url: str
    check_code: str
    payload: str
    settings: tuple[Setting, ...] = ()
    auxiliary_bases: tuple[str, ...] = ()
    is_reissue: bool = False
    replaces: str = ""
    english: English | None = None

    @property
    def term_mark(self) -> str:
        """Beside the validity: the term and that the body chose it."""
        term = next((one for one in self.settings if one.id == "P-term"), None)
        return f"{term.value}，{OWN_CHOICE}" if term else ""
