"""How the characteristics of 5.1.1 and the certificate's evaluation information map to chapter 13."""

from typing import Literal

from hengxian.standard.model.node import ClauseId, Entry, Name, Node, Register, Text

Relation = Literal["对应", "相近", "无"]


class Characteristic(Entry):
    """One of the 16 characteristics of 5.1.1 (the id is its clause) and the leaves nearest to it (T23)."""

    id: ClauseId
    relation: Relation
    leaves: tuple[Name, ...] = ()
    note: Text | None = None


class CertificateLine(Entry):
    """A result 7.2.2 wants on the certificate, and what of chapter 13 can stand there (T21)."""

    id: Name
    heading: Text
    name: Text
    relation: Relation
    nodes: tuple[Name, ...] = ()
    printed: Text | None = None


class Matrix(Node):
    """Both mappings."""

    characteristics: Register[Characteristic]
    certificate: Register[CertificateLine]
