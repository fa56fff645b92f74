"""Bad files are refused, each with one sentence; good ones of every kind go through."""

import io
import zipfile

import pytest

from hengxian.records.files.judging import judge
from hengxian.records.files.limits import Limits
from hengxian.records.files.refusals import FileRefused
from tests.records.files.samples import JPEG, PNG, docx, pdf, stream, xlsx, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
MACRO_RELATION = b'<Relationships><Relationship Type="http://schemas.example/2006/relationships/vbaProject" Target="x.bin"/></Relationships>'
REMOTE = (
    b'<Relationships><Relationship Id="r1" Type="http://schemas.example/officeDocument/2006/relationships/attachedTemplate"'
    b' Target="http://a.example/t.dotm" TargetMode="External"/></Relationships>'
)


def judged(name: str, content: bytes, declared: str = "", limits: Limits | None = None) -> str:
    return judge(name, io.BytesIO(content), len(content), limits or Limits(), declared).media_type


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("报告.pdf", pdf(b"<< /Type /Catalog >>", stream(b"BT (hello) Tj ET")), "application/pdf"),
        (
            "新.pdf",
            pdf(b"<< >>", stream(b"1 0 << >>", b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")),
            "application/pdf",
        ),
        ("总结.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("数据.xlsx", xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("公文.ofd", zipped({"OFD.xml": b"<ofd:OFD/>"}), "application/ofd"),
        ("现场.jpg", JPEG, "image/jpeg"),
        ("现场.png", PNG, "image/png"),
        ("传真.tif", b"II*\0" + b"\0" * 9, "image/tiff"),
        ("手机.heic", b"\0\0\0\x18ftypheic" + b"\0" * 9, "image/heic"),
        ("录音.mp3", b"ID3\x04" + b"\0" * 9, "audio/mpeg"),
        ("录音.wav", b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        ("录音.m4a", b"\0\0\0\x18ftypM4A " + b"\0" * 9, "audio/mp4"),
        ("录音.amr", b"#!AMR\n" + b"\0" * 9, "audio/amr"),
        ("录像.mp4", b"\0\0\0\x18ftypisom" + b"\0" * 9, "video/mp4"),
        ("来电.parquet", b"PAR1" + b"\0" * 9 + b"PAR1", "application/vnd.apache.parquet"),
        ("来电.csv", "编号,时间\n1,2025-01-01\n".encode("gb18030"), "text/csv"),
        ("来电.csv", "\ufeff编号,𠮷\n".encode(), "text/csv"),
        ("说明.txt", "说明".encode("utf-16"), "text/plain"),
        ("结果.json", b'{"a": 1}', "application/json"),
        ("数据集.zip", zipped({"dataset.toml": b"", "calls.csv": b"id\n1\n"}), "application/zip"),
        ("证据.zip", zipped({"一/总结.docx": docx(), "__MACOSX/._x": b"x"}), "application/zip"),
        ("嵌套.zip", zipped({"数据.zip": zipped({"calls.csv": b"id\n"})}), "application/zip"),
    ],
)
def test_plain_file_of_each_kind_is_taken_for_what_it_is(name: str, content: bytes, media_type: str):
    assert judged(name, content) == media_type


@pytest.mark.covers("G-9")
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("空.pdf", b"", "空.pdf：文件是空的"),
        ("图.png", b"<html><script>", "图.png：内容是网页或 SVG，不是PNG 图片"),
        (
            "图.txt",
            b"\xef\xbb\xbf <?xml version='1.0'?>\n<SVG onload=1>",
            "图.txt：内容是网页或 SVG，不是纯文本",
        ),
        ("表.csv", "<!DOCTYPE html>".encode("utf-16"), "表.csv：内容是网页或 SVG，不是CSV 数据表"),
        ("图.jpg", PNG, "图.jpg：内容是PNG 图片，不是JPEG 图片，扩展名与内容不符"),
        ("图.jpg", b"what is this", "图.jpg：内容不是JPEG 图片，扩展名与内容不符"),
        ("程序.pdf", b"MZ\x90\0", "程序.pdf：内容是可执行程序，不是PDF 文档"),
        ("程序.txt", b"\x7fELF\x02", "程序.txt：内容是可执行程序，不是纯文本"),
        ("旧.docx", OLE, "旧.docx：内容是旧版 Office 文件或已加密的 Office 文件，可能含宏，不是Word 文档"),
        ("文本.txt", b"a\0b", "文本.txt：内容不是文本，不是纯文本"),
        ("文本.csv", b"a,\xff\xff\xff\n" * 3, "文本.csv：文字编码有误，应为 UTF-8 或 GB18030"),
        ("表.docx", xlsx(), "表.docx：内容不是Word 文档，扩展名与内容不符"),
        ("包.docx", zipped({"a.txt": b"a"}), "包.docx：内容不是Word 文档，扩展名与内容不符"),
        (
            "宏.docx",
            docx(more={"word/vbaProject.bin": OLE}),
            "宏.docx：文档含宏或控件，请另存为不含宏的Word 文档后再传",
        ),
        (
            "宏.xlsx",
            xlsx({"xl/macrosheets/sheet1.xml": b""}),
            "宏.xlsx：文档含宏或控件，请另存为不含宏的Excel 工作簿后再传",
        ),
        (
            "宏.docx",
            docx(
                more={
                    "[Content_Types].xml": b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
                }
            ),
            "宏.docx：文档含宏或控件，请另存为不含宏的Word 文档后再传",
        ),
        (
            "宏.docx",
            docx(more={"word/_rels/document.xml.rels": MACRO_RELATION}),
            "宏.docx：文档含宏或控件，请另存为不含宏的Word 文档后再传",
        ),
        (
            "实体.docx",
            docx(
                more={
                    "word/_rels/settings.xml.rels": REMOTE.replace(b'"External"', b'"&#69;xternal"')
                    .decode()
                    .encode("utf-16")
                }
            ),
            "实体.docx：文档引用了外部的模板或对象，请断开链接后再传",
        ),
        (
            "坏.docx",
            docx(more={"word/_rels/settings.xml.rels": b"<!DOCTYPE x><Relationships/>"}),
            "坏.docx：文档内部结构已损坏（word/_rels/settings.xml.rels），请重新保存",
        ),
        (
            "模板.docx",
            docx(more={"word/_rels/settings.xml.rels": REMOTE}),
            "模板.docx：文档引用了外部的模板或对象，请断开链接后再传",
        ),
        (
            "嵌.docx",
            docx(more={"word/embeddings/oleObject1.bin": OLE + "\x01Ole10Native".encode("utf-16-le")}),
            "嵌.docx：文档内嵌了程序或带宏的对象（word/embeddings/oleObject1.bin），请删去后再传",
        ),
        ("半.pdf", pdf(b"<<>>")[:-6], "半.pdf：PDF 不完整，文件可能没有传完"),
        ("半.zip", zipped({"a.txt": b"a" * 999})[:-30], "半.zip：ZIP 压缩包已损坏或没有传完，请重新打包"),
        ("半.parquet", b"PAR1" + b"\0" * 9, "半.parquet：Parquet 数据表不完整，文件可能没有传完"),
        ("脚本.pdf", pdf(SCRIPT), "脚本.pdf：PDF 含脚本（JavaScript），请另存为不含动作的 PDF 后再传"),
        (
            "脚本.pdf",
            pdf(SCRIPT.replace(b"JavaScript", b"J#61v#61Script")),
            "脚本.pdf：PDF 含脚本（JavaScript），请另存为不含动作的 PDF 后再传",
        ),
        (
            "启动.pdf",
            pdf(b"<< /S /Launch /F (a) >>"),
            "启动.pdf：PDF 含启动其他程序的动作，请另存为不含动作的 PDF 后再传",
        ),
        (
            "藏.pdf",
            pdf(stream(b"x" * 9000 + SCRIPT)),
            "藏.pdf：PDF 含脚本（JavaScript），请另存为不含动作的 PDF 后再传",
        ),
        (
            "怪.pdf",
            pdf(stream(b"zz", b"/Type /ObjStm /Filter /LZWDecode")),
            "怪.pdf：PDF 用了少见的对象编码，不能检查；请重新导出为 PDF",
        ),
        (
            "密.pdf",
            pdf(b"<<>>") + b"trailer << /Encrypt 5 0 R >>\n%%EOF",
            "密.pdf：PDF 已加密或设了权限密码，不能检查；请去掉密码后再传",
        ),
        ("包.zip", zipped({}), "包.zip：压缩包是空的"),
        ("包.zip", zipped({"../../a.txt": b"a"}), "包.zip：压缩包内的路径会跳出文件夹，不予接受"),
        ("包.zip", zipped({"/etc/a.txt": b"a"}), "包.zip：压缩包内的路径会跳出文件夹，不予接受"),
        ("包.zip", zipped({"C:/a.txt": b"a"}), "包.zip：压缩包内的路径会跳出文件夹，不予接受"),
        ("包.zip", zipped({"a.html": b"a"}), "包.zip 内的 a.html：不接受这种文件"),
        ("包.zip", zipped({"a.docm": docx()}), "包.zip 内的 a.docm：不接受这种文件"),
        (
            "包.zip",
            zipped({"a.jpg": PNG}),
            "包.zip 内的 a.jpg：内容是PNG 图片，不是JPEG 图片，扩展名与内容不符",
        ),
        ("包.zip", zipped({"a.txt": b"MZ\x90"}), "包.zip 内的 a.txt：内容是可执行程序，不是纯文本"),
        (
            "包.zip",
            zipped({"a.csv": b"<svg onload=1>"}),
            "包.zip 内的 a.csv：内容是网页或 SVG，不是CSV 数据表",
        ),
        (
            "包.zip",
            zipped({"脚本.pdf": pdf(SCRIPT)}),
            "包.zip 内的 脚本.pdf：PDF 含脚本（JavaScript），请另存为不含动作的 PDF 后再传",
        ),
        (
            "包.zip",
            zipped({"宏.docx": docx(more={"word/vbaProject.bin": OLE})}),
            "包.zip 内的 宏.docx：文档含宏或控件，请另存为不含宏的Word 文档后再传",
        ),
        (
            "套.zip",
            zipped({"b.zip": zipped({"c.zip": zipped({"d.zip": b"PK\x03\x04"})})}),
            "套.zip 内的 b.zip 内的 c.zip：压缩包套得太深，最多 2 层",
        ),
        ("弹.zip", zipped({"a.txt": b"\0" * (12 << 20)}), "弹.zip：压缩比异常（超过 200 倍），疑为压缩炸弹"),
    ],
)
def test_bad_file_is_refused_with_one_sentence(name: str, content: bytes, sentence: str):
    with pytest.raises(FileRefused) as refusal:
        judged(name, content)

    assert str(refusal.value) == sentence


@pytest.mark.covers("G-9")
@pytest.mark.parametrize(
    "declared", ["text/html", "image/svg+xml; charset=utf-8", "application/pdf", "video/mp4"]
)
def test_declared_type_that_contradicts_is_refused(declared: str):
    with pytest.raises(FileRefused, match="随文件声明的类型是"):
        judged("现场.png", PNG, declared)


@pytest.mark.parametrize(
    "declared", ["", "image/png", "image/x-png", "application/octet-stream", "application/wps-office.png"]
)
def test_declared_type_that_says_nothing_is_not_believed(declared: str):
    assert judged("现场.png", PNG, declared) == "image/png"


def test_csv_sent_as_excel_by_windows_is_taken():
    assert judged("来电.csv", b"id\n1\n", "application/vnd.ms-excel") == "text/csv"


def test_archive_with_a_password_is_refused():
    content = bytearray(zipped({"a.txt": b"secret"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(FileRefused, match="压缩包设有密码，不能检查"):
        judged("密.zip", bytes(content))


def test_archive_with_a_link_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    with pytest.raises(FileRefused, match="压缩包内有指向别处的链接"):
        judged("链.zip", buffer.getvalue())


def test_archive_whose_members_overlap_is_refused():
    content = bytearray(zipped({"a.txt": b"a" * 50, "b.txt": b"b" * 50}, zipfile.ZIP_STORED))
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4)
    content[second + 42 : second + 46] = (10).to_bytes(4, "little")

    with pytest.raises(FileRefused, match="互相重叠"):
        judged("叠.zip", bytes(content))


def test_archive_with_too_many_members_is_refused():
    content = zipped({f"{n}.txt": b"" for n in range(6)})

    with pytest.raises(FileRefused, match="压缩包内有 6 个文件，最多 5 个"):
        judged("多.zip", content, limits=Limits(entries=5))


def test_archive_that_unpacks_to_too_much_is_refused():
    with pytest.raises(FileRefused, match="解压后有 2 KB，最大 1 KB"):
        judged("大.zip", zipped({"a.txt": b"a" * 2048}), limits=Limits(unpacked=1024))


def test_script_on_the_border_of_two_blocks_is_found():
    content = pdf(b"(" + b"x" * ((1 << 20) - 33) + b")" + SCRIPT, b"(" + b"y" * (1 << 20) + b")")

    begins_at = content.find(b"/JavaScript")
    assert begins_at < 1 << 20 < begins_at + 11
    with pytest.raises(FileRefused, match="PDF 含脚本"):
        judged("界.pdf", content)


def test_name_that_only_begins_like_an_action_is_no_action():
    assert judged("说明.pdf", pdf(b"<< /LaunchPad 1 /JavaScripts 2 >>")) == "application/pdf"
