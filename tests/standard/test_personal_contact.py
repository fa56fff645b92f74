"""The pack holds nobody's contact: no telephone, mail, address or web site of the printed rule (T54)."""

import re
from pathlib import Path

import pytest

from hengxian.standard.load import bundled_folder
from tests.standard.printed import PrintedRule


@pytest.fixture(scope="module")
def texts() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(Path(bundled_folder()).glob("*.yaml"))
    )


@pytest.mark.covers("T54")
def test_pack_holds_no_number_mail_or_site(texts: str):
    assert (
        re.findall(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)|[\w.]+@[\w.]+|https?:|www\.", texts) == []
    )


@pytest.mark.covers("T54")
def test_pack_holds_nothing_of_the_printed_contacts(texts: str, printed: PrintedRule):
    values = [
        line.split("：", 1)[1] for clause in ("E.1", "E.2") for line in printed.lines[clause] if "：" in line
    ]

    assert len(values) >= 6
    assert [value for value in values if "略" not in value and value in texts] == []
