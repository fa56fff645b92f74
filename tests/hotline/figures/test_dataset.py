"""A dataset written from the records: the contract's, pseudonymous, journaled, measured to the last digit."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hengxian.evaluation.evaluate import evaluate
from hengxian.hotline.actions.exporting import datasets_folder, folder_of
from hengxian.hotline.dataset.monthly import export_last_month
from hengxian.hotline.dataset.window import Window
from hengxian.hotline.dataset.writing import stamp, write_dataset
from hengxian.hotline.models import DatasetExport, Outage
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.measurement.tables import BY_NAME
from tests.hotline.figures.records import scatter
from tests.hotline.line import Line
from tests.oracle.differences import differences
from tests.oracle.figures import evaluate_naively

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 1, 5, tzinfo=SHANGHAI)
NOW = datetime(2026, 3, 2, 12, tzinfo=SHANGHAI)
SINCE, UNTIL = date(2026, 1, 8), date(2026, 1, 15)


def _export(line: Line, who: str = "manager_two", **columns: object) -> DatasetExport:
    record = DatasetExport(hotline=line.hotline, since=SINCE, until=UNTIL, **columns)
    perform(record, "export", by=line.actor(who), at=NOW)
    return record


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("seed", range(4))
def test_evaluating_a_written_dataset_gives_the_figures_of_a_naive_reading(
    line: Line, seed: int, tmp_path: Path
) -> None:
    scatter(line, seed, start=START, days=14, contacts=160)
    folder = tmp_path / "dataset"

    write_dataset(Window(line.hotline, SINCE, UNTIL, NOW), folder)

    assert (
        list(differences(evaluate(folder, followup_days=2), evaluate_naively(folder, followup_days=2))) == []
    )


def test_a_window_leaves_out_nothing_that_its_figures_ask_for(line: Line, tmp_path: Path) -> None:
    scatter(line, 7, start=START - timedelta(days=40), days=80, contacts=400)
    narrow, wide = tmp_path / "narrow", tmp_path / "wide"

    write_dataset(Window(line.hotline, SINCE, UNTIL, NOW), narrow)
    write_dataset(Window(line.hotline, date(2025, 1, 1), date(2026, 3, 3), NOW), wide)

    asked = {"start": SINCE, "end": UNTIL, "as_of": NOW}
    one, other = evaluate(narrow, **asked), evaluate(wide, **asked)
    assert [one[part] for part in ("indicators", "checks")] == [
        other[part] for part in ("indicators", "checks")
    ]


def test_csv_and_parquet_give_the_same_figures(line: Line, tmp_path: Path) -> None:
    scatter(line, 3, start=START, days=14, contacts=120)
    window = Window(line.hotline, SINCE, UNTIL, NOW)

    plain, packed = (
        write_dataset(window, tmp_path / "plain"),
        write_dataset(window, tmp_path / "packed", "parquet"),
    )

    assert plain.counts == packed.counts
    told = [evaluate(tmp_path / name)["indicators"] for name in ("plain", "packed")]
    assert told[0] == told[1]


@pytest.mark.covers("B-2", "R10.5.1.2")
def test_export_is_one_journaled_act_with_fingerprint_and_counts(line: Line) -> None:
    scatter(line, 1, start=START, days=14, contacts=80)

    record = _export(line)

    folder = folder_of(record)
    entry = Entry.objects.filter(object_kind="dataset_export").get()
    rows = {name: len(_rows(folder / f"{name}.csv")) for name in record.counts}
    assert (record.status, record.as_of, record.made_by) == (
        "已导出",
        NOW,
        line.people["manager_two"].person,
    )
    assert record.counts == rows
    assert (record.sha256, record.sm3) == (stamp(folder).sha256, stamp(folder).sm3)
    assert (entry.verb, entry.person, entry.story) == (
        "export",
        line.people["manager_two"].person_id,
        f"hotline:{line.hotline.pk}",
    )
    result = evaluate(folder)
    assert result["dataset"]["fingerprint"] == record.sha256
    assert sum(sum(table["rejected"].values()) for table in result["dataset"]["tables"].values()) == 0


def test_a_dataset_holds_the_contracts_columns_and_nobody(line: Line, tmp_path: Path) -> None:
    scatter(line, 2, start=START, days=14, contacts=120)

    write_dataset(Window(line.hotline, SINCE, UNTIL, NOW), tmp_path)

    text = "".join(path.read_text() for path in tmp_path.glob("*.csv"))
    for word in ("某服务对象", "演示号码", "某街", "某路", "反映内容", "某标题", "某理由", "某人", "话务"):
        assert word not in text
    for path in tmp_path.glob("*.csv"):
        assert set(path.read_text().splitlines()[0].split(",")) <= set(BY_NAME[path.stem].names)


@pytest.mark.covers("B-13")
def test_test_contacts_and_orders_are_in_the_dataset_and_in_no_figure(line: Line, tmp_path: Path) -> None:
    scatter(line, 5, start=START, days=14, contacts=100)
    window = Window(line.hotline, date(2026, 1, 5), date(2026, 1, 20), NOW)
    write_dataset(window, tmp_path / "before")
    before = evaluate(tmp_path / "before")
    first = window.contacts().filter(is_test=False, channel="phone", orders__isnull=False).first()
    assert first is not None
    first.is_test = True
    first.save()  # HA's act marks it; here only its effect counts

    write_dataset(window, tmp_path / "after")

    after = evaluate(tmp_path / "after")
    rate = "call_connection_rate"
    assert after["dataset"]["tables"]["calls"] == before["dataset"]["tables"]["calls"]
    assert after["indicators"][rate]["denominator"] == before["indicators"][rate]["denominator"] - 1
    assert after["funnels"]["closure"]["accepted"] == before["funnels"]["closure"]["accepted"] - 1


def test_known_outages_are_the_datasets_gaps(line: Line, tmp_path: Path) -> None:
    since = START + timedelta(days=4)
    outage = Outage(
        hotline=line.hotline,
        source="calls",
        from_at=since,
        to_at=since + timedelta(hours=3),
        reason="交换机停机",
    )
    wrong = Outage(
        hotline=line.hotline, source="calls", from_at=since, to_at=since + timedelta(days=1), reason="误"
    )
    withdrawn = perform(wrong, "enter", by=line.actor("manager"), at=NOW)
    perform(withdrawn, "withdraw", by=line.actor("manager"), at=NOW, reason="时间有误")
    perform(outage, "enter", by=line.actor("manager"), at=NOW)

    write_dataset(Window(line.hotline, SINCE, UNTIL, NOW), tmp_path)

    told = {"source": "calls", "from_at": "2026-01-09T00:00:00+08:00", "to_at": "2026-01-09T03:00:00+08:00"}
    assert _rows(tmp_path / "gaps.csv") == [told]


def test_export_is_refused_to_whoever_neither_manages_nor_compiles(line: Line) -> None:
    with pytest.raises(NotAllowed):
        _export(line, "agent")

    assert not DatasetExport.objects.exists()
    assert not (datasets_folder() / "city").exists() or not list(
        (datasets_folder() / "city").glob("*030212*")
    )


def test_export_of_an_empty_period_is_refused(line: Line) -> None:
    with pytest.raises(Incomplete, match="时段 2026-01-08 至 2026-01-08 为空"):
        perform(
            DatasetExport(hotline=line.hotline, since=SINCE, until=SINCE), "export",
            by=line.actor("manager"), at=NOW,
        )  # fmt: skip


def test_two_hotlines_never_mix_in_a_dataset(line: Line, tmp_path: Path) -> None:
    scatter(line, 4, start=START, days=14, contacts=40)
    scatter(line, 6, start=START, days=14, contacts=40, hotline=line.other)

    write_dataset(Window(line.hotline, SINCE, UNTIL, NOW), tmp_path)

    ids = {row["order_id"] for row in _rows(tmp_path / "work_orders.csv")}
    assert ids and all(each.startswith("D4-") for each in ids)


def test_last_months_dataset_is_written_once_by_the_system(line: Line) -> None:
    scatter(line, 1, start=START, days=14, contacts=30)
    now = datetime(2026, 2, 1, 0, 10, tzinfo=SHANGHAI)

    first, again = export_last_month(now), export_last_month(now + timedelta(days=1))

    assert [(each.hotline, each.since, each.until, each.made_by) for each in first] == [
        (line.hotline, date(2026, 1, 1), date(2026, 2, 1), None)
    ]
    assert again == []
