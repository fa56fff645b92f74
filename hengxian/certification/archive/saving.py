"""Saving a case as a folder: records, registers, files of every version, papers, results, journal, index and seal."""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from hengxian.certification.archive import contents, sealed
from hengxian.certification.models import Case
from hengxian.certification.publishing import signer
from hengxian.certification.steps import steps_of
from hengxian.evaluation.kept import outputs_of, read_output
from hengxian.evaluation.models import Evaluation
from hengxian.journal.chain import GENESIS, canonical
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete
from hengxian.people.models import Person
from hengxian.records.edition import pack
from hengxian.records.files.keeping import store
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.registers.exporting import Sheet, as_csv
from hengxian.records.registers.subjects import name_of
from hengxian.records.registers.values import CHINA, shown


def save(case: Case, folder: Path, *, at: datetime) -> Path:
    """Write the archive into an empty or new folder and seal it. Incomplete for a folder with files in it.

    Every kept file is read again on the way: one that is lost or altered is refused by name.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Incomplete(f"{folder.name} 里已有文件，案卷要存入空文件夹", "条例21")
    folder.mkdir(parents=True, exist_ok=True)
    files = _save_files(case, folder)
    registers = list(_save_registers(case, folder))
    results = [_save_results(evaluation, folder) for evaluation in contents.evaluations_of(case)]
    _write(folder / sealed.RECORDS, json.dumps(_records(case), ensure_ascii=False, indent=1, sort_keys=True))
    count = _save_journal(case, folder)
    told = {
        "case": case, "made_at": at.astimezone(CHINA), "steps": steps_of(case), "registers": registers,
        "files": files, "documents": list(contents.documents_of(case)), "results": results, "entries": count,
        "lacking": contents.lacking(case),
    }  # fmt: skip
    _write(folder / sealed.INDEX, render_to_string("certification/archive.html", told))
    _seal(case, folder, at)
    return folder


def name_in_archive(file: StoredFile) -> str:
    """Where a file lies in the folder: files/12-第2版-名称.pdf."""
    edition = f"-第{file.edition}版" if file.edition > 1 else ""
    return f"files/{file.pk}{edition}-{file.name}"


def _save_files(case: Case, folder: Path) -> list[tuple[StoredFile, str]]:
    saved = []
    for file in contents.files_of(case):
        name = "" if file.is_erased else name_in_archive(file)
        if name:
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            with store().open_verified(file.place, file.name) as content, path.open("wb") as out:
                shutil.copyfileobj(content, out)
        saved.append((file, name))
    return saved


def _save_registers(case: Case, folder: Path) -> Iterator[tuple[str, str, int]]:
    """Title, path and number of rows of each register of each record, written as a table."""
    people = dict(Person.objects.values_list("pk", "name"))
    for (register, bound), found in groupby(contents.rows_of(case), lambda row: (row.register, row.bound)):
        table, rows = pack().register(register), list(found)
        heads = ("序号", "对应事项", *(field.label for field in table.fields), "证据", "填写时间", "填写人")
        cells = tuple(
            (
                str(row.number), name_of(table, row.subject, pack()) if table.subject else row.subject,
                *(_cell(field, row.data.get(field.id), people) for field in table.fields),
                "；".join(row.evidence), row.written_at.astimezone(CHINA).isoformat(" ", "minutes"),
                people.get(row.written_by, str(row.written_by)),
            )
            for row in rows
        )  # fmt: skip
        name = f"registers/{bound.replace(':', '-')}-{register}.csv"
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(as_csv(Sheet(table.title, heads, cells)))
        yield table.title, name, len(rows)


def _cell(field: Any, plain: Any, people: dict[int, str]) -> str:
    if field.type == "person" and isinstance(plain, int):
        return people.get(plain, str(plain))
    return shown(field, plain, pack())


def _save_results(evaluation: Evaluation, folder: Path) -> tuple[Evaluation, list[str]]:
    names = []
    for output in outputs_of(evaluation):
        name = f"results/{evaluation.pk}/{output}"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(read_output(evaluation, output))
        names.append(name)
    return evaluation, names


def _records(case: Case) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for record in contents.records_of(case):
        found.setdefault(record.kind, []).append(record.content())
    for row in contents.rows_of(case):
        found.setdefault(row.kind, []).append(row.content())
    for file in contents.files_of(case):
        found.setdefault(file.kind, []).append(file.content())
    return found


def _save_journal(case: Case, folder: Path) -> int:
    entries = list(contents.entries_of(case))
    before = [entry.sequence - 1 for entry in entries]
    digests = dict(Entry.objects.filter(sequence__in=before).values_list("sequence", "digest"))
    lines = [
        canonical(entry.as_mapping() | {"previous": digests.get(entry.sequence - 1, GENESIS)})
        for entry in entries
    ]
    _write(folder / sealed.JOURNAL, "".join(f"{line}\n" for line in lines))
    return len(entries)


def _seal(case: Case, folder: Path, at: datetime) -> None:
    listed = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digests = sealed.digests_of(path)
            told = {"size": path.stat().st_size, "sha256": digests.sha256, "sm3": digests.sm3}
            listed[path.relative_to(folder).as_posix()] = told
    manifest = {"format": sealed.FORMAT, "case": case.number, "made_at": at.isoformat(), "files": listed}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    _write(folder / sealed.MANIFEST, text)
    key = signer()
    seal = {
        "key_id": key.public_key.key_id, "algorithm": key.public_key.algorithm,
        "public_key": key.public_key.raw.hex(), "signature": key.sign(sealed.signed_bytes(text.encode())).hex(),
    }  # fmt: skip
    _write(folder / sealed.SEAL, json.dumps(seal, indent=1))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
