"""The small commands: help, version, check-pack, demo-data, manual, serve."""

import shutil
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml

from hengxian.cli.commands.serve import server
from hengxian.cli.main import COMMANDS
from hengxian.cli.tables import table, width
from hengxian.measurement.definitions.catalogue import BY_ID
from hengxian.standard.load import bundled_folder

from .conftest import Ask
from .test_bad_input import refused


def test_help_lists_every_command_and_each_has_its_own(hengxian: Ask) -> None:
    front = hengxian("--help")

    assert [name for name in COMMANDS if name not in front.out] == []
    for name, line in COMMANDS.items():
        answer = hengxian(name, "--help")
        assert (answer.status, answer.out.startswith(f"用法：hengxian {name}"), bool(line)) == (0, True, True)
        assert "usage" not in answer.out


def test_version_is_told(hengxian: Ask) -> None:
    assert hengxian("--version").out.startswith("衡线 hengxian 0.")


def test_bundled_pack_has_nothing_wrong(hengxian: Ask) -> None:
    answer = hengxian("check-pack")

    assert answer.status == 0
    assert "CMM-525-0004@1.0#" in answer.out


@pytest.mark.covers("R13.1.1.1", "T1")
def test_flat_pack_is_refused_naming_the_sum(tmp_path: Path, hengxian: Ask) -> None:
    """Every leaf of a dimension listed beside its groups, as the printed table reads at first sight."""
    pack = shutil.copytree(bundled_folder(), tmp_path / "flat")
    path = pack / "indicators.yaml"
    tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    groups = tree["dimensions"][1]["groups"]
    leaves = [leaf for group in groups for leaf in group["leaves"]]
    groups += [
        {
            "id": f"{leaf['id']}_row",
            "name": leaf["name"],
            "weight": leaf["weight"],
            "leaves": [{**leaf, "id": f"{leaf['id']}_2"}],
        }
        for leaf in leaves
    ]
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")

    answer = hengxian("check-pack", pack)

    assert answer.status == 1
    assert "indicators.yaml › 服务效率：各二级指标权重之和为200%" in answer.out
    assert "并列重复计入" in answer.out


def test_pack_that_is_none_is_one_finding(tmp_path: Path, hengxian: Ask) -> None:
    answer = hengxian("check-pack", tmp_path / "nowhere")

    assert answer.status == 1
    assert answer.lines[0].startswith("nowhere：")


def test_invented_city_is_written_once_and_evaluates(tmp_path: Path, hengxian: Ask) -> None:
    answer = hengxian("demo-data", tmp_path / "city", "--calls", 300, "--seed", 5, "--format", "parquet")
    again = hengxian("demo-data", tmp_path / "city", "--calls", 300)

    assert answer.status == 0
    assert list((tmp_path / "city").glob("calls-*.parquet"))
    refused(again, "city", "不是空文件夹")


def test_year_of_the_city_must_be_known(tmp_path: Path, hengxian: Ask) -> None:
    refused(hengxian("demo-data", tmp_path / "city", "--calls", 300, "--start", "2045-01-01"), "2045")


def test_manual_tells_every_definition(tmp_path: Path, hengxian: Ask) -> None:
    printed = hengxian("manual").out

    hengxian("manual", "--out", tmp_path / "manual.md")

    assert [id for id in BY_ID if f"`{id}`" not in printed] == []
    assert (tmp_path / "manual.md").read_text(encoding="utf-8") == printed


def test_published_manual_is_current(root: Path, hengxian: Ask) -> None:
    """hengxian manual --out docs/generated/indicators.md"""
    assert (root / "docs" / "generated" / "indicators.md").read_text(encoding="utf-8") == hengxian(
        "manual"
    ).out


def test_report_is_served_on_this_machine_only(results: Path) -> None:
    with server(results, 0) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{serving.server_port}"
        with urllib.request.urlopen(f"{address}/") as answer:
            page = answer.read()
        with pytest.raises(urllib.error.HTTPError, match="404") as listing:
            urllib.request.urlopen(f"{address}/rejects/")
        listing.value.close()
        serving.shutdown()

    assert serving.server_address[0] == "127.0.0.1"
    assert page == (results / "report.html").read_bytes()


def test_folder_without_a_report_and_a_taken_port_are_refused(
    results: Path, dataset: Path, hengxian: Ask
) -> None:
    with server(results, 0) as serving:
        taken = hengxian("serve", results, "--port", serving.server_port)

    refused(taken, str(serving.server_port), "--port")
    refused(hengxian("serve", dataset), "hotline", "report.html")


def test_table_aligns_what_takes_two_columns() -> None:
    lines = table(("指标", "值"), (("ab", "1"), ("电话接通率", "22"))).splitlines()

    assert [width(line[: line.index(mark)]) for line, mark in zip(lines[2:], "12", strict=True)] == [12, 12]
