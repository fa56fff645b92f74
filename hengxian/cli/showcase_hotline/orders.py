"""Orders of the invented hotline: answered at once, or transferred and handled as people handle things."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hengxian.cli.showcase.people import actor
from hengxian.cli.showcase_hotline.diary import Diary
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.registering import Extras, file
from hengxian.hotline.models import Article, Exemption, Extension, Hotline, Matter, Order, Unit
from hengxian.journal.acting import perform

AREAS = ("东城片区", "西城片区", "新城片区", "湖滨片区")
CLERKS = {"城市管理局": ("handler", "handler2"), "住房和城乡建设局": ("handler3",), "供水公司": ("handler4",)}
# matter: (title, words)
ASKED = {
    "路面破损": ("{area}路面破损", "{area}主干道与支路交叉口有一处路面塌陷，约一米见方，夜间行车不安全。"),
    "占道经营": ("{area}占道经营", "{area}农贸市场门口长期占道摆摊，行人只能走机动车道。"),
    "物业服务": ("{area}小区电梯停运", "{area}某小区三号楼电梯停运四天，物业一直没有修。"),
    "停水": ("{area}无通知停水", "{area}今天上午突然停水，没有看到通知，想知道几点恢复。"),
}
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass
class Desk:
    """The people at the line, and chance, seeded."""

    hotline: Hotline
    diary: Diary
    articles: Sequence[Article]
    drawn: random.Random = field(default_factory=lambda: random.Random(12345))

    def take(self, at: datetime) -> None:
        """Somebody asks for something; an agent registers it and deals with it."""
        order = self._registered(at)
        chance = self.drawn.random()
        if order.type in ("consultation", "information") or chance < 0.25:
            self.diary.enter(at + 4 * MINUTE, lambda now: self._answer(order, now))
        elif chance < 0.32:
            self.diary.enter(at + 6 * MINUTE, lambda now: self._confer(order, now))
        else:
            # Most within the day; a few after the rule's two working days.
            wait = (
                self.drawn.choice((1, 2, 3, 5, 8, 20, 26)) * HOUR if self.drawn.random() < 0.94 else 5 * DAY
            )
            self.diary.enter(at + wait, lambda now: self._transfer(order, now))

    def _registered(self, at: datetime) -> Order:
        name = self.drawn.choice(list(ASKED))
        area, who = self.drawn.choice(AREAS), self.drawn.choice(("agent", "agent2", "shift"))
        title, words = (said.format(area=area) for said in ASKED[name])
        kind = self.drawn.choices(("appeal", "consultation", "information", "suggestion"), (55, 25, 12, 8))[0]
        number = self.drawn.randrange(160)
        is_anonymous = number < 8
        order = Order(
            hotline=self.hotline, channel="phone", type=kind,
            matter=Matter.objects.get(hotline=self.hotline, name=name), title=title, text=words, area=area,
            place=f"{area}{self.drawn.randrange(1, 30)}号路口", read_back=True, is_anonymous=is_anonymous,
            accepted_at=at,
        )  # fmt: skip
        caller = Particulars() if is_anonymous else Particulars(
            type="自然人", name=f"市民{number:03d}", telephone=f"0599-0000{number:04d}"
        )  # fmt: skip
        return file(order, Extras(caller=caller), by=actor(who), at=at).order

    def _answer(self, order: Order, at: datetime) -> None:
        cited = [each for each in self.articles if each.matter_id == order.matter_id]
        said: dict[str, Any] = (
            {"article": self.drawn.choice(cited).pk}
            if cited and self.drawn.random() < 0.8
            else {"without_article": "知识库中没有这一问题的条目"}
        )
        self._perform(
            order, "answer", self._agent_of(order), at, result="已按现行规定答复，服务对象表示清楚。", **said
        )

    def _confer(self, order: Order, at: datetime) -> None:
        settled = self.drawn.random() < 0.6
        self._perform(
            order, "confer", self._agent_of(order), at, unit=self._unit(order).pk, began_at=at - 4 * MINUTE,
            ended_at=at,
            outcome="当场解决" if settled else "已接通未解决", result="三方通话说明了办理安排。",
        )  # fmt: skip
        if not settled:
            self.diary.enter(at + 2 * HOUR, lambda now: self._transfer(order, now))

    def _transfer(self, order: Order, at: datetime) -> None:
        unit = self._unit(order)
        units, lead = [unit.pk], {}
        if self.drawn.random() < 0.12:
            other = (
                Unit.objects.filter(hotline=self.hotline, name="住房和城乡建设局").exclude(pk=unit.pk).first()
            )
            if other:
                units, lead = [unit.pk, other.pk], {"lead": unit.pk}
        self._perform(
            order, "transfer", self._agent_of(order), at, opinion="请核实并答复服务对象", units=units, **lead
        )
        self.diary.enter(at + self.drawn.uniform(0.5, 20) * HOUR, lambda now: self._take_up(order, now))

    def _take_up(self, order: Order, at: datetime) -> None:
        clerk = self.drawn.choice(CLERKS[self._unit(order).name])
        if self.drawn.random() < 0.05:
            self._perform(order, "return", clerk, at, reason="该路段由园区自管，不属本单位职责")
            self.diary.enter(at + 3 * HOUR, lambda now: self._rule(order, clerk, now))
            return
        self._perform(order, "take_up", clerk, at)
        self._work_on(order, clerk, at)

    def _rule(self, order: Order, clerk: str, at: datetime) -> None:
        self._perform(
            order, "settle_return", "manager", at, units=[self._unit(order).pk], is_directed=True,
            reason="经核实属该单位管理范围，维持原承办",
        )  # fmt: skip
        self.diary.enter(at + 2 * HOUR, lambda now: self._perform(order, "take_up", clerk, now))
        self._work_on(order, clerk, at + 2 * HOUR)

    def _work_on(self, order: Order, clerk: str, at: datetime) -> None:
        if self.drawn.random() < 0.1:
            self.diary.enter(at + 5 * HOUR, lambda now: self._extend(order, clerk, now))
        spent = self.drawn.choices((8, 24, 40, 70, 100, 200), (20, 25, 25, 15, 10, 5))[0] * HOUR
        self.diary.enter(at + spent, lambda now: self._reply(order, clerk, now))

    def _extend(self, order: Order, clerk: str, at: datetime) -> None:
        if not _is_in_time(_now(order), at):  # taken up late, or over a holiday: too late to ask
            return
        wish = Extension(
            order=_now(order), unit=self._unit(order), reason="需等待材料到货", days=3, requested_at=at
        )
        perform(wish, "ask", by=actor(clerk), at=at)
        self.diary.enter(at + HOUR, lambda now: self._grant(wish, now))

    def _grant(self, wish: Extension, at: datetime) -> None:
        if _is_in_time(_now(wish.order), at):
            perform(
                Extension.objects.get(pk=wish.pk), "approve", by=actor("manager"), at=at, reason="情况属实"
            )

    def _reply(self, order: Order, clerk: str, at: datetime) -> None:
        if _now(order).status != "办理中":
            return
        self._perform(order, "reply", clerk, at, way="电话", at_time=at, content="已到现场处理并告知结果。")
        later = at + self.drawn.choice((10, 30, 120, 600)) * MINUTE
        resolved = self.drawn.random() < 0.85
        self.diary.enter(
            later,
            lambda now: self._perform(
                order, "record", clerk, now, result="处理完毕，见现场情况。", claimed_resolved=resolved
            ),
        )

    def exempt(self, at: datetime) -> None:
        """An agent proposes to leave one order out of the figures; a manager, another person, agrees."""
        order = (
            Order.objects.filter(hotline=self.hotline, status="办理中", exemptions=None)
            .order_by("pk")
            .first()
        )
        if order is None:
            return
        wish = Exemption(
            order=order, code="法定途径", evidence="事项正在行政复议中（虚构）", caller_told="已电话告知应走复议途径",
            proposed_at=at,
        )  # fmt: skip
        perform(wish, "propose", by=actor("agent"), at=at)
        perform(wish, "approve", by=actor("manager"), at=at + HOUR, reason="情况属实")

    def _unit(self, order: Order) -> Unit:
        assert order.matter is not None and order.matter.unit is not None  # every order of the demo has both
        return order.matter.unit

    def _agent_of(self, order: Order) -> str:
        return "agent" if self.drawn.random() < 0.5 else "agent2"

    def _perform(self, order: Order, verb: str, who: str, at: datetime, **facts: Any) -> None:
        perform(_now(order), verb, by=actor(who), at=at, **facts)


def _now(order: Order) -> Order:
    return Order.objects.select_related("hotline", "matter__unit").get(pk=order.pk)


def _is_in_time(order: Order, at: datetime) -> bool:
    """Whether it is in hand, and its limit not over."""
    return order.status == "办理中" and order.limit_at is not None and at <= order.limit_at
