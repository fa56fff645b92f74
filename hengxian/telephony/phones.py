"""The switch on real telephones: SIP and RTP by baresip (extra `telephony`), sound moved on every 20 ms.

Whatever the stack reports becomes news for the switch; what the switch bids is carried out. Nothing is decided here.
The stack is one to a process, and alpha: it is pinned, and everything it may raise at a leg means that the leg is gone.
"""

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from hengxian.kernel.refusals import Incomplete
from hengxian.telephony import news
from hengxian.telephony.contract import Event, caller_number
from hengxian.telephony.conversation import DEEPEST, Conversation, Party
from hengxian.telephony.plan import Plan
from hengxian.telephony.sound import Recording, read_wav
from hengxian.telephony.switch import Switch

STEP = 0.02  # seconds of one frame
DEAD = 60  # seconds without any sound packet, silence included, after which a telephone is taken to be gone
LATEST = 0.1  # seconds that are made up for
OUTCOMES = {
    "486": "占线",
    "603": "拒接",
    "480": "未能接通",
    "404": "号码无人使用",
    "408": "振铃未接",
    "487": "话务员取消",
}


class Sound:
    """A leg's sound; silence while there is no media yet, none any more, or it is renegotiated this moment."""

    def __init__(self, audio: Any, stack: Any) -> None:
        self._audio, self._faults = audio, (stack.AudioNotActive, stack.AudioRestarted)

    def read(self, max_bytes: int, /) -> bytes:
        """What has come in."""
        with suppress(*self._faults):
            return bytes(self._audio.read(max_bytes))
        return b""

    def write(self, pcm: bytes, /) -> None:
        """To be sent out; left out where so much is waiting that everything after it would be heard late."""
        with suppress(*self._faults):
            if self._audio.info().tx_buffered < DEEPEST:
                self._audio.write(pcm)


class Exchange:
    """One switch on one address. `clock` tells the time with its offset, `tell` takes each event as it happens."""

    def __init__(self, plan: Plan, *, clock: Callable[[], datetime], tell: Callable[[Event], None]) -> None:
        """Incomplete when the extra is not installed, or a sound of the plan cannot be played."""
        try:
            self._stack: Any = import_module("baresip")
        except ImportError:
            raise Incomplete("电话接入所需的组件未安装，请先运行 bin/setup telephony") from None
        self._plan, self._clock, self._tell = plan, clock, tell
        self._announcement = read_wav(Path(plan.announcement)) if plan.announcement else b""
        self._music = read_wav(Path(plan.music)) if plan.music else b""
        self._switch = Switch(plan, at=clock())
        self._legs: dict[str, Any] = {}  # name of a leg → the stack's call
        self._names: dict[int, str] = {}  # the stack's handle → name of the leg
        self._early: dict[int, list[Any]] = {}  # events of a call that the stack has not handed over yet
        self._unwanted: set[str] = set()  # legs hung up while they were being dialled
        self._talks: dict[str, Conversation] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._arrived = 0

    async def run(
        self, until: asyncio.Event, *, password: str = "", is_up: Callable[[], None] = lambda: None
    ) -> None:
        """Take calls until told to stop; then end those in progress. Incomplete when the address cannot be used."""
        runtime = self._stack.Runtime()
        host, _, port = self._plan.listen.rpartition(":")
        config = self._stack.Config(
            net_interface=host, max_concurrent_calls=None, rtp_timeout=DEAD,
            extra_config_text=f"sip_listen {host}:{port}\n",
        )  # fmt: skip
        try:
            await runtime.start(config)
        except self._stack.BaresipError:
            raise Incomplete(f"地址 {self._plan.listen} 不能使用：多半已被占用，或不是本机的地址") from None
        try:
            runtime.subscribe(self._on_event)
            self._agent = await self._account(runtime, password)
            self._agent.on_incoming(self._on_incoming)
            is_up()
            await self._live(until)
        finally:
            await runtime.close()

    async def _account(self, runtime: Any, password: str) -> Any:
        domain = self._plan.registrar or self._plan.listen
        # A trunk may dial the full number or its own name for us: whatever is called at this address is the hotline.
        account = self._stack.Account(
            user=self._plan.number, domain=domain, password=password,
            reg_interval=600 if self._plan.registrar else 0, audio_codecs=("pcma", "pcmu"), dtmf_mode="auto",
            extra_params=("catchall=yes",),
        )  # fmt: skip
        agent = await self._stack.UserAgent.create(runtime, account, transfer_policy="reject")
        if self._plan.registrar:
            try:
                await agent.register()
            except self._stack.RegistrationError as wrong:
                raise Incomplete(
                    f"未能在 {domain} 登记 {self._plan.number}：{wrong.status or '没有应答'}"
                ) from None
        return agent

    async def _live(self, until: asyncio.Event) -> None:
        """Frame by frame, on the loop's own clock: a late frame is made up for, a long halt is not."""
        loop = asyncio.get_running_loop()
        next_at = loop.time()
        while not until.is_set():
            next_at = max(next_at + STEP, loop.time() - LATEST)
            await asyncio.sleep(max(next_at - loop.time(), 0))
            self._step()
        self._obey(self._switch.stop(at=self._clock()))
        await asyncio.sleep(0.5)  # so that the farewells leave
        for task in self._tasks:
            task.cancel()

    def _step(self) -> None:
        due = self._switch.due_at()
        if due is not None and self._clock() >= due:
            self._obey(self._switch.wake(at=self._clock()))
        for talk in list(self._talks.values()):
            talk.step()

    # ------------------------------------------------------------ what the stack reports
    def _on_incoming(self, call: Any) -> None:
        self._arrived += 1
        name = f"{self._plan.name}-{self._clock():%Y%m%d%H%M%S%f}-{self._arrived}"
        number = re.sub(r"^\w+:", "", call.peer or "").partition("@")[0].partition(";")[0]
        self._talks[name] = Conversation(name, lambda: self._record(name))
        self._hear(news.Arrived(name, caller_number(number)[:40]))
        self._adopt(name, call)

    def _record(self, call: str) -> Recording:
        return Recording(Path(self._plan.recordings), f"{self._clock():%Y/%m/%d}/{call}.wav")

    def _adopt(self, leg: str, call: Any) -> None:
        """From here on the stack's call is known by the name of its leg."""
        self._legs[leg], self._names[call.handle] = call, leg
        call.on_dtmf(lambda digit: self._hear(news.Keyed(leg, digit.digit)))
        for event in self._early.pop(call.handle, []):
            self._on_event(event)
        if leg in self._unwanted:
            self._begin(call.hangup())

    def _on_event(self, event: Any) -> None:
        leg = self._names.get(event.call)
        if leg is None and event.call and event.event.name in ("CALL_ESTABLISHED", "CALL_CLOSED"):
            self._early.setdefault(event.call, []).append(event)
        elif leg and event.event.name == "CALL_ESTABLISHED":
            if talk := self._talk_of(leg):
                talk.parties[leg] = Party(Sound(self._legs[leg].audio, self._stack), self._music)
            self._hear(news.PickedUp(leg))
        elif leg and event.event.name == "CALL_CLOSED":
            self._forget(leg)
            self._hear(news.Gone(leg, OUTCOMES.get((event.text or "")[:3], "未能接通")))

    def _forget(self, leg: str) -> None:
        self._names.pop(self._legs.pop(leg).handle)
        if talk := self._talk_of(leg):
            talk.parties.pop(leg, None)
        self._unwanted.discard(leg)

    def _talk_of(self, leg: str) -> Conversation | None:
        return self._talks.get(leg) or self._talks.get(leg.rpartition("-")[0])

    # ------------------------------------------------------------ what the switch bids
    def _hear(self, told: news.News) -> None:
        self._obey(self._switch.hear(told, at=self._clock()))

    def _obey(self, bids: list[news.Bid]) -> None:
        for bid in bids:
            self._carry_out(bid)

    def _carry_out(self, bid: news.Bid) -> None:
        match bid:
            case news.Tell(event):
                self._tell(event)
            case news.Answer(leg):
                self._begin(self._answer(leg))
            case news.Announce(leg):
                self._talks[leg].parties[leg].play(
                    self._announcement, partial(self._hear, news.Announced(leg))
                )
            case news.Ring(leg, phone):
                self._begin(self._ring(leg, phone))
            case news.Join(call, legs):
                self._talks[call].join(legs)
            case news.HangUp(leg):
                self._hang_up(leg)
            case news.Close(call):
                self._close(call)

    async def _answer(self, leg: str) -> None:
        await self._legs[leg].answer()

    async def _ring(self, leg: str, phone: str) -> None:
        try:
            call = await self._agent.dial(phone)
        except self._stack.BaresipError:
            self._unwanted.discard(leg)
            self._hear(news.Gone(leg, "未能接通"))
        else:
            self._adopt(leg, call)

    def _hang_up(self, leg: str) -> None:
        self._unwanted.add(leg)
        if call := self._legs.get(leg):
            self._begin(call.hangup())

    def _close(self, call: str) -> None:
        kept = self._talks.pop(call).finish()
        if kept:
            self._hear(news.Kept(call, *kept))

    def _begin(self, work: Any) -> None:
        """Carry something out beside everything else; a leg that went meanwhile is told of by its own event."""

        async def quietly() -> None:
            with suppress(self._stack.BaresipError, KeyError):
                await work

        task = asyncio.get_running_loop().create_task(quietly())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
