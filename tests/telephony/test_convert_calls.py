"""`hengxian convert-calls`: lines in, lines out; wrong ones are named and the others converted."""

import json
from pathlib import Path

import pytest

from hengxian.cli.main import main
from hengxian.hotline.intake import calls
from tests.telephony.test_asterisk import ANSWERED, CALL
from tests.telephony.test_asterisk_cdr import AGENTS, HEAD, OWN
from tests.telephony.test_freeswitch import MEMBER


def test_a_queue_log_is_converted_and_wrong_lines_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, agents = tmp_path / "queue_log", tmp_path / "agents.toml"
    log.write_text("\n".join([*ANSWERED, "nonsense"]), encoding="utf-8")
    agents.write_text('"SIP/8008" = "agent"', encoding="utf-8")

    status = main(["convert-calls", str(log), "--agents", str(agents), "--name", "east"])

    told = capsys.readouterr()
    call = calls.fold(calls.read(json.loads(line)) for line in told.out.splitlines())
    assert (status, call.identity, call.agent) == (1, f"east-{CALL}", "agent")
    assert told.err == "第 6 行：应为 时间|呼叫编号|队列|成员|事件|…\n"


def test_a_call_that_has_no_end_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "queue_log"
    log.write_text("\n".join(ANSWERED[:2]), encoding="utf-8")

    status = main(["convert-calls", str(log), "--out", str(tmp_path / "a.jsonl")])

    assert (status, capsys.readouterr().err) == (0, "1 个来电在日志中没有离开记录，结束时间不详\n")
    assert len((tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_a_folder_of_records_is_converted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.cdr.json").write_text(json.dumps({"variables": MEMBER}), encoding="utf-8")

    status = main(["convert-calls", str(tmp_path), "--kind", "freeswitch"])

    told = [json.loads(line)["type"] for line in capsys.readouterr().out.splitlines()]
    assert (status, told) == (0, ["arrival", "answered", "queued", "answered", "ended"])


def test_a_log_or_a_zone_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    lost = main(["convert-calls", "nowhere"]), capsys.readouterr().err
    elsewhere = main(["convert-calls", "-", "--zone", "Mars"]), capsys.readouterr().err

    assert lost == (2, "错误：没有 nowhere：应为文件、文件夹或 -\n")
    assert elsewhere == (2, "错误：没有名为 Mars 的时区，应如 Asia/Shanghai\n")


def test_records_of_an_asterisk_need_its_trunk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "cdr.csv"
    rows.write_text("\n".join([HEAD, OWN, AGENTS]), encoding="utf-8")

    without = main(["convert-calls", str(rows), "--kind", "asterisk-cdr"])
    refused = capsys.readouterr().err
    status = main(["convert-calls", str(rows), "--kind", "asterisk-cdr", "--trunk", "PJSIP/trunk"])

    told = [json.loads(line)["call"] for line in capsys.readouterr().out.splitlines()]
    assert (without, refused[:14]) == (2, "错误：请用 --trunk ")
    assert (status, told) == (0, [f"asterisk-{CALL}"] * 3)
