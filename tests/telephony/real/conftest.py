"""A few real calls, made once; what became of them is looked at by the tests."""

import importlib.util
import json
import shutil
import subprocess
import sys
import time
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hengxian.telephony.sound import FRAME
from tests.telephony.real.line import HOST, free_port, running, sipp, tone

CALLER, IMPATIENT, UNIT = "0599-00000001", "0599-00000002", "2001"
SCRIPT = "ring 1; talk 1.5; key *32001#; talk 2.5; key *0#; talk 1; over"


@dataclass
class Calls:
    """What is left of the calls: each call's events by the caller's number, what the agent's telephone heard, what a
    second switch on the same address said, and how every process ended."""

    events: dict[str, list[dict[str, Any]]]
    recordings: Path
    heard: list[int]
    second: str
    statuses: dict[str, int]

    @property
    def lines(self) -> list[str]:
        """Everything that the switch wrote."""
        return [json.dumps(event, ensure_ascii=False) for call in self.events.values() for event in call]


@pytest.fixture(scope="session")
def calls_made(tmp_path_factory: pytest.TempPathFactory) -> Calls:
    """One caller talks to the agent and, with him, to a unit; another waits meanwhile and gives up."""
    if shutil.which("sipp") is None:
        pytest.fail("电话测试需要 sipp：apt-get install sip-tester", pytrace=False)
    if importlib.util.find_spec("baresip") is None:
        pytest.fail("电话测试需要 baresip-python：bin/setup telephony", pytrace=False)
    folder = tmp_path_factory.mktemp("switch")
    ports = {name: free_port() for name in ("switch", "agent", "unit")}
    plan = _plan(folder, ports)
    here = f"{HOST}:{ports['switch']}"
    with (
        running(folder, "hengxian.cli.main", "switch", str(plan), ready=here) as switch,
        running(
            folder,
            "tests.telephony.real.phone",
            f"{HOST}:{ports['agent']}",
            "1001",
            "880",
            SCRIPT,
            ready="ready",
        ) as phone,
    ):
        unit = sipp(folder / "unit", "unit", 1320, "-p", str(ports["unit"]))
        calling = {}
        # The second calls as a trunk may hand it over: with the city's full number.
        for number, scenario, dialled in (
            (CALLER, "caller", "12345"),
            (IMPATIENT, "impatient", "059912345"),
        ):
            words = ("-s", dialled, "-key", "number", number, here)
            calling[number] = sipp(folder / scenario, scenario, 440, *words)
            time.sleep(0.5)
        second = subprocess.run(
            [sys.executable, "-m", "hengxian.cli.main", "switch", str(plan)], capture_output=True, text=True
        )
        statuses = {number: process.wait(40) for number, process in (calling | {UNIT: unit}).items()}
        heard = phone.stdout.readline().split() if phone.stdout else []
    statuses["switch"] = switch.returncode
    told = [
        json.loads(line)
        for file in (folder / "events").glob("*.jsonl")
        for line in file.read_text().splitlines()
    ]
    arrivals = {event["call"]: event["caller"] for event in told if event["type"] == "arrival"}
    events = {number: [each for each in told if each["call"] == call] for call, number in arrivals.items()}
    return Calls(events, folder / "recordings", [int(each) for each in heard[1:]], second.stderr, statuses)


def _plan(folder: Path, ports: dict[str, int]) -> Path:
    _write_wav(folder / "greeting.wav", tone(660).tobytes()[: 20 * FRAME])
    plan = folder / "plan.toml"
    plan.write_text(
        f"""
name = "city"
number = "12345"
listen = "{HOST}:{ports["switch"]}"
announcement = "greeting.wav"
[[agents]]
user = "agent"
extension = "1001"
phone = "sip:1001@{HOST}:{ports["agent"]}"
[[units]]
name = "城管局"
extension = "2001"
phone = "sip:2001@{HOST}:{ports["unit"]}"
""",
        encoding="utf-8",
    )
    return plan


def _write_wav(file: Path, samples: bytes) -> None:
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(samples)
