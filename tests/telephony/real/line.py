"""Processes for real calls: the switch, an agent's telephone, and SIPp as caller and as a unit's telephone."""

import math
import socket
import subprocess
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
SCENARIOS = Path(__file__).parent / "scenarios"
RATE = 8000


def free_port() -> int:
    """A port that is free for UDP and TCP, and so is the next; baresip takes both."""
    while True:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
            socket.socket() as tcp,
            socket.socket() as next_,
        ):
            udp.bind((HOST, 0))
            port = udp.getsockname()[1]
            try:
                tcp.bind((HOST, port))
                next_.bind((HOST, port + 1))
            except (OSError, OverflowError):
                continue
            return port


@contextmanager
def running(folder: Path, *words: str, ready: str) -> Iterator[subprocess.Popen[str]]:
    """A Python process in a folder, from when it has said that it is ready; interrupted at the end."""
    with (folder / "faults.log").open("w") as faults:
        process = subprocess.Popen(
            [sys.executable, "-m", *words], stdout=subprocess.PIPE, stderr=faults, text=True
        )
    assert process.stdout is not None
    try:
        said = process.stdout.readline()
        assert ready in said, said + (folder / "faults.log").read_text()
        yield process
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def sipp(folder: Path, scenario: str, hertz: int, *words: str) -> subprocess.Popen[str]:
    """One call by a scenario, saying a tone; it ends when the call does, or after half a minute."""
    folder.mkdir()
    (folder / "tone.alaw").write_bytes(bytes(map(alaw, tone(hertz))))
    addresses = [
        "-i",
        HOST,
        "-mi",
        HOST,
        "-mp",
        str(free_port()),
        "-m",
        "1",
        "-nostdin",
        "-timeout",
        "30s",
        "-timeout_error",
    ]
    command = ["sipp", "-sf", str(SCENARIOS / f"{scenario}.xml"), *addresses, *words]
    with (folder / "out.log").open("w") as out:
        return subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, text=True)


def tone(hertz: int) -> "array[int]":
    """A second of a sine at a third of full loudness."""
    return array("h", [int(10000 * math.sin(2 * math.pi * hertz * n / RATE)) for n in range(RATE)])


def alaw(sample: int) -> int:
    """A sample in G.711 A-law."""
    sign, size = (0x80, sample) if sample >= 0 else (0, -sample - 1)
    power = max(size.bit_length() - 8, 0)
    code = (power << 4 | size >> (power + 3) & 15) if power else size >> 4
    return (sign | code) ^ 0x55
