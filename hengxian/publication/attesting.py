"""Keeps credentials and status lists beside the facts: made from the facts by whoever holds the key, on publication.

credentials/ab/ab12….json      a certificate's credential, by the digest of its number
status-lists/message-0.json    the lists
attested.json                  how far it has come; made again from the facts, the result is the same
"""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from hengxian.publication import statuslist
from hengxian.publication.canonical import canonical
from hengxian.publication.credential import credential, status_credential
from hengxian.publication.facts import CertificateEdition, StatusChange
from hengxian.publication.folder import replace
from hengxian.publication.reading import START, Cursor, Fact, read
from hengxian.publication.signing import Signer

Lists = dict[str, tuple[bytes, datetime]]


def attest(folder: Path, register: str, signer: Signer) -> int:
    """Bring credentials and status lists up to the facts; how many facts were new. Call it after every append.

    `register` is the public address of the register, without a slash at the end: it is printed into the credentials.
    Harmless when repeated or killed half-way: the cursor is written last, and everything before it is made again alike.
    """
    cursor, issued = _standing(folder)
    lists: Lists = {}
    taken = 0
    for fact in read(folder, cursor):
        cursor, taken = cursor.after(fact), taken + 1
        if isinstance(fact.body, CertificateEdition):
            issued += _write_credential(folder, fact, fact.body, issued, register, signer)
        elif isinstance(fact.body, StatusChange):
            _note(folder, lists, fact.body, fact.at)
    _write_lists(folder, lists, register, signer)
    if taken:
        replace(folder / "attested.json", json.dumps({"cursor": asdict(cursor), "issued": issued}).encode())
    return taken


def credential_file(folder: Path, number: str) -> Path:
    """Where a certificate's credential stands."""
    name = hashlib.sha256(number.encode()).hexdigest()[:32]
    return folder / "credentials" / name[:2] / f"{name}.json"


def status_list_file(folder: Path, name: str) -> Path:
    """Where a status list stands; the caller has seen that the name is one of ours."""
    return folder / "status-lists" / f"{name}.json"


def index_of(document: dict[str, Any]) -> int:
    """A credential's place over all lists."""
    entry = document["credentialStatus"][0]
    block = entry["statusListCredential"].rpartition("-")[2].removesuffix(".json")
    return int(block) * statuslist.BLOCK + int(entry["statusListIndex"])


def _standing(folder: Path) -> tuple[Cursor, int]:
    try:
        kept = json.loads((folder / "attested.json").read_bytes())
    except FileNotFoundError:
        return START, 0
    written = kept["cursor"]
    return Cursor(**{**written, "retired": tuple(written["retired"])}), kept["issued"]


def _write_credential(
    folder: Path, fact: Fact, edition: CertificateEdition, issued: int, register: str, signer: Signer
) -> int:
    """Write an edition's credential; 1 when the certificate is new to the lists, else 0."""
    path = credential_file(folder, edition.printed.number)
    known = index_of(json.loads(path.read_bytes())) if path.exists() else issued
    document = credential(edition, known, register, signer, fact.at)
    replace(path, canonical(document))
    return int(known == issued)


def _note(folder: Path, lists: Lists, change: StatusChange, at: datetime) -> None:
    path = credential_file(folder, change.number)
    if not path.exists():  # a change of what was never published tells nobody anything
        return
    index = index_of(json.loads(path.read_bytes()))
    for purpose, name in statuslist.list_names(index).items():
        bits = lists[name][0] if name in lists else _bits(folder, purpose, name)
        lists[name] = statuslist.with_status(bits, purpose, index, change.after), at


def _bits(folder: Path, purpose: str, name: str) -> bytes:
    try:
        document = json.loads(status_list_file(folder, name).read_bytes())
    except FileNotFoundError:
        return statuslist.empty(purpose)
    return statuslist.decode(document["credentialSubject"]["encodedList"])


def _write_lists(folder: Path, lists: Lists, register: str, signer: Signer) -> None:
    for name, (bits, at) in lists.items():
        purpose = name.rpartition("-")[0]
        document = status_credential(purpose, name, bits, register, signer, at)
        replace(status_list_file(folder, name), canonical(document))
