"""Which file of an evaluation, or of the dataset behind it, is no longer what it was (C-13)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from hengxian.evaluation.outputs import digest_of
from hengxian.evaluation.replacing import MANIFEST, OutputFault, files_of, read_manifest
from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.description import FILE_NAME, read_description
from hengxian.measurement.reading.folder import data_files, opened


class Change(StrEnum):
    """What became of a file."""

    CHANGED = "已变"
    MISSING = "缺失"
    EXTRA = "多出"


@dataclass(frozen=True)
class Difference:
    """One file that is not as the manifest has it."""

    file: str
    change: Change


def differences(folder: Path) -> list[Difference]:
    """The files of a folder of results against its manifest, in byte order (OutputFault without one)."""
    stamps = {name: stamp["sha256"] for name, stamp in _manifest(folder)["files"].items()}
    there = {name: folder / name for name in files_of(folder) if name != MANIFEST}
    return list(_compared(stamps, there))


def dataset_differences(folder: Path, dataset: Path) -> list[Difference]:
    """A dataset, folder or zip, against the manifest of what was made from it (OutputFault, DatasetFault)."""
    stamps: Mapping[str, str] = _manifest(folder)["dataset"]["files"]
    with opened(dataset) as place:
        there = {name: place / name for name in stamps if (place / name).is_file()}
        there |= {name: place / name for name in _readable(place)}
        return list(_compared(stamps, there))


def _manifest(folder: Path) -> dict[str, Any]:
    manifest = read_manifest(folder)
    if manifest is None:
        raise OutputFault(f"{folder.name} 不是测评结果文件夹：应有 evaluate 写出的 {MANIFEST}")
    return manifest


def _compared(stamps: Mapping[str, str], there: Mapping[str, Path]) -> Iterator[Difference]:
    for name in sorted({*stamps, *there}, key=str.encode):
        if name not in there:
            yield Difference(name, Change.MISSING)
        elif name not in stamps:
            yield Difference(name, Change.EXTRA)
        elif digest_of(there[name]) != stamps[name]:
            yield Difference(name, Change.CHANGED)


def _readable(place: Path) -> set[str]:
    """What an evaluation would read now; a dataset that can no longer be read has differences enough."""
    names = {FILE_NAME} & {path.name for path in place.iterdir()}
    try:
        return names | {file.name for file in data_files(place, read_description(place, place.name))}
    except DatasetFault:
        return names
