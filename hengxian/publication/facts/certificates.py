"""Facts about certificates: what an edition prints, and what became of the certificate's status."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field, model_validator

from hengxian.publication.digests import digest_of
from hengxian.publication.facts.body import Body, Hex64, Node, Text

Status = Literal["有效", "暂停", "撤销", "注销"]


class Basis(Node):
    """A standard or rule the certification rests on, as printed."""

    number: Text
    title: Text


class Site(Node):
    """A place the certificate covers (annex of the certificate)."""

    name: Text
    address: Text


class Result(Node):
    """One line of 7.2.2 exactly as printed: an interval stays an interval, 「规则未给出计算」 stays those words."""

    group: Literal["服务特性评价结果", "服务管理评价结果", "综合评价结果"]
    name: Text
    text: Text


class Printed(Node):
    """What one edition of a certificate prints (7.1, 7.2), and nothing a client would keep to himself.

    `valid_until` is the last day of validity. `results` is empty when the certificate prints none (R7.2.2-E).
    `own_choices` are the printed marks 机构自定（规则未规定）. `predecessor` is the certificate this one succeeds.
    """

    number: Text
    hotline: Text
    holder: Text
    address: Text
    address_kind: Literal["注册地址", "实际经营地址"]
    place: Text
    scope: Text
    bases: tuple[Basis, ...] = Field(min_length=1)
    rule: Text
    rule_edition: Text
    category: Text
    field: Text
    mode: Text
    issued_on: date
    valid_until: date
    body: Text
    sites: tuple[Site, ...] = ()
    results: tuple[Result, ...] = ()
    own_choices: tuple[Text, ...] = ()
    predecessor: Text | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Printed":
        if self.valid_until < self.issued_on:
            raise ValueError(
                f"证书 {self.number} 的有效期止 {self.valid_until} 早于颁发日期 {self.issued_on}（7.1.6、7.1.7）"
            )
        return self

    @property
    def digest(self) -> str:
        """SHA-256 of what is printed; the signed payload in the second QR code carries it."""
        return digest_of(self.model_dump(mode="json", exclude_none=True))


class CertificateEdition(Body):
    """One edition of a certificate as handed over: what it prints, its files' digests, its check code's digest."""

    kind = "certificate"

    printed: Printed
    edition: int = Field(ge=1)
    nature: Literal["颁发", "变更", "补发", "换证"]
    check_code_digest: Hex64
    pdf_sha256: Hex64
    pdf_sm3: Hex64


class StatusChange(Body):
    """A certificate's status changed: when, from what, to what. Reason and approver stay inside (T32)."""

    kind = "status"

    number: Text
    before: Status | None = None
    after: Status
    changed_at: AwareDatetime
