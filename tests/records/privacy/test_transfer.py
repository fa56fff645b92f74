"""Personal data comes in masked, or with the record of its transfer."""

import io
import zipfile
from datetime import date

import pytest

from hengxian.records.privacy.contents import hits_in
from hengxian.records.privacy.fields import Sensitivity
from hengxian.records.privacy.scanning import scan
from hengxian.records.privacy.transfer import Contents, NotHandedOver, Transfer, may_attach
from tests.records.files.samples import docx
from tests.records.privacy.invented import MOBILE

ON = date(2025, 6, 1)
TRANSFER = Transfer("抽样核对", ("来电号码",), 50, "审核组", ON)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def contents(text: str = "", **more) -> Contents:
    return Contents("回访.csv", scan(text), Sensitivity.INTERNAL, **more)


@pytest.mark.covers("S-PIPL")
@pytest.mark.parametrize("is_declared_masked", [False, True])
def test_unmasked_file_without_a_transfer_record_is_refused(is_declared_masked: bool):
    with pytest.raises(NotHandedOver) as refusal:
        may_attach(contents(f"1,{MOBILE}", is_declared_masked=is_declared_masked), None, ON)

    assert str(refusal.value) == (
        "回访.csv 中有未遮盖的个人信息（手机号码 1 处）：请先遮盖，或登记移交记录（目的、字段、条数、接收方、日期）"
    )


def test_masked_file_and_recorded_transfer_are_taken():
    may_attach(contents("1,138****8000"), None, ON)
    may_attach(contents(f"1,{MOBILE}"), TRANSFER, ON)


@pytest.mark.covers("G-22")
def test_transfer_record_must_be_complete():
    with pytest.raises(NotHandedOver) as refusal:
        may_attach(contents(), Transfer(" ", (), 0, "", ON), ON)

    assert str(refusal.value) == "移交记录缺少目的、字段、条数、接收方（个人信息保护法第五十五、五十六条）"


def test_transfer_dated_after_today_is_refused():
    with pytest.raises(NotHandedOver, match="移交记录的日期 2025-06-02 晚于今天（2025-06-01）"):
        may_attach(contents(), Transfer("核对", ("号码",), 1, "审核组", date(2025, 6, 2)), ON)


def test_file_that_cannot_be_read_rests_on_the_declaration_unless_it_is_sensitive():
    unread = Contents("录音.mp3", None, Sensitivity.INTERNAL)
    declared = Contents("录音.mp3", None, Sensitivity.INTERNAL, is_declared_masked=True)
    sensitive = Contents("录音.mp3", None, Sensitivity.SENSITIVE, is_declared_masked=True)

    may_attach(declared, None, ON)

    with pytest.raises(
        NotHandedOver, match=r"^录音\.mp3 的内容不能自动检查：请声明其中的个人信息已遮盖，或登记移交记录$"
    ):
        may_attach(unread, None, ON)
    with pytest.raises(NotHandedOver, match="密级为“敏感”的仍须移交记录"):
        may_attach(sensitive, None, ON)


def kinds(raw: bytes, media_type: str) -> list[str] | None:
    hits = hits_in(io.BytesIO(raw), media_type)
    return None if hits is None else [hit.kind for hit in hits]


def test_contents_of_text_and_office_files_are_searched():
    split = f"</w:t></w:r><w:r><w:t>{MOBILE[5:]}"
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr(
            "xl/worksheets/sheet1.xml", f"<row><c><v>20250101</v></c><c><v>{MOBILE}</v></c></row>"
        )

    assert kinds(f"编号,电话\n1,{MOBILE}\n".encode("gb18030"), "text/csv") == ["手机号码"]
    assert kinds(f"编号,{MOBILE}".encode("utf-16"), "text/plain") == ["手机号码"]
    assert kinds(docx(f"电话 {MOBILE[:5]}{split}"), WORD) == ["手机号码"]
    assert kinds(sheet.getvalue(), EXCEL) == ["手机号码"]
    assert kinds("编号\n1\n".encode(), "text/csv") == []


def test_contents_that_cannot_be_read_are_not_called_clean():
    assert kinds(b"%PDF-1.7", "application/pdf") is None
    assert kinds(b"a" * ((32 << 20) + 1), "text/plain") is None
