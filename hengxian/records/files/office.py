"""A closer look at Word, Excel, PowerPoint and OFD documents: no macros, no embedded programs, no remote templates."""

import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from hengxian.records.files.kinds import Kind
from hengxian.records.files.refusals import FileRefused

_MACRO_MEMBER = re.compile(
    r"(?i)(?:^|/)(?:vba\w*\.(?:bin|xml)|macrosheets/|dialogsheets/|intlmacrosheets/|activeX/|customUI/)"
)
_MACRO_TYPE = re.compile(r"(?i)macroEnabled|vbaProject|(?:intl)?macrosheet|activeX")
_REMOTE_TYPE = re.compile(r"/(?:attachedTemplate|oleObject|frame|subDocument|externalLinkPath)$")
_PROGRAM = "\x01Ole10Native".encode("utf-16-le")
_MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")
_MOST = 32 << 20


def check(name: str, archive: zipfile.ZipFile, kind: Kind) -> None:
    """Refuse a document with active content, and an archive that only bears a document's suffix."""
    names = archive.namelist()
    _check_shape(name, names, kind)
    _check_macros(name, archive, kind)
    for member in names:
        if member.endswith(".rels"):
            _check_relations(name, archive, member, kind)
        if "embeddings/" in member:
            _check_embedded(name, member, _read(name, archive, member))


def _check_shape(name: str, names: list[str], kind: Kind) -> None:
    is_folder = kind.inside.endswith("/")
    if is_folder and "[Content_Types].xml" in names and any(each.startswith(kind.inside) for each in names):
        return
    if is_folder or kind.inside not in names:
        raise FileRefused(f"{name}：内容不是{kind.label}，扩展名与内容不符")


def _check_macros(name: str, archive: zipfile.ZipFile, kind: Kind) -> None:
    types = _elements(name, archive, "[Content_Types].xml")
    told = any(_MACRO_TYPE.search(each.get("ContentType", "")) for each in types)
    if told or any(_MACRO_MEMBER.search(member) for member in archive.namelist()):
        raise FileRefused(f"{name}：文档含宏或控件，请另存为不含宏的{kind.label}后再传")


def _check_relations(name: str, archive: zipfile.ZipFile, member: str, kind: Kind) -> None:
    for each in _elements(name, archive, member):
        what = each.get("Type", "")
        if _MACRO_TYPE.search(what):
            raise FileRefused(f"{name}：文档含宏或控件，请另存为不含宏的{kind.label}后再传")
        if each.get("TargetMode") == "External" and _REMOTE_TYPE.search(what):
            raise FileRefused(f"{name}：文档引用了外部的模板或对象，请断开链接后再传")


def _check_embedded(name: str, member: str, content: bytes) -> None:
    macro_document = content.startswith(b"PK") and b"vbaProject" in content
    if _PROGRAM in content or _MACRO_STREAM in content or macro_document or content.startswith(b"MZ"):
        raise FileRefused(f"{name}：文档内嵌了程序或带宏的对象（{member}），请删去后再传")


def _elements(name: str, archive: zipfile.ZipFile, member: str) -> Iterator[ElementTree.Element]:
    # Parsed and not searched as text: an attribute may be written with entities or in UTF-16.
    if member not in archive.namelist():
        return iter(())
    raw = _read(name, archive, member)
    try:
        if b"<!DOCTYPE" in raw or b"<\0!\0D\0O\0C\0T" in raw:
            raise ElementTree.ParseError("a document type has no place here")
        return ElementTree.fromstring(raw).iter()
    except ElementTree.ParseError as error:
        raise FileRefused(f"{name}：文档内部结构已损坏（{member}），请重新保存") from error


def _read(name: str, archive: zipfile.ZipFile, member: str) -> bytes:
    with archive.open(member) as content:
        raw = content.read(_MOST + 1)
    if len(raw) > _MOST:
        raise FileRefused(f"{name}：文档内嵌的 {member} 过大，不能检查，请删去后再传")
    return raw
