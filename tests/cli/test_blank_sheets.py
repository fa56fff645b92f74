"""`hengxian blank-sheets`: the rule's own paper to fill in, in every form an office takes."""

from pathlib import Path

import openpyxl

from hengxian.standard.load import bundled_pack
from tests.evaluation.report.reading import pdf_pages

from .conftest import Ask
from .test_bad_input import refused

PACK = bundled_pack()


def test_every_sheet_and_form_is_written_and_named(tmp_path: Path, hengxian: Ask) -> None:
    answer = hengxian("blank-sheets", "--out", tmp_path / "out", "--on", "2026-01-05")

    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    papers = [f"appendix-{letter}.{suffix}" for letter in "ABD" for suffix in ("docx", "pdf")]
    assert (answer.status, written) == (0, sorted([*papers, "appendix-D.xlsx"]))
    assert [name for name in written if name not in answer.out] == []


def test_sheets_print_every_item_and_weight_and_no_score(tmp_path: Path, hengxian: Ask) -> None:
    hengxian("blank-sheets", "--out", tmp_path / "out", "--on", "2026-01-05")

    words = "".join(pdf_pages((tmp_path / "out" / "appendix-D.pdf").read_bytes()))
    book = openpyxl.load_workbook(tmp_path / "out" / "appendix-D.xlsx")
    rows = [[cell for cell in row] for sheet in book for row in sheet.iter_rows(min_row=3, values_only=True)]
    leaves = [leaf for group in PACK.tree.groups for leaf in group.leaves]
    assert [sheet.title for sheet in PACK.sheets if sheet.title not in words] == []
    assert [leaf.name for leaf in leaves if leaf.name not in words] == []
    assert len(book.sheetnames) == len(PACK.sheets) == 15
    assert [(row[0], row[2]) for row in rows if row[0] != "合计"] == [
        (leaf.name, leaf.weight) for leaf in leaves
    ]
    assert {row[3] for row in rows} == {None}


def test_blank_forms_print_every_field(tmp_path: Path, hengxian: Ask) -> None:
    hengxian("blank-sheets", "--out", tmp_path / "out", "--on", "2026-01-05")

    for letter in "AB":
        words = "".join(pdf_pages((tmp_path / "out" / f"appendix-{letter}.pdf").read_bytes()))
        labels = [field.label for form in PACK.forms if form.id.startswith(letter) for field in form.fields]
        assert [label for label in labels if label.replace(" ", "") not in words] == []


def test_folder_with_files_of_others_is_left_alone(tmp_path: Path, hengxian: Ask) -> None:
    (tmp_path / "own.txt").touch()

    answer = hengxian("blank-sheets", "--out", tmp_path)

    refused(answer, "own.txt", "--out")
