"""Item 4 as a dataset: read at once, its period beside the one asked for, measured beside declared and never over it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hengxian.certification.actions import applying
from hengxian.certification.applying import figures
from hengxian.certification.models import Application
from hengxian.evaluation.models import Evaluation
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete, Refused
from hengxian.records.jobs import run
from tests.certification.applying import desk
from tests.certification.applying.traces import refused
from tests.certification.world import World
from tests.evaluation.folders import write, zipped
from tests.evaluation.hotline import tables


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: Any) -> Path:
    return zipped(write(tmp_path_factory.mktemp("data") / "export", tables()))


def hand_in(world: World, application: Application, dataset: Path) -> None:
    with dataset.open("rb") as stream:
        job = applying.add_dataset(application, stream, dataset.name, by=world["client"], at=world.at)
    run(job.pk)


def evaluated(start: date, until: date) -> Evaluation:
    return Evaluation(period_from=start, period_until=until)


@pytest.mark.covers("R6.1.2.4")
@pytest.mark.parametrize(
    ("own", "missing", "beyond"),
    [
        ((date(2025, 12, 2), date(2026, 3, 2)), (), ()),
        ((date(2025, 12, 1), date(2026, 3, 1)), ((date(2026, 3, 1), date(2026, 3, 1)),), ((date(2025, 12, 1), date(2025, 12, 1)),)),
        ((date(2025, 1, 1), date(2025, 4, 1)), ((date(2025, 12, 2), date(2026, 3, 1)),), ((date(2025, 1, 1), date(2025, 3, 31)),)),
        ((date(2026, 1, 1), date(2026, 2, 1)), ((date(2025, 12, 2), date(2025, 12, 31)), (date(2026, 2, 1), date(2026, 3, 1))), ()),
    ],
)  # fmt: skip
def test_the_difference_of_periods_is_told_by_days(own: Any, missing: Any, beyond: Any):
    told = figures.periods(evaluated(*own), (date(2025, 12, 2), date(2026, 3, 2)))

    assert (told.missing, told.beyond, told.is_as_asked) == (missing, beyond, not missing and not beyond)


@pytest.mark.covers("R6.1.2.4")
def test_the_period_asked_for_ends_before_the_receipt(world: World):
    application = desk.submitted(world)

    assert figures.wanted_period(application, date(2027, 1, 1)) == (date(2025, 12, 2), date(2026, 3, 2))


@pytest.mark.covers("R6.1.2.4")
def test_a_dataset_is_read_at_once_and_answers_with_its_quality(world: World, dataset: Path):
    application = desk.drafted(world)

    hand_in(world, application, dataset)

    job, evaluation = figures.reading_of(application), figures.evaluation_of(application)
    assert job is not None and evaluation is not None and job.is_done
    assert job.answer == evaluation.pk
    assert {table["name"] for table in figures.quality(evaluation)["tables"]} >= {"calls", "work_orders"}


@pytest.mark.covers("T43", "XA.4", "R14.1.2")
def test_measured_stands_beside_declared_and_rows_without_leaf_say_so(world: World, dataset: Path):
    application = desk.filled(world)
    hand_in(world, application, dataset)

    pairs = figures.pairs(application, figures.evaluation_of(application))

    assert [pair.name for pair in pairs][:3] == ["电话接通率", "响应及时率", "诉求解决率"]
    assert {pair.declared for pair in pairs[:9]} == {"95.5%"}
    assert [pair.name for pair in pairs if pair.note.startswith("规则无对应指标")] == [
        "公众满意度", "系统可用性", "响应时间", "数据安全性",
    ]  # fmt: skip
    assert pairs[0].measured and pairs[0].difference is not None
    assert application.form["A.4"]["call_connection_1"] == "95.5"


def test_without_a_dataset_nothing_is_measured(world: World):
    application = desk.filled(world)

    pairs = figures.pairs(application, None)

    assert {pair.measured for pair in pairs if not pair.leaf} == {""}
    assert all(pair.difference is None for pair in pairs)
    assert pairs[0].note == "没有数据集"


def test_a_dataset_that_cannot_be_read_says_why(world: World, tmp_path: Path):
    application = desk.drafted(world)
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "notes.txt").write_text("没有表", encoding="utf-8")

    hand_in(world, application, zipped(tmp_path / "export"))

    job = figures.reading_of(application)
    assert job is not None and job.is_refused and job.sentence
    assert figures.evaluation_of(application) is None


def test_a_new_dataset_takes_the_place_of_the_old_one(world: World, dataset: Path):
    application = desk.drafted(world)
    hand_in(world, application, dataset)
    first = figures.evaluation_of(application)

    with dataset.open("rb") as stream:
        applying.add_dataset(application, stream, "第二份.zip", by=world["client"], at=world.later(days=1))

    assert first is not None
    assert figures.evaluation_of(application) is None
    assert Evaluation.objects.count() == 1


def test_another_kind_of_file_is_no_dataset(world: World, tmp_path: Path):
    application = desk.drafted(world)
    path = tmp_path / "数据.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")

    def act() -> object:
        with path.open("rb") as stream:
            return applying.add_dataset(application, stream, path.name, by=world["client"], at=world.at)

    refused(application, Incomplete, "数据集应为一个 zip 压缩包", act)


@pytest.mark.covers("L19")
def test_figures_with_tables_will_do_and_the_reading_is_kept_with_what_was_handed_in(
    world: World, dataset: Path
):
    without, application = desk.submitted(world), desk.drafted(world)
    hand_in(world, application, dataset)

    with pytest.raises(Refused):
        perform(application, "submit", by=world["client"], at=world.at)

    assert without.evaluation is None
    assert figures.evaluation_of(application) is not None
