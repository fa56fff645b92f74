"""What a change asks for, put onto the face (7.4.1)."""

from dataclasses import replace
from typing import Any

from hengxian.certification.certificates.face import Face
from hengxian.certification.certificates.facing import sites_of
from hengxian.certification.models import Certificate

# A request's names for what CHANGEABLE names on the face.
WANTED = {
    "name": "holder", "address": "address", "address_kind": "address_kind", "scope": "scope", "blocks": "blocks",
    "sites": "sites", "hotline": "hotline",
}  # fmt: skip


def changed_face(certificate: Certificate, before: Face, wanted: dict[str, Any]) -> Face:
    """The face with what a request asks for. Incomplete for a site of another hotline."""
    said = {WANTED[name]: value for name, value in wanted.items()}
    if "sites" in said:
        said["sites"] = sites_of(certificate, said["sites"])
    if "blocks" in said:
        said["blocks"] = tuple(said["blocks"])
    return replace(before, **said)
