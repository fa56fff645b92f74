"""The name of a file: kept as it came, refused where it deceives."""

import pytest

from hengxian.records.files.names import check_name
from hengxian.records.files.refusals import FileRefused


@pytest.mark.parametrize(
    "name",
    [
        "年度报告.pdf",
        "𠮷田的证明.PDF",
        "制度 v1.2（终稿）.docx",
        "2025.01.数据.csv",
        "\ue123家.jpg",
        "照片.JPEG",
    ],
)
def test_name_with_one_suffix_of_the_list_is_accepted(name: str):
    kind = check_name(name)

    assert f".{name.rpartition('.')[2].lower()}" in kind.suffixes


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("合同.html", "合同.html：不接受这种文件，应为 "),
        ("图.svg", "图.svg：不接受这种文件，应为 "),
        ("表.xlsm", "表.xlsm：不接受这种文件，应为 "),
        ("没有扩展名", "没有扩展名：不接受这种文件，应为 "),
        (".pdf", ".pdf：不接受这种文件，应为 "),
        ("发票.exe.pdf", "发票.exe.pdf：文件名有两个扩展名（.exe 和 .pdf），请改名后再传"),
        ("发票.docx.pdf", "发票.docx.pdf：文件名有两个扩展名（.docx 和 .pdf），请改名后再传"),
        ("页.HTML .jpg", "页.HTML .jpg：文件名有两个扩展名（.html 和 .jpg），请改名后再传"),
        ("", "文件没有名称"),
        (" . ", "文件没有名称"),
        ("长" * 250 + ".pdf", f"{'长' * 40}…：文件名过长，最多 200 字"),
        ("a\u202efdp.jpg", "a�fdp.jpg：文件名含改变书写方向的控制符，会掩盖真实的扩展名，请改名后再传"),
        ("a\0.pdf", "a�.pdf：文件名含看不见的控制符，请改名后再传"),
        ("a\n.pdf", "a�.pdf：文件名含看不见的控制符，请改名后再传"),
        ("a\u200b.pdf", "a�.pdf：文件名含看不见的控制符，请改名后再传"),
        ("\ud800.pdf", "�.pdf：文件名含看不见的控制符，请改名后再传"),
        ("../../etc/passwd.txt", "../../etc/passwd.txt：文件名含路径分隔符，请只传文件本身"),
        ("C:\\报告.pdf", "C:\\报告.pdf：文件名含路径分隔符，请只传文件本身"),
    ],
)
def test_name_that_deceives_is_refused_with_a_sentence(name: str, sentence: str):
    with pytest.raises(FileRefused) as refusal:
        check_name(name)

    assert str(refusal.value).startswith(sentence)
    assert refusal.value.http == 422
    assert str(refusal.value).isprintable()
