"""What follows orders at the invented hotline: supervision, follow-up, quality review, filing away."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hengxian.cli.showcase.people import actor
from hengxian.cli.showcase_hotline.diary import Diary
from hengxian.hotline.following_up.drawing import draw_everywhere
from hengxian.hotline.models import FollowUp, FollowUpPlan, Hotline, Order, Supervision
from hengxian.hotline.supervising.proposing import propose_everywhere
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Refused
from hengxian.records.parameters import set_value

SET = {
    "P-followup": "2", "P-plan": "全部", "P-plan-tries": "3", "P-near": "1", "P-repeat": "3", "P-repeat-days": "30",
    "P-concentrated": "8件 7天 事项 区域", "P-emergency": "30",
}  # fmt: skip


@dataclass
class Watch:
    """Those who come after the clerks."""

    hotline: Hotline
    diary: Diary
    drawn: random.Random = field(default_factory=lambda: random.Random(54321))

    def settle(self, at: datetime) -> None:
        """Parameters of the hotline, and a plan of whom to follow up, drafted by one and approved by the other."""
        for name, value in SET.items():
            set_value(name, value, by=actor("manager"), at=at, basis="演示热线自定（虚构文件）")
        plan = FollowUpPlan(
            hotline=self.hotline,
            name="全部回访",
            since=(at + timedelta(days=1)).date(),
            until=(at + timedelta(days=365)).date(),
        )
        perform(plan, "draft", by=actor("manager2"), at=at)
        perform(plan, "approve", by=actor("manager"), at=at + timedelta(hours=1))

    def evening(self, at: datetime) -> None:
        """What the records ask for is proposed and drawn; people dispose of it the next morning."""
        propose_everywhere(at=at)
        draw_everywhere(at=at)
        self.diary.enter(at + timedelta(hours=14), self._supervise)
        self.diary.enter(at + timedelta(hours=15), self._call_back)
        self.diary.enter(at + timedelta(hours=19), self._file_away)

    def _supervise(self, at: datetime) -> None:
        for each in Supervision.objects.filter(order__hotline=self.hotline, status="建议").order_by("pk")[:6]:
            if self.drawn.random() < 0.15:
                perform(each, "dismiss", by=actor("supervisor"), at=at, reason="承办单位当日已办理，不再督办")
                continue
            perform(each, "open", by=actor("supervisor"), at=at, reason="请于一个工作日内办结并答复")
            perform(
                each, "act", by=actor("supervisor"), at=at + timedelta(minutes=10), way="电话",
                addressee="承办单位值班员",                content="催办并了解进展", answer="已安排人员办理",
            )  # fmt: skip
        for each in Supervision.objects.filter(
            order__hotline=self.hotline, status="督办中", order__status="已办结"
        ):
            perform(each, "end", by=actor("supervisor"), at=at, outcome="已办结并答复服务对象")

    def _call_back(self, at: datetime) -> None:
        waiting = FollowUp.objects.filter(order__hotline=self.hotline, status="待回访").select_related(
            "order"
        )
        for number, each in enumerate(waiting.order_by("pk")[:25]):
            chance = self.drawn.random()
            now = at + timedelta(minutes=3 * number)
            said: dict[str, Any] = {"outcome": "unreachable"}
            if chance < 0.85:
                opinion = self.drawn.choices(("satisfied", "mostly_satisfied", "dissatisfied"), (70, 18, 12))[
                    0
                ]
                said = {
                    "outcome": "reached", "process_satisfaction": opinion, "result_satisfaction": opinion,
                    "resolved": "否" if opinion == "dissatisfied" else "是",
                }  # fmt: skip
            self._attempt(each, now, said)

    def _attempt(self, each: FollowUp, at: datetime, said: dict[str, Any]) -> None:
        # Whoever took or answered the order does not follow it up: the next at the line tries.
        for who in ("agent", "agent2", "shift"):
            try:
                perform(each, "attempt", by=actor(who), at=at, **said)
                return
            except Refused:
                continue

    def _file_away(self, at: datetime) -> None:
        done = Order.objects.filter(
            hotline=self.hotline, status="已办结", closed_at__lte=at - timedelta(days=5)
        )
        for order in done.order_by("pk")[:30]:
            try:
                perform(order, "archive", by=actor("agent2"), at=at)
            except Refused:  # its follow-up is not settled yet
                continue
