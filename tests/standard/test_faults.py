"""Each kind of fault in a pack is named with its file and node, in one Chinese sentence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hengxian.standard.check import check_pack

CHANGES = [
    ("limits.yaml", "name: 电话接听时限, ", "", "limits.yaml › answer_seconds › name：缺少此项"),
    (
        "limits.yaml",
        "name: 电话接听时限",
        "nmae: 电话接听时限",
        "limits.yaml › answer_seconds › nmae：不认识这一项，请核对键名",
    ),
    ("limits.yaml", "unit: second", "unit: fortnight", "limits.yaml › answer_seconds › unit：应为以下之一"),
    (
        "pack.yaml",
        "ends_on: 2025-05-20",
        "ends_on: 2025-05-40",
        "pack.yaml › ends_on：应为日期，写作 2025-01-01，现为“2025-05-40”",
    ),
    (
        "pack.yaml",
        "is_dated: true",
        "is_dated: maybe",
        "pack.yaml › main_bases › 第1项 › is_dated：应为 true 或 false",
    ),
    (
        "clauses-10.yaml",
        "        question: 法律法规政策类咨询如何受理，答复依据是什么？\n",
        "",
        "clauses-10.yaml › sections › 10.1.1 › items › 10.1.1.1 › question：缺少此项",
    ),
    (
        "clauses-10.yaml",
        "evidence: 诉求类工单样本",
        "evidence: ''",
        "clauses-10.yaml › sections › 10.1.1 › items › 10.1.1.2 › evidence：不能为空",
    ),
    (
        "clauses-12.yaml",
        "id: 12.1.1.2",
        "id: 12.1.1.3",
        "clauses-12.yaml › 12.1.1 › 12.1.1.3：条款编号应连续，此处应为12.1.1.2",
    ),
    (
        "clauses-12.yaml",
        "id: 12.1.1.2",
        "id: 12.1.1.1",
        "clauses-*.yaml › 12.1.1.1：编号出现了2次，应只出现一次",
    ),
    (
        "clauses-10.yaml",
        "measures: [supervised]",
        "measures: [warmth]",
        "clauses-*.yaml › 10.2.3.1：所引定量指标或符合性检查“warmth”不存在",
    ),
    (
        "sheets.yaml",
        "group: service_norms",
        "group: connection",
        "sheets.yaml › 服务质量 › 服务规范性：有0张打分表，应恰为一张",
    ),
    (
        "sheets.yaml",
        "dimension: efficiency",
        "dimension: quality",
        "sheets.yaml › D.2.1：所属维度应为“efficiency”",
    ),
    (
        "deadlines.yaml",
        "limit: notice_working_days",
        "limit: notice_days",
        "deadlines.yaml › decision_notice：所引规则定值“notice_days”不存在",
    ),
    (
        "deadlines.yaml",
        "limit: notice_working_days",
        "limit: registered_auditors",
        "deadlines.yaml › decision_notice：规则定值“registered_auditors”的单位不是时间",
    ),
    ("deadlines.yaml", "limit: notice_working_days, ", "", "deadlines.yaml › decision_notice：应恰有一项"),
    (
        "limits.yaml",
        "number: 15, unit: second",
        "number: 15, unit: hour",
        "limits.yaml › answer_seconds：单位为“hour”，应为“second”",
    ),
    ("limits.yaml", "number: 15,", "number: 15.5,", "limits.yaml › answer_seconds：应为整数"),
    (
        "forms.yaml",
        ", leaf: call_connection_rate",
        "",
        "forms.yaml › A.4 › call_connection：应恰有一项：leaf 或 no_leaf（T43）",
    ),
    (
        "matrix.yaml",
        "leaves: [public_recognition]",
        "leaves: [fame]",
        "matrix.yaml › 5.1.1.3.3：所引三级指标“fame”不存在",
    ),
    (
        "statuses.yaml",
        "reads_as: 8.2.3.2",
        "reads_as: 8.2.9.2",
        "statuses.yaml › 7.4.3.1：所引情形“8.2.9.2”不存在",
    ),
    ("indicators.yaml", "kind: duration", "kind: judgement", "应为 share 或 duration"),
    (
        "indicators.yaml",
        "aliases: [呼叫接通率]",
        "aliases: [接通率]",
        "别名“接通率”已为“connection”所用，不得混同",
    ),
    (
        "names.yaml",
        "node: record_accuracy",
        "node: information_accuracy_rate",
        "names.yaml › T17 › record_accuracy_leaf：“信息记录准确性”既非“信息准确率”的印刷名称，也未列为其别名",
    ),
    ("cases.yaml", "open: [average_handling_time]", "open: [handling]", "指标体系中没有“handling”"),
    ("cases.yaml", "low: 200/3", "low: 200/0", "应为整数、小数或分数"),
]


@pytest.mark.parametrize(("file", "old", "new", "sentence"), CHANGES)
def test_fault_is_named_with_its_node(
    altered: Callable[..., Path], file: str, old: str, new: str, sentence: str
):
    findings = check_pack(altered(file, old, new))

    assert any(sentence in finding.sentence for finding in findings), findings
