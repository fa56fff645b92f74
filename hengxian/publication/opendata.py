"""Open data: every certificate as JSON and CSV with the time they stand for, and one signature over both (E-3).

open-data/certificates.json   open-data/certificates.csv   open-data/signature.json
"""

import csv
import hashlib
import io
import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from hengxian.publication.canonical import canonical
from hengxian.publication.facts import CertificateEdition, StatusChange
from hengxian.publication.faults import Forged
from hengxian.publication.folder import replace
from hengxian.publication.reading import read
from hengxian.publication.signing import PublicKey, Signer

COLUMNS = {
    "number": "证书编号",
    "status": "状态",
    "status_at": "状态变更时间",
    "holder": "认证对象名称",
    "address": "认证对象地址",
    "hotline": "热线",
    "place": "所在地",
    "scope": "认证范围",
    "bases": "认证依据",
    "rule": "认证规则",
    "category": "认证类别",
    "issued_on": "颁发日期",
    "valid_until": "有效期至",
    "edition": "版次",
    "body": "认证机构名称",
}
"""Columns of the CSV in order, by their names in the JSON."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = b"hengxian-open-data/1\n"
FILES = ("certificates.json", "certificates.csv")


def write_open_data(folder: Path, signer: Signer, at: datetime) -> dict[str, Any]:
    """Write the three files from the facts and give the signed list of digests; `at` is the time they are made.

    Works through a temporary database, so that a million certificates need no more memory than one.
    """
    target = folder / "open-data"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, closing(sqlite3.connect(f"{place}/fold.sqlite3")) as rows:
        sequence, published_at = _fold(folder, rows)
        opening = {
            "made_at": at.isoformat(timespec="seconds"),
            "published_at": published_at,
            "sequence": sequence,
        }
        digests = {
            FILES[0]: _replace_by(target / FILES[0], _json_lines(rows, opening)),
            FILES[1]: _replace_by(target / FILES[1], _csv_lines(rows)),
        }
    manifest = {
        **opening,
        "files": digests,
        "algorithm": signer.public_key.algorithm,
        "key": signer.public_key.key_id,
        "public_key": signer.public_key.raw.hex(),
    }
    signed = {**manifest, "signature": signer.sign(_MARK + canonical(manifest)).hex()}
    replace(target / "signature.json", json.dumps(signed, ensure_ascii=False, indent=2).encode())
    return signed


def verify_open_data(downloads: Path, keys: dict[str, PublicKey]) -> datetime:
    """When the downloaded files were made, if one of the keys (by id) signed them as they are; else Forged."""
    try:
        signed = json.loads((downloads / "signature.json").read_bytes())
        manifest = {name: value for name, value in signed.items() if name != "signature"}
        key, signature = keys.get(signed["key"]), bytes.fromhex(signed["signature"])
        made_at, files = datetime.fromisoformat(signed["made_at"]), dict(signed["files"])
    except (KeyError, ValueError, TypeError, FileNotFoundError):
        raise Forged("signature.json 缺失或不能识别") from None
    if key is None or not key.verifies(_MARK + canonical(manifest), signature):
        raise Forged("开放数据的签名不是认证机构公布的密钥所作")
    for name, expected in files.items():
        path = downloads / Path(name).name
        if path.exists() and _digest(path) != expected:
            raise Forged(f"{name} 与签名不符：内容已被改动或不完整")
    return made_at


def guarded(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run as a formula (G-19)."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _fold(folder: Path, rows: sqlite3.Connection) -> tuple[int, str]:
    """The last edition and status of every certificate, in order of issue; gives how far the facts reach."""
    sequence, published_at = 0, ""
    rows.execute(
        "create table c (id integer primary key, number text unique, row text, status text, status_at text)"
    )
    for fact in read(folder):
        sequence, published_at = fact.sequence, fact.at.isoformat()
        if isinstance(fact.body, CertificateEdition):
            plain = {
                **fact.body.printed.model_dump(mode="json", exclude_none=True),
                "edition": fact.body.edition,
            }
            rows.execute(
                "insert into c (number, row) values (?, ?) on conflict (number) do update set row = excluded.row",
                (fact.body.printed.number, json.dumps(plain)),
            )
        elif isinstance(fact.body, StatusChange):
            changed_at = fact.body.changed_at.isoformat(timespec="seconds")
            rows.execute(
                "update c set status = ?, status_at = ? where number = ?",
                (fact.body.after, changed_at, fact.body.number),
            )
    return sequence, published_at


def _certificates(rows: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for row, status, status_at in rows.execute("select row, status, status_at from c order by id"):
        yield {**json.loads(row), "status": status, "status_at": status_at}


def _json_lines(rows: sqlite3.Connection, opening: dict[str, Any]) -> Iterator[str]:
    yield json.dumps(opening, ensure_ascii=False).removesuffix("}") + ', "certificates": [\n'
    for place, certificate in enumerate(_certificates(rows)):
        yield ("" if place == 0 else ",\n") + json.dumps(certificate, ensure_ascii=False, sort_keys=True)
    yield "\n]}\n"


def _csv_lines(rows: sqlite3.Connection) -> Iterator[str]:
    yield "\ufeff" + _csv_line(list(COLUMNS.values()))
    for certificate in _certificates(rows):
        bases = "；".join(f"{basis['number']} {basis['title']}" for basis in certificate["bases"])
        flat = {**certificate, "bases": bases, "rule": f"{certificate['rule']} {certificate['rule_edition']}"}
        yield _csv_line([guarded(str(flat.get(name) or "")) for name in COLUMNS])


def _csv_line(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _replace_by(path: Path, lines: Iterator[str]) -> str:
    """Write the lines to a new file, put it in the old one's place, and give its SHA-256."""
    beside, digest = path.with_name(f".{path.name}.new"), hashlib.sha256()
    with beside.open("wb") as file:
        for line in lines:
            raw = line.encode()
            digest.update(raw)
            file.write(raw)
    beside.replace(path)
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
