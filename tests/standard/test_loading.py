"""A pack loads whole and as strings; a broken one is refused in one Chinese sentence naming the place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hengxian.standard.check import check_pack
from hengxian.standard.finding import PackError
from hengxian.standard.load import bundled_folder, bundled_pack, load_pack
from hengxian.standard.source import read_file


def test_shipped_pack_has_no_fault():
    assert check_pack(bundled_folder()) == []


def test_scalars_are_read_as_strings(tmp_path: Path):
    (tmp_path / "x.yaml").write_text("{a: 1.10, b: yes, c: 2025-01-01, d: 10.1.2, e: 0x1F}", encoding="utf-8")

    assert read_file(tmp_path / "x.yaml") == {
        "a": "1.10", "b": "yes", "c": "2025-01-01", "d": "10.1.2", "e": "0x1F",
    }  # fmt: skip


def test_repeated_key_is_refused_with_its_line(altered: Callable[..., Path]):
    folder = altered("pack.yaml", 'edition: "1.0"\n', 'edition: "1.0"\nedition: "1.1"\n')

    with pytest.raises(PackError, match=r"pack.yaml：第\d+行键“edition”出现了两次，应只写一次"):
        load_pack(folder)


def test_broken_yaml_is_refused_with_its_line(altered: Callable[..., Path]):
    folder = altered("sheets.yaml", "- id: D.1.1\n", "- id: [D.1.1\n")

    with pytest.raises(PackError, match=r"sheets.yaml：第\d+行不符合 YAML 写法"):
        load_pack(folder)


def test_missing_file_is_refused(altered: Callable[..., Path]):
    folder = altered("limits.yaml", "15s", "15s")
    (folder / "limits.yaml").unlink()

    with pytest.raises(PackError, match=r"limits.yaml：缺少此文件"):
        load_pack(folder)


def test_unknown_file_is_refused(altered: Callable[..., Path]):
    folder = altered("limits.yaml", "15s", "15s")
    (folder / "limit.yaml").write_text("[]", encoding="utf-8")

    with pytest.raises(PackError, match=r"limit.yaml：规则包不认识这个文件"):
        load_pack(folder)


def test_file_that_is_no_utf8_is_refused(altered: Callable[..., Path]):
    folder = altered("limits.yaml", "15s", "15s")
    (folder / "limits.yaml").write_bytes("- 电话".encode("gb18030"))

    with pytest.raises(PackError, match=r"limits.yaml：不是 UTF-8 文本"):
        load_pack(folder)


def test_folder_that_does_not_exist_is_refused(tmp_path: Path):
    with pytest.raises(PackError, match="没有这个规则包文件夹"):
        load_pack(tmp_path / "none")


def test_edition_that_is_not_shipped_is_refused():
    with pytest.raises(PackError, match=r"cmm-525-0004 2.0：产品未附带此规则或版本"):
        bundled_pack(edition="2.0")


@pytest.mark.parametrize("file", ["deadlines.yaml", "forms.yaml", "interpretations.yaml", "names.yaml"])
def test_empty_register_is_refused(altered: Callable[..., Path], file: str):
    folder = altered("limits.yaml", "15s", "15s")
    (folder / file).write_text("[]", encoding="utf-8")

    with pytest.raises(PackError, match=f"{file}：没有任何内容"):
        load_pack(folder)
