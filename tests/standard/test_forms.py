"""Forms A, B and D carry the printed labels in the printed order; A.4 says which rows have no leaf."""

import pytest

from hengxian.standard.model.pack import Pack
from tests.standard.printed import PrintedRule


def labels(pack: Pack, form: str) -> list[str]:
    return [field.label for field in pack.forms[form].fields]


def test_forms_are_those_of_the_appendices_with_their_titles(pack: Pack, printed: PrintedRule):
    wanted = {id: printed.titles[id] for id in printed.titles if id[0] in "ABD" and id.count(".") == 1}

    assert {form.id: form.title for form in pack.forms} == wanted


@pytest.mark.parametrize("form", ["A.1", "A.2", "B.1", "B.2", "B.3", "B.4"])
def test_labels_are_the_printed_cells(pack: Pack, printed: PrintedRule, form: str):
    assert labels(pack, form) == printed.cells(form)


def test_grid_of_a3_has_the_printed_rows_and_columns(pack: Pack, printed: PrintedRule):
    form = pack.forms["A.3"]

    assert [*form.columns, *labels(pack, "A.3")] == printed.cells("A.3")


def test_grid_of_a4_has_the_printed_rows_and_categories(pack: Pack, printed: PrintedRule):
    form = pack.forms["A.4"]
    rows: list[str] = []
    for field in form.fields:
        if field.category and field.category not in rows:
            rows.append(field.category)
        rows.append(field.label)

    assert [*form.columns, *rows] == printed.cells("A.4")


def test_four_rows_of_a4_have_no_leaf_and_say_so(pack: Pack):
    fields = pack.forms["A.4"].fields

    assert [field.label for field in fields if field.no_leaf] == [
        "公众满意度",
        "系统可用性",
        "响应时间",
        "数据安全性",
    ]
    for field in fields:
        if field.leaf:
            assert pack.tree.leaf(field.leaf).name == field.label


def test_declarations_and_signatures_of_a5_are_those_printed(pack: Pack, printed: PrintedRule):
    fields = pack.forms["A.5"].fields
    declared = [item.text for item in printed.numbered("A.5")]

    assert [field.label for field in fields if field.type == "declaration"] == declared
    rest = [line.split("：")[0] for line in printed.lines["A.5"][-3:]]
    assert [field.label for field in fields if field.type != "declaration"] == rest


def test_score_sheets_have_the_columns_of_d11(pack: Pack, printed: PrintedRule):
    for form in ("D.1", "D.2", "D.3", "D.4"):
        assert labels(pack, form) == printed.cells("D.1.1")[:5]
