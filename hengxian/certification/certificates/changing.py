"""What a change asks for, put onto the face (7.4.1)."""

from dataclasses import replace
from typing import Any

from hengxian.certification.certificates.face import Face
from hengxian.certification.certificates.facing import ENGLISH, english_of, sites_of
from hengxian.certification.models import Certificate

# A request's names for what CHANGEABLE names on the face.
WANTED = {
    "name": "holder", "address": "address", "address_kind": "address_kind", "scope": "scope", "blocks": "blocks",
    "sites": "sites", "hotline": "hotline",
}  # fmt: skip


# The English words of a request, and what on the face they are the English of.
IN_ENGLISH = tuple(f"english_{name}" for name in ENGLISH)


def changed_face(certificate: Certificate, before: Face, wanted: dict[str, Any]) -> Face:
    """The face with what a request asks for. Incomplete for a site of another hotline, or half an English page.

    English words of what has changed are given anew, or the new edition has no English page: it never says
    something else than the Chinese.
    """
    said = {WANTED[name]: value for name, value in wanted.items() if name in WANTED}
    if any(name in said for name in ENGLISH) or any(name in wanted for name in IN_ENGLISH):
        said["english"] = english_of(wanted)
    if "sites" in said:
        said["sites"] = sites_of(certificate, said["sites"])
    if "blocks" in said:
        said["blocks"] = tuple(said["blocks"])
    return replace(before, **said)
