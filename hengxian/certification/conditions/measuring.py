"""Conditions of the data analysis: the team's own run of the engine, never a result somebody brought (6.2.2.6)."""

from hengxian.certification.models import Case
from hengxian.certification.queries.analysis import datasets_of, runs_of
from hengxian.journal.conditions import Act, condition


@condition
def dataset_named(case: Case, act: Act) -> str | None:
    """One dataset, in hand already or brought along."""
    known, brought = act.facts.get("dataset"), act.facts.get("new_dataset")
    if bool(known) == bool(brought):
        return "须在已收到的数据集和另行取得的数据集中选定一项（6.2.2.6）"
    if known and str(known) not in {str(file.pk) for file in datasets_of(case)}:
        return f"本案没有编号为 {known} 的数据集（6.2.2.6）"
    return None


@condition
def measured_by_team(case: Case, act: Act) -> str | None:
    """A result is one that the engine gave the team in this case, by the edition the case is judged by."""
    found = {str(run.pk): run for run in runs_of(case)}.get(str(act.facts["evaluation"]))
    if found is None:
        return "测评结果须由审核组在本案中用计算引擎运行或复算产生，不接受手填的结果（6.2.2.6、13.2.1）"
    if found.pack != case.rule_edition:
        return "测评结果依据的规则包不是本案所用的版本，须按本案版本另行测评（4.1）"
    return None
