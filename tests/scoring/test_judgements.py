"""What a file of judgements must hold, and the sentence each fault gives."""

from decimal import Decimal

import pytest

from hengxian.scoring.judgements import JudgementError, read_judgements

from .trees import TREE

GOOD = {
    "leaf": "warmth",
    "score": "85.5",
    "rater": "甲",
    "reason": "抽听三十通",
    "evidence": "[录音清单 2, 记录 7]",
}


@pytest.fixture
def read(tmp_path):
    def read(*entries):
        lines = [
            "- {" + ", ".join(f"{key}: {value}" for key, value in entry.items()) + "}" for entry in entries
        ]
        path = tmp_path / "judgements.yaml"
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_judgements(path, TREE)

    return read


def without(key):
    return {name: value for name, value in GOOD.items() if name != key}


def test_judgement_keeps_the_score_as_given(read):
    (found,) = read(GOOD)

    assert (found.leaf, found.score, found.evidence) == ("warmth", Decimal("85.5"), ("录音清单 2", "记录 7"))
    assert found.as_json() == {
        "leaf": "warmth",
        "score": "85.5",
        "rater": "甲",
        "reason": "抽听三十通",
        "evidence": ["录音清单 2", "记录 7"],
    }


def test_judgements_of_several_raters_and_of_improvement_leaves_are_read(read):
    found = read(GOOD, GOOD | {"rater": "乙"}, GOOD | {"leaf": "media"})

    assert [(entry.leaf, entry.rater) for entry in found] == [
        ("warmth", "甲"),
        ("warmth", "乙"),
        ("media", "甲"),
    ]


@pytest.mark.parametrize("score", ["0", "100", "100.00", "99.995"])
def test_score_may_lie_on_either_end(read, score):
    assert read(GOOD | {"score": score})[0].score == Decimal(score)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (GOOD | {"leaf": "warmness"}, "第 1 条（warmness）：打分表中没有这个三级指标"),
        (
            GOOD | {"leaf": "resolution_rate"},
            "第 1 条（resolution_rate）：「指标 resolution_rate」由数据计算，不能改写",
        ),
        (GOOD | {"score": "100.01"}, "第 1 条（warmth）：score：评分应为 0 至 100 的数，不能是 100.01"),
        (GOOD | {"score": "-1"}, "第 1 条（warmth）：score：评分应为 0 至 100 的数，不能是 -1"),
        (GOOD | {"score": "优"}, "第 1 条（warmth）：score：评分应为 0 至 100 的数，不能是 优"),
        (GOOD | {"score": "NaN"}, "第 1 条（warmth）：score：评分应为 0 至 100 的数，不能是 NaN"),
        (without("reason"), "第 1 条（warmth）：reason：缺少此项"),
        (GOOD | {"reason": "' '"}, "第 1 条（warmth）：reason：不能为空"),
        (without("evidence"), "第 1 条（warmth）：evidence：缺少此项"),
        (GOOD | {"evidence": "[]"}, "第 1 条（warmth）：evidence：至少要有一条"),
        (GOOD | {"evidence": "['']"}, "第 1 条（warmth）：evidence › 第1项：不能为空"),
        (without("leaf"), "第 1 条：leaf：缺少此项"),
        (GOOD | {"weight": "9"}, "第 1 条（warmth）：weight：不认识这一项，请核对键名"),
    ],
)
def test_faulty_judgement_is_refused_in_one_sentence(read, entry, sentence):
    with pytest.raises(JudgementError) as caught:
        read(entry)

    assert str(caught.value) == f"judgements.yaml：{sentence}"


def test_same_rater_twice_on_a_leaf_is_refused_at_the_second(read):
    with pytest.raises(JudgementError) as caught:
        read(GOOD, GOOD | {"leaf": "patience"}, GOOD | {"score": "90"})

    assert str(caught.value) == "judgements.yaml：第 3 条（warmth）：评判人「甲」对「指标 warmth」评了两次"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("leaf: warmth", "应为评判的清单"),
        ("", "应为评判的清单"),
        ("- [", "第"),
        ("- {leaf: warmth, leaf: patience}", "出现了两次"),
        ("- warmth", "第 1 条：应为键值表"),
    ],
)
def test_file_that_is_no_list_of_judgements_is_refused(tmp_path, text, sentence):
    path = tmp_path / "judgements.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(JudgementError) as caught:
        read_judgements(path, TREE)

    assert sentence in str(caught.value)
    assert str(caught.value).startswith("judgements.yaml：")
    assert "\n" not in str(caught.value)


def test_missing_file_and_other_encodings_are_refused_by_name(tmp_path):
    other = tmp_path / "gb.yaml"
    other.write_bytes("- 评判".encode("gb18030"))

    with pytest.raises(JudgementError, match=r"none\.yaml：缺少此文件"):
        read_judgements(tmp_path / "none.yaml", TREE)
    with pytest.raises(JudgementError, match=r"gb\.yaml：不是 UTF-8 文本"):
        read_judgements(other, TREE)
    with pytest.raises(JudgementError, match="文件打不开"):
        read_judgements(tmp_path, TREE)
