"""Files for the tests, made on the spot: none of them is kept in the repository."""

import io
import zipfile
import zlib
from collections.abc import Mapping

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + b"\0" * 64
CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'


def zipped(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, packing)  # no clock: xdist compares the samples
    return buffer.getvalue()


def docx(text: str = "热线年度总结", more: Mapping[str, bytes] | None = None) -> bytes:
    body = f'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": body.encode(), **(more or {})})


def xlsx(more: Mapping[str, bytes] | None = None) -> bytes:
    members = {"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": b"<workbook/>"}
    return zipped({**members, **(more or {})})


def pdf(*objects: bytes) -> bytes:
    numbered = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + numbered + b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"


def stream(content: bytes, entries: bytes = b"/Filter /FlateDecode") -> bytes:
    packed = zlib.compress(content) if b"FlateDecode" in entries else content
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(packed), packed)
