"""Datasets that cannot be read, each broken in one way: a file, its content, and nothing else."""

import zipfile
from pathlib import Path

import duckdb
import openpyxl

CALLS = "call_id,arrived_at,answered_at\n1,2025-03-10 08:00:00,2025-03-10 08:00:05\n"


def text(folder: Path, content: str | bytes = CALLS, *, name: str = "calls.csv", toml: str = "") -> Path:
    """A dataset of one file, with a dataset.toml where one is given."""
    folder.mkdir()
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    if toml:
        (folder / "dataset.toml").write_text(toml, encoding="utf-8")
    return folder


def zipped(folder: Path) -> Path:
    """A zip of one small table."""
    packed = folder.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("calls.csv", CALLS * 200)
    return packed


def truncated_zip(folder: Path) -> Path:
    packed = zipped(folder)
    packed.write_bytes(packed.read_bytes()[:-40])
    return packed


def encrypted_zip(folder: Path) -> Path:
    """The flag of encryption set in both headers, as an encrypted archive has it."""
    packed = zipped(folder)
    content = bytearray(packed.read_bytes())
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    packed.write_bytes(bytes(content))
    return packed


def workbook(folder: Path, *, merged: str = "", formula: str = "") -> Path:
    """calls.xlsx with a merged range or a formula in the cell named."""
    folder.mkdir()
    book = openpyxl.Workbook()
    sheet = book.active
    for line in CALLS.splitlines():
        sheet.append(line.split(","))
    if merged:
        sheet.merge_cells(merged)
    if formula:
        sheet[formula] = "=NOW()"
    book.save(folder / "calls.xlsx")
    return folder


def truncated_parquet(folder: Path) -> Path:
    folder.mkdir()
    path = folder / "calls.parquet"
    duckdb.sql("SELECT '1' AS call_id, TIMESTAMP '2025-03-10 08:00:00' AS arrived_at").write_parquet(
        str(path)
    )
    path.write_bytes(path.read_bytes()[:-20])
    return folder


def single_line(folder: Path) -> Path:
    """Eight million characters without a line break."""
    return text(folder, b"call_id,arrived_at\n" + b"1," * (4 << 20))
