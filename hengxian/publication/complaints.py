"""Complaints from the public: written by the register into an outbox folder, taken from there by the body (E-4)."""

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, Field, ValidationError

from hengxian.publication.facts.body import Node, Text
from hengxian.publication.faults import PublicationFault

Subject = Literal["证书使用不当", "获证热线的服务或管理", "疑似伪造的证书", "认证机构的工作"]


class Complaint(Node):
    """A complaint as received; anonymous without `contact`. `token` makes a repeated submission the same one."""

    receipt: Text
    token: Text
    received_at: AwareDatetime
    subject: Subject
    number: str = Field(default="", max_length=80)
    text: str = Field(min_length=10, max_length=4000)
    contact_name: str = Field(default="", max_length=40)
    contact: str = Field(default="", max_length=120)


def receipt_for(token: str, at: datetime) -> str:
    """The receipt code: the day and eight letters drawn from the token of the form."""
    letters = hashlib.sha256(token.encode()).hexdigest()[:8].upper()
    return f"TS-{at:%Y%m%d}-{letters}"


def lodge(outbox: Path, complaint: Complaint) -> Complaint:
    """Put the complaint into the outbox, readable by its owner only; the earlier one when the token was used before."""
    outbox.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = outbox / f"{hashlib.sha256(complaint.token.encode()).hexdigest()[:32]}.json"
    beside = path.with_suffix(f".{os.getpid()}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(complaint.model_dump_json().encode())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)
    except FileExistsError:
        return _read(path)
    finally:
        beside.unlink()
    return complaint


def pending(outbox: Path) -> Iterator[Complaint]:
    """The complaints not taken yet, oldest first."""
    if outbox.is_dir():
        waiting = [_read(path) for path in outbox.glob("*.json")]
        yield from sorted(waiting, key=lambda complaint: (complaint.received_at, complaint.receipt))


def take(outbox: Path, complaint: Complaint) -> None:
    """Move a complaint the body has recorded to `taken/`; harmless when repeated."""
    name = f"{hashlib.sha256(complaint.token.encode()).hexdigest()[:32]}.json"
    (outbox / "taken").mkdir(exist_ok=True, mode=0o700)
    if (outbox / name).exists():
        (outbox / name).replace(outbox / "taken" / name)


def _read(path: Path) -> Complaint:
    try:
        return Complaint.model_validate(json.loads(path.read_bytes()))
    except (ValueError, ValidationError):
        raise PublicationFault(f"投诉文件 {path.name} 不能读取") from None
