"""A closer look at PDF files: no script, no launching of programs, nothing that cannot be looked into."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from hengxian.records.files.kinds import Kind
from hengxian.records.files.limits import Limits
from hengxian.records.files.refusals import FileRefused

_BLOCK = 1 << 20
_OVERLAP = 4096
_UNPACKED_STREAM = 64 << 20
_UNPACKED_FILE = 2 << 30
_STREAMS = 100_000


def _letters(word: str) -> bytes:
    # A name of PDF may write any of its letters as #xx.
    return (
        b"".join(b"(?:%c|#%02x|#%02X)" % (sign, sign, sign) for sign in word.encode()) + rb"(?![A-Za-z0-9])"
    )


_ACTIVE = {
    "JavaScript": "脚本（JavaScript）",
    "Launch": "启动其他程序的动作",
    "RichMedia": "可执行的多媒体",
    "Rendition": "可执行的多媒体",
    "ImportData": "导入数据的动作",
    "SubmitForm": "向外提交数据的动作",
}
_ACTIVE_NAMES = re.compile(b"/(?:%s)" % b"|".join(b"(%s)" % _letters(word) for word in _ACTIVE))
_ENCRYPT = re.compile(b"/" + _letters("Encrypt") + rb"\s*(?:\d+\s+\d+\s+R|<<)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECTS = re.compile(b"/" + _letters("ObjStm"))


def check(name: str, content: BinaryIO, kind: Kind, limits: Limits) -> None:
    """Refuse scripts and actions, encrypted files, files that were cut off and objects that cannot be unpacked."""
    tail, unpacked, streams = b"", 0, 0
    for begins_at, window, fresh in _windows(content):
        _check_active(name, window)
        if _ENCRYPT.search(window):
            raise FileRefused(f"{name}：PDF 已加密或设了权限密码，不能检查；请去掉密码后再传")
        for stream in _STREAM.finditer(window):
            if stream.end() > fresh:
                size = _check_stream(name, content, begins_at + stream.end())
                unpacked, streams = unpacked + size, streams + 1
                if size == 0 and _holds_objects(window[: stream.start()]):
                    raise FileRefused(f"{name}：PDF 用了少见的对象编码，不能检查；请重新导出为 PDF")
                if unpacked > _UNPACKED_FILE or streams > _STREAMS:
                    raise FileRefused(f"{name}：PDF 内容异常庞大，疑为压缩炸弹")
        tail = window[-2 * _OVERLAP :]
    if b"%%EOF" not in tail:
        raise FileRefused(f"{name}：PDF 不完整，文件可能没有传完")


def _windows(content: BinaryIO) -> Iterator[tuple[int, bytes, int]]:
    """Where each stretch of the file begins, its bytes, and how many of them were in the stretch before."""
    kept, place = b"", 0
    content.seek(0)
    while block := content.read(_BLOCK):
        yield place - len(kept), kept + block, len(kept)
        place += len(block)
        kept = (kept + block)[-_OVERLAP:]
        content.seek(place)


def _holds_objects(before: bytes) -> bool:
    dictionary = re.split(rb"\d\s+\d+\s+obj\b", before[-_OVERLAP:])[-1]
    return bool(_OBJECTS.search(dictionary)) and b"Filter" in dictionary


def _check_stream(name: str, content: BinaryIO, place: int) -> int:
    """Unpack what is packed by Flate, whatever its dictionary calls it; how many bytes it gave, none if it is not."""
    content.seek(place)
    unpacking, kept, size = zlib.decompressobj(), b"", 0
    try:
        while not unpacking.eof and size < _UNPACKED_STREAM and (block := content.read(1 << 16)):
            while block and not unpacking.eof and size < _UNPACKED_STREAM:
                text = kept + (fresh := unpacking.decompress(block, _BLOCK))
                size += len(fresh)
                _check_active(name, text)
                kept, block = text[-64:], unpacking.unconsumed_tail
    except zlib.error:
        pass  # not packed by Flate, or damaged from here on, where no reader sees more than this
    return size


def _check_active(name: str, text: bytes) -> None:
    if found := _ACTIVE_NAMES.search(text):
        label = list(_ACTIVE.values())[(found.lastindex or 1) - 1]
        raise FileRefused(f"{name}：PDF 含{label}，请另存为不含动作的 PDF 后再传")
