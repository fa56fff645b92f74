"""A closer look at zip archives and the documents made of them: bombs, traps, macros, false members."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from hengxian.records.files import office, pdf
from hengxian.records.files.kinds import FORBIDDEN_SUFFIXES, HEAD, SUFFIXES, Kind
from hengxian.records.files.limits import MIB, Limits, say_size
from hengxian.records.files.openings import check_opening
from hengxian.records.files.refusals import FileRefused

_BROKEN = (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, ValueError, OSError)
_SMALL = 10 * MIB  # below this no ratio can harm


def check(name: str, content: BinaryIO, kind: Kind, limits: Limits, depth: int = 1) -> None:
    """Refuse an archive that would harm whoever opens it, or a document that is not what its suffix says."""
    try:
        with zipfile.ZipFile(content) as archive:
            _check_members(name, archive, limits)
            if kind.inside:
                office.check(name, archive, kind)
            else:
                _look_inside(name, archive, limits, depth)
    except _BROKEN as error:
        raise FileRefused(f"{name}：{kind.label}已损坏或没有传完，请重新打包") from error


def _check_members(name: str, archive: zipfile.ZipFile, limits: Limits) -> None:
    members = archive.infolist()
    if not members:
        raise FileRefused(f"{name}：压缩包是空的")
    if len(members) > limits.entries:
        raise FileRefused(f"{name}：压缩包内有 {len(members):,} 个文件，最多 {limits.entries:,} 个")
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused(f"{name}：压缩包设有密码，不能检查；请去掉密码后再传")
    for member in members:
        _check_place(name, member)
    _check_volume(name, members, limits)


def _check_place(name: str, member: zipfile.ZipInfo) -> None:
    inner = member.orig_filename.replace("\\", "/")
    if inner.startswith("/") or ".." in inner.split("/") or ":" in inner.split("/")[0] or "\0" in inner:
        raise FileRefused(f"{name}：压缩包内的路径会跳出文件夹，不予接受")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise FileRefused(f"{name}：压缩包内有指向别处的链接，不予接受")


def _check_volume(name: str, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked:
        raise FileRefused(f"{name}：解压后有 {say_size(unpacked)}，最大 {say_size(limits.unpacked)}")
    if any(m.file_size > _SMALL and m.file_size > limits.ratio * max(m.compress_size, 1) for m in members):
        raise FileRefused(f"{name}：压缩比异常（超过 {limits.ratio} 倍），疑为压缩炸弹")
    places = sorted((member.header_offset, member.compress_size) for member in members)
    if any(start + packed > after for (start, packed), (after, _) in pairwise(places)):
        raise FileRefused(f"{name}：压缩包内的文件互相重叠，疑为压缩炸弹")


def _look_inside(name: str, archive: zipfile.ZipFile, limits: Limits, depth: int) -> None:
    for member, inner in _visible(archive):
        suffix = PurePosixPath(inner).suffix.lower()
        where = f"{name} 内的 {inner}"
        if suffix in FORBIDDEN_SUFFIXES or suffix not in SUFFIXES:
            raise FileRefused(f"{where}：不接受这种文件")
        kind = SUFFIXES[suffix]
        with archive.open(member) as content:
            head = content.read(HEAD)
        if member.file_size:
            check_opening(where, kind, head)
        if (kind.openings and kind.family == "document") or suffix == ".zip":
            _look_deeper(where, archive, member, kind, limits, depth)


def _look_deeper(
    where: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, kind: Kind, limits: Limits, depth: int
) -> None:
    closer = pdf.check if kind.suffixes == (".pdf",) else partial(check, depth=depth + 1)
    if depth >= limits.depth and kind.suffixes == (".zip",):
        raise FileRefused(f"{where}：压缩包套得太深，最多 {limits.depth} 层")
    if member.file_size > limits.of("document"):
        raise FileRefused(f"{where}：压缩包内的{kind.label}最大 {say_size(limits.of('document'))}")
    with SpooledTemporaryFile(max_size=MIB) as unpacked, archive.open(member) as content:
        while block := content.read(MIB):
            unpacked.write(block)
        unpacked.seek(0)
        closer(where, cast(BinaryIO, unpacked), kind, limits)


def _visible(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Members that a person put there, with their names; Windows tools write Chinese names in GBK without saying so."""
    for member in archive.infolist():
        if member.is_dir():
            continue
        inner = member.filename
        if not member.flag_bits & 0x800:
            try:
                inner = inner.encode("cp437").decode("gb18030")
            except UnicodeError:
                inner = member.filename
        left_by_system = inner.startswith("__MACOSX/") or PurePosixPath(inner).name in (
            ".DS_Store",
            "Thumbs.db",
        )
        if not (left_by_system and member.file_size <= 64 * 1024):
            yield member, inner
