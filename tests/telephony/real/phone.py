"""An agent's telephone for the tests: a process that answers, says a tone, presses keys and hangs up by a script.

usage: python -m tests.telephony.real.phone 127.0.0.1:5071 1001 880 "ring 1; talk 2; key *32001#; talk 4; over"
Every call goes through the same script. `ring` and `talk` take seconds, `refuse` answers 486, `over` hangs up;
without `over` the other side ends the call. It prints `ready`, and after `over` how loud it heard 440, 880, 1320 Hz.
"""

import asyncio
import math
import sys
from array import array
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

RATE, FRAME = 8000, 160


def tone(hertz: float) -> bytes:
    """A second of a sine at a third of full loudness."""
    return array("h", [int(10000 * math.sin(2 * math.pi * hertz * n / RATE)) for n in range(RATE)]).tobytes()


def level(samples: Sequence[int], hertz: float) -> float:
    """How loud a frequency is on average among samples at 8000 Hz: by tenths of a second, so that a gap is no more."""
    tenths = [_level(samples[each : each + RATE // 10], hertz) for each in range(0, len(samples), RATE // 10)]
    return sum(tenths) / max(len(tenths), 1)


def _level(samples: Sequence[int], hertz: float) -> float:
    """Goertzel's measure."""
    turn = 2 * math.cos(2 * math.pi * hertz / RATE)
    before = last = 0.0
    for sample in samples:
        before, last = last, sample + turn * last - before
    return 2 * math.sqrt(max(last * last + before * before - turn * last * before, 0)) / len(samples)


async def sound(call: Any, samples: bytes, heard: bytearray) -> None:
    """Say the tone and listen until the call is over, on the loop's own clock."""
    loop = asyncio.get_running_loop()
    place, next_at = 0, loop.time()
    while True:
        with suppress(Exception):
            heard += call.audio.read(50 * 2 * FRAME)
            call.audio.write((samples * 2)[place : place + 2 * FRAME])
        place = (place + 2 * FRAME) % len(samples)
        next_at += 0.02
        await asyncio.sleep(max(next_at - loop.time(), 0))


async def follow(call: Any, script: str, samples: bytes) -> None:
    """Do what the script says, step by step."""
    heard = bytearray()
    saying = asyncio.get_running_loop().create_task(sound(call, samples, heard))
    is_up = False
    for step in script.split(";"):
        verb, _, word = step.strip().partition(" ")
        if verb == "refuse":
            await call.reject()
            return
        if verb == "ring":
            await asyncio.sleep(float(word))
            continue
        if not is_up:
            await call.answer()
            await call.wait_established(5)
            is_up = True
        if verb == "talk":
            await asyncio.sleep(float(word))
        elif verb == "key":
            await call.send_dtmf(word)
        elif verb == "over":
            await call.hangup()
            saying.cancel()
            print("heard", *(round(level(array("h", heard), each)) for each in (440, 880, 1320)), flush=True)


async def main(listen: str, number: str, hertz: str, script: str) -> None:
    """Stand ready until killed."""
    import baresip

    host = listen.partition(":")[0]
    runtime = baresip.Runtime()
    config = baresip.Config(
        net_interface=host, max_concurrent_calls=None, extra_config_text=f"sip_listen {listen}\n"
    )
    await runtime.start(config)
    account = baresip.Account(user=number, domain=listen, password="", reg_interval=0, audio_codecs=("pcma",))
    agent = await baresip.UserAgent.create(runtime, account)
    tasks = set()

    def ring(call: Any) -> None:
        tasks.add(asyncio.get_running_loop().create_task(follow(call, script, tone(float(hertz)))))

    agent.on_incoming(ring)
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
