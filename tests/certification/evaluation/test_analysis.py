"""The team runs the engine itself; what it gave is bound by fingerprints, and nothing else is taken for a result."""

from pathlib import Path

import pytest

from hengxian.certification.models import Case
from hengxian.certification.queries.analysis import datasets_of, jobs_of, runs_of
from hengxian.evaluation.keeping import measure
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.models import Job
from hengxian.records.registers.reading import rows
from tests.certification.evaluation.scored import analysed, dataset, measured, on_site
from tests.certification.world import World


def refused(world: World, case: Case, verb: str, by: str = "auditor", **facts: object) -> str:
    """The sentence of a refusal that left nothing behind."""
    before = Entry.objects.count(), Job.objects.count(), rows("data_analysis", case.story).count()

    with pytest.raises((Incomplete, NotNow, NotAllowed)) as told:
        perform(case, verb, by=world[by], at=world.at, **facts)

    assert (Entry.objects.count(), Job.objects.count(), rows("data_analysis", case.story).count()) == before
    assert Case.objects.get(pk=case.pk).evaluation is None
    return str(told.value)


ANALYSIS = {"content": ("运行数据",), "reading": "接通率不足"}


@pytest.mark.covers("R6.2.2.6", "R5.1.2.4", "R13.2.1.3")
def test_analysis_stores_every_fingerprint_of_the_teams_own_run(world: World, home: Path):
    case = on_site(world)
    run = measured(world, case, dataset(world, case, home))

    analysed(world, case, run)

    made, row = runs_of(case)[0], rows("data_analysis", case.story).get()
    assert Case.objects.get(pk=case.pk).evaluation == made
    assert row.evidence == [f"evaluation:{made.pk}"]
    assert row.data == {
        "evaluation": str(made.pk), "result": made.result_sha256, "dataset": made.dataset_sha256, "rule": made.pack,
        "profile": made.profile, "calendar": made.calendar, "content": ["运行数据", "业务数据"], "reading": "接通率不足",
    }  # fmt: skip


@pytest.mark.covers("R6.2.2.6", "R5.1.2.4")
def test_a_result_nobody_of_the_team_made_is_refused(world: World, home: Path):
    case = on_site(world)
    own = measure(dataset(world, case, home), about=case.application.story, by=world["client"], at=world.at)

    of_the_client = refused(world, case, "analyse", evaluation=str(own.pk), **ANALYSIS)
    typed = refused(world, case, "analyse", evaluation="接通率 96%", **ANALYSIS)

    assert "须由审核组在本案中用计算引擎运行或复算产生，不接受手填的结果" in of_the_client
    assert typed == of_the_client


@pytest.mark.covers("R6.2.2.6", "R5.1.2.4")
def test_no_row_of_the_analysis_is_written_by_hand(world: World):
    case = on_site(world)
    typed = {
        "evaluation": "1",
        "result": "0",
        "dataset": "0",
        "rule": "0",
        "profile": "0",
        "calendar": "0",
        **ANALYSIS,
    }

    for part in ("lead", "auditor", "clerk", "head"):
        with pytest.raises(NotAllowed, match="没有填写《数据分析》的权限"):
            world.write("data_analysis", case, typed, part)

    assert not rows("data_analysis", case.story).exists()


def test_a_run_by_another_edition_than_the_cases_is_refused(world: World, home: Path):
    case = on_site(world)
    run = measured(world, case, dataset(world, case, home))
    Case.objects.filter(pk=case.pk).update(rule_edition="CMM-525-0004@0.9#0")
    case.refresh_from_db()

    said = refused(world, case, "analyse", evaluation=str(run), **ANALYSIS)

    assert "规则包不是本案所用的版本" in said


def test_the_dataset_is_one_that_is_in_hand(world: World, home: Path):
    case = on_site(world)
    file = dataset(world, case, home)

    unknown = refused(world, case, "measure", dataset="999")
    neither = refused(world, case, "measure")
    both = refused(world, case, "measure", dataset=str(file.pk), new_dataset=["file:1"])

    assert "没有编号为 999 的数据集" in unknown
    assert "选定一项" in neither and "选定一项" in both
    assert datasets_of(case) == [file]


def test_only_the_team_measures_and_only_on_site(world: World):
    case = on_site(world)
    planned = on_site(world, "计划已批")

    for part in ("clerk", "bystander", "chair", "head", "client"):
        assert "权限" in refused(world, case, "measure", part, dataset="1")
        assert "权限" in refused(world, case, "analyse", part, evaluation="1", **ANALYSIS)
    assert "现为“计划已批”" in refused(world, planned, "measure", dataset="1")
    assert "现为“计划已批”" in refused(world, planned, "analyse", evaluation="1", **ANALYSIS)


def test_an_analysis_says_what_was_read(world: World, home: Path):
    case = on_site(world)
    run = measured(world, case, dataset(world, case, home))

    said = refused(world, case, "analyse", evaluation=str(run), content=(), reading="")

    assert "还缺：数据种类、分析" in said


def test_a_second_run_stands_beside_the_first(world: World, home: Path):
    case = on_site(world)
    file = dataset(world, case, home)
    first = measured(world, case, file)
    analysed(world, case, first)
    world.later(hours=1)
    world.set(P_followup=1)
    second = measured(world, case, file)

    analysed(world, case, second, reading="按自定回访期限复算")

    assert [row.data["evaluation"] for row in rows("data_analysis", case.story)] == [str(first), str(second)]
    assert Case.objects.get(pk=case.pk).evaluation_id == second
    assert [job.answer for job in jobs_of(case)] == [second, first]
