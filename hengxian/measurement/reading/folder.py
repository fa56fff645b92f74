"""A dataset on disk: a folder, or a zip of one, and the files each table takes from it."""

import errno
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.description import FILE_NAME, Description
from hengxian.measurement.tables import TABLES

FORMATS = (".csv", ".tsv", ".parquet", ".xlsx")
_OF_THE_SYSTEM = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM)  # no fault of the archive


@dataclass(frozen=True)
class DataFile:
    """One file of one table; `number` is its place in byte order of names, which is the order of reading."""

    table: str
    number: int
    path: Path
    encoding: str | None

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def format(self) -> str:
        return self.path.suffix.lower()


@contextmanager
def opened(dataset: Path) -> Iterator[Path]:
    """The folder of a dataset; a zip is unpacked to a temporary one (DatasetFault when it is neither)."""
    if dataset.is_dir():
        yield dataset
    elif not dataset.exists():
        raise DatasetFault(f"找不到数据集 {dataset}：应为一个文件夹，或它的 .zip 压缩包")
    elif dataset.suffix.lower() != ".zip":
        raise DatasetFault(f"{dataset.name} 不是数据集：应为一个文件夹，或它的 .zip 压缩包")
    else:
        with TemporaryDirectory(prefix="hengxian-") as unpacked:
            _unpack(dataset, Path(unpacked))
            yield Path(unpacked)


def _unpack(archive: Path, into: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as packed:
            members = {_inner_name(info): info for info in packed.infolist() if not info.is_dir()}
            top = _top_folder(list(members))
            free = shutil.disk_usage(into).free
            wanted = {path: info for path, info in members.items() if _is_wanted(path, top)}
            if (needed := sum(info.file_size for info in wanted.values())) > free:
                raise DatasetFault(f"{archive.name} 解压后有 {needed:,} 字节，临时目录只剩 {free:,} 字节")
            for path, info in wanted.items():
                with packed.open(info) as source, (into / path.name).open("wb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
    except (zipfile.BadZipFile, EOFError, zlib.error, RuntimeError, NotImplementedError, OSError) as error:
        if isinstance(error, OSError) and error.errno in _OF_THE_SYSTEM:
            raise
        raise DatasetFault(f"{archive.name} 不是完整、未加密的 zip 压缩包：请重新打包，不设密码") from error


def _inner_name(info: zipfile.ZipInfo) -> PurePosixPath:
    """The member's path; Windows tools write Chinese names in GBK without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    return PurePosixPath(name.replace("\\", "/"))


def _top_folder(paths: list[PurePosixPath]) -> str:
    """'' when data files lie at the root, else the one folder that holds them all."""
    data = [
        path for path in paths if path.suffix.lower() in (*FORMATS, ".toml") and "__MACOSX" not in path.parts
    ]
    if any(len(path.parts) == 1 for path in data):
        return ""
    tops = {path.parts[0] for path in data}
    return tops.pop() if len(tops) == 1 else ""


def _is_wanted(path: PurePosixPath, top: str) -> bool:
    folder = str(path.parent) if str(path.parent) != "." else ""
    return folder == top and path.suffix.lower() in (*FORMATS, ".toml")


def data_files(folder: Path, description: Description) -> list[DataFile]:
    """Every table's files, in byte order of names; an explicit pattern without a match is a DatasetFault."""
    there = sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.name.encode())
    readable = [path for path in there if path.suffix.lower() in FORMATS]
    found: list[DataFile] = []
    for table in TABLES:
        told = description.table(table.name)
        for pattern in told.files:
            if not any(fnmatchcase(path.name, pattern) for path in readable):
                raise DatasetFault(
                    f"{FILE_NAME}：{table.name}.files 的「{pattern}」没有对应的文件，"
                    f"应能匹配 {' '.join(FORMATS)} 文件"
                )
        patterns = told.files or (f"{table.name}.*",)
        matched = [path for path in readable if any(fnmatchcase(path.name, pattern) for pattern in patterns)]
        found += [DataFile(table.name, number, path, told.encoding) for number, path in enumerate(matched)]
    if not found:
        names = "、".join(f"{table.name}.*" for table in TABLES)
        raise DatasetFault(f"{folder.name} 里没有可读的数据表：应有 {names} 之一（.csv .tsv .parquet .xlsx）")
    return found
