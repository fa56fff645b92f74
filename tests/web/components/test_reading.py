"""A POST read into typed facts, and what is said of answers that cannot be used."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from hengxian.kernel.lifecycle import Ask
from hengxian.web.components.forms import Answers, fields, read
from hengxian.web.components.gallery import ASKS, FACTS, PERSONS


def post(**said: str | list[str]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, value in said.items():
        sent.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return sent


def asked(type: str, *options: str, required: bool = True) -> list[Ask]:
    return [Ask("x", "某项", type, required=required, options=options)]


@pytest.mark.parametrize(
    ("type", "said", "fact"),
    [
        ("text", " 甲\r\n乙 ", "甲\n乙"),
        ("name", "𠮷田", "𠮷田"),
        ("date", "2026-02-28", date(2026, 2, 28)),
        ("datetime", "2026-02-28T09:30", datetime(2026, 2, 28, 9, 30, tzinfo=timezone(timedelta(hours=8)))),
        ("count", "0", 0),
        ("number", "1,234.50", Decimal("1234.50")),
        ("number", "-3", Decimal(-3)),
        ("percent", "96.5%", Decimal("96.5")),
        ("percent", "100", Decimal(100)),
        ("yes_no", "no", False),
        ("declaration", "yes", True),
        ("person", "7", 7),
        ("leaf", "closure_rate", "closure_rate"),
        ("phone", "(010) 0000-0000", "(010) 0000-0000"),
        ("phone", "+86 (010) 0000-0000 转 801", "+86 (010) 0000-0000 转 801"),
        ("phone", "０１０－００００００００分机8", "０１０－００００００００分机8"),
        ("email", "a@unit.example", "a@unit.example"),
    ],
)
def test_answer_is_read_as_its_type(type, said, fact):
    assert read(asked(type), post(x=said)) == Answers({"x": fact}, {})


@pytest.mark.parametrize(
    ("type", "said", "sentence"),
    [
        ("date", "2026-02-30", "“某项”应为日期，如 2026-03-02，现为“2026-02-30”"),
        ("datetime", "下午", "“某项”应为日期和时间，如 2026-03-02 09:30，现为“下午”"),
        ("count", "-1", "“某项”应为不小于 0 的整数，现为“-1”"),
        ("count", "1.5", "“某项”应为不小于 0 的整数，现为“1.5”"),
        ("number", "NaN", "“某项”应为数字，现为“NaN”"),
        ("number", "1e9", "“某项”应为数字，现为“1e9”"),
        ("number", "9" * 16, f"“某项”应为数字，现为“{'9' * 16}”"),
        ("percent", "100.1", "“某项”应在 0% 与 100% 之间，现为 100.1%"),
        ("yes_no", "maybe", "“某项”应选“是”或“否”"),
        ("phone", "DROP TABLE", "“某项”应为电话号码，如 010-00000000，现为“DROP TABLE”"),
        ("email", "x@", "“某项”应为电子邮箱，如 name@unit.example，现为“x@”"),
        ("text", "a\0b", "“某项”含有不可见的控制字符"),
        ("text", "长" * 501, "“某项”最多 500 个字，现有 501 个字"),
    ],
)
def test_unusable_answer_says_what_was_expected(type, said, sentence):
    assert read(asked(type), post(x=said)) == Answers({}, {"x": sentence})


@pytest.mark.parametrize(
    ("type", "nothing"),
    [
        ("text", ""),
        ("date", None),
        ("yes_no", None),
        ("declaration", None),
        ("choices", ()),
        ("files", ()),
        ("file", None),
    ],
)
def test_empty_answer_is_a_fault_only_when_required_and_not_a_draft(type, nothing):
    required = read(asked(type), post(x=" "))
    optional = read(asked(type, required=False), post(x=" "))
    draft = read(asked(type), post(), is_draft=True)

    assert list(required.errors) == ["x"]
    assert (optional, draft) == (Answers({"x": nothing}, {}), Answers({"x": nothing}, {}))


def test_choice_outside_the_list_is_refused():
    asks = [
        Ask("one", "甲项", "choice", options=("是", "否")),
        Ask("many", "乙项", "choices", options=("电话", "网站")),
    ]

    answers = read(asks, post(one="也许", many=["电话", "传真"]))

    assert answers.errors == {
        "one": "“甲项”只能从所列各项中选择，“也许”不在其中",
        "many": "“乙项”只能从所列各项中选择，“传真”不在其中",
    }


def test_person_is_one_of_those_the_page_offered():
    asks = [Ask("lead", "组长", "person")]
    choices = {"lead": [("1", "张一")]}

    assert read(asks, post(lead="1"), choices=choices).facts == {"lead": 1}
    assert read(asks, post(lead="2"), choices=choices).errors == {
        "lead": "“组长”只能从所列各项中选择，“2”不在其中"
    }


def test_files_come_as_uploaded():
    one, two = SimpleUploadedFile("甲.pdf", b"1"), SimpleUploadedFile("乙.pdf", b"2")
    asks = [Ask("plan", "计划", "file"), Ask("proof", "证据", "files")]

    answers = read(asks, post(), MultiValueDict({"plan": [one], "proof": [one, two]}))

    assert answers.facts == {"plan": one, "proof": (one, two)}


GRID = SimpleNamespace(
    id="members", label="成员", type="rows", required=True, options=(),
    columns=(Ask("person", "姓名", "person"), Ask("days", "人日", "number", required=False)),
)  # fmt: skip


def test_grid_is_read_row_by_row_and_empty_rows_are_none():
    sent = post(members__0__person="1", members__0__days="2.5", members__1__person="", members__2__person="3")

    assert read([GRID], sent).facts == {
        "members": ({"person": 1, "days": Decimal("2.5")}, {"person": 3, "days": None})
    }
    assert read([GRID], post()).errors == {"members": "“成员”不能为空"}


def test_fault_in_a_grid_is_told_at_its_cell():
    sent = post(members__0__person="1", members__1__days="两天")

    answers = read([GRID], sent)
    shown = fields([GRID], post=sent, errors=answers.errors)[0]

    assert answers.errors == {
        "members-1-person": "第 2 行：“姓名”不能为空",
        "members-1-days": "第 2 行：“人日”应为数字，现为“两天”",
    }
    assert [[cell.error for cell in row] for row in shown.rows] == [
        ["", ""],
        ["第 2 行：“姓名”不能为空", "第 2 行：“人日”应为数字，现为“两天”"],
        ["", ""],
    ]
    assert [[cell.value for cell in row] for row in shown.rows] == [["1", ""], ["", "两天"], ["", ""]]


def test_endless_grid_is_refused():
    sent = QueryDict("&".join(f"members-{n}-person=1" for n in range(501)))

    assert read([GRID], sent).errors == {"members": "“成员”最多 500 行，现有 501 行"}


def test_form_shown_from_facts_reads_back_to_the_same_facts():
    asks = [ask for ask in ASKS if ask.id not in {"phone"}]
    shown = fields(asks, facts=FACTS, choices=PERSONS, prefix="p-")
    sent = QueryDict(mutable=True)
    cells = [cell for field in shown for row in field.rows for cell in row]
    for field in [*shown, *cells]:
        chosen = [option.value for option in field.options if option.is_chosen]
        sent.setlist(field.name, chosen if field.options else [field.value])

    answers = read(asks, sent, choices=PERSONS, prefix="p-")

    assert answers.errors == {}
    assert answers.facts == {"email": "", "materials": (), **FACTS}


def test_form_with_a_prefix_shows_the_faults_of_its_fields():
    answers = read(asked("date"), post(), prefix="leaf3-")

    assert (
        fields(asked("date"), post=post(), errors=answers.errors, prefix="leaf3-")[0].error
        == "“某项”不能为空"
    )
