"""The allow-list: which kinds of file are taken in, how each is recognised by its first bytes (G-9)."""

from dataclasses import dataclass

HEAD = 4096
"""Bytes of a file's beginning that recognise it."""


@dataclass(frozen=True)
class Kind:
    """One kind: its suffixes, its name on pages, its media type, how large it may be, and its opening bytes.

    `openings` are (offset, bytes) alternatives; none for text, which is recognised by being text. `inside`
    names the member a zip-based document must hold. `also` are other media types browsers send for it.
    """

    suffixes: tuple[str, ...]
    label: str
    media_type: str
    family: str
    openings: tuple[tuple[int, bytes], ...] = ()
    inside: str = ""
    also: tuple[str, ...] = ()

    def opens(self, head: bytes) -> bool:
        """Whether the first bytes are those of this kind; true of all text kinds, which need a closer look."""
        return not self.openings or any(head.startswith(sign, at) for at, sign in self.openings)


_ZIP = ((0, b"PK\x03\x04"), (0, b"PK\x05\x06"))
_OFFICE = "application/vnd.openxmlformats-officedocument."
_BOXES = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"MSNV",
    b"dash",
    b"3gp",
    b"qt  ",
)

KINDS = (
    Kind((".pdf",), "PDF 文档", "application/pdf", "document", ((0, b"%PDF-"),)),
    Kind((".docx",), "Word 文档", f"{_OFFICE}wordprocessingml.document", "document", _ZIP, "word/"),
    Kind((".xlsx",), "Excel 工作簿", f"{_OFFICE}spreadsheetml.sheet", "document", _ZIP, "xl/"),
    Kind((".pptx",), "PowerPoint 演示文稿", f"{_OFFICE}presentationml.presentation", "document", _ZIP, "ppt/"),
    Kind((".ofd",), "OFD 版式文档", "application/ofd", "document", _ZIP, "OFD.xml"),
    Kind((".jpg", ".jpeg"), "JPEG 图片", "image/jpeg", "picture", ((0, b"\xff\xd8\xff"),), also=("image/jpg",)),
    Kind((".png",), "PNG 图片", "image/png", "picture", ((0, b"\x89PNG\r\n\x1a\n"),), also=("image/x-png",)),
    Kind((".tif", ".tiff"), "TIFF 图片", "image/tiff", "picture", ((0, b"II*\0"), (0, b"MM\0*"))),
    Kind(
        (".heic", ".heif"), "HEIC 图片", "image/heic", "picture",
        tuple((4, b"ftyp" + brand) for brand in (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1")),
        also=("image/heif",),
    ),
    Kind(
        (".mp3",), "MP3 录音", "audio/mpeg", "sound",
        ((0, b"ID3"), *((0, bytes((0xFF, second))) for second in (0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2))),
        also=("audio/mp3",),
    ),
    Kind((".wav",), "WAV 录音", "audio/wav", "sound", ((8, b"WAVE"),), also=("audio/x-wav",)),
    Kind(
        (".m4a",), "M4A 录音", "audio/mp4", "sound", tuple((4, b"ftyp" + box) for box in (b"M4A ", b"mp42", b"isom")),
        also=("audio/x-m4a", "audio/m4a", "video/mp4"),
    ),
    Kind((".amr",), "AMR 录音", "audio/amr", "sound", ((0, b"#!AMR"),)),
    Kind((".mp4",), "MP4 录像", "video/mp4", "film", tuple((4, b"ftyp" + box) for box in _BOXES), also=("audio/mp4",)),
    Kind((".parquet",), "Parquet 数据表", "application/vnd.apache.parquet", "facts", ((0, b"PAR1"),)),
    Kind((".zip",), "ZIP 压缩包", "application/zip", "facts", _ZIP, also=("application/x-zip-compressed",)),
    Kind((".csv",), "CSV 数据表", "text/csv", "facts", also=("application/vnd.ms-excel", "text/plain")),
    Kind((".tsv",), "TSV 数据表", "text/tab-separated-values", "facts", also=("text/plain",)),
    Kind((".txt",), "纯文本", "text/plain", "document"),
    Kind((".json",), "JSON 文件", "application/json", "facts", also=("text/plain", "text/json")),
    Kind((".toml",), "TOML 说明", "application/toml", "document", also=("text/plain",)),
)  # fmt: skip

SUFFIXES = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
_FORBIDDEN = (
    "html htm xhtml shtml mht mhtml svg svgz xml xsl js mjs vbs vbe wsf hta exe dll com scr msi bat cmd ps1 sh py php"
    " jsp asp aspx jar apk lnk url reg iso docm dotm xlsm xltm xlam xlsb pptm ppsm potm doc xls ppt wps et dps rtf swf"
    " rar 7z tar gz bz2 xz"
)
FORBIDDEN_SUFFIXES = frozenset(f".{word}" for word in _FORBIDDEN.split())
"""Suffixes that may stand nowhere in a name."""

FORBIDDEN_OPENINGS = (
    (b"MZ", "可执行程序"),
    (b"\x7fELF", "可执行程序"),
    (b"\xca\xfe\xba\xbe", "可执行程序"),
    (b"\xcf\xfa\xed\xfe", "可执行程序"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件或已加密的 Office 文件，可能含宏"),
    (b"{\\rtf", "RTF 文件，可能含嵌入对象"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
)
"""Openings that are named when met, whatever the name says."""

FORBIDDEN_TYPES = frozenset(
    ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "text/javascript")
    + ("application/javascript", "application/x-msdownload", "application/x-sh", "application/x-httpd-php")
)


def kind_of(media_type: str) -> Kind:
    """The kind with that media type. KeyError if it is not on the list."""
    return {kind.media_type: kind for kind in KINDS}[media_type]


ACCEPT = ",".join(SUFFIXES)
"""The list for the `accept` of a form."""


def accepted_suffixes() -> str:
    """The list for a refusal."""
    return "、".join(suffix[1:] for suffix in SUFFIXES)
