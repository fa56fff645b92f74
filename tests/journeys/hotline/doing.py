"""What others did meanwhile: acts through the one door, calls of the simulated switch."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hengxian.cli.showcase.people import actor
from hengxian.cli.showcase_hotline.story import CALLS
from hengxian.hotline.intake import calls
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.exchange import take_lines
from hengxian.hotline.intake.registering import Extras, file
from hengxian.hotline.intake.simulation import events
from hengxian.hotline.models import Caller, Contact, Hotline, Matter, Order, Unit
from hengxian.journal.acting import perform
from tests.journeys.stage import Stage


def does(stage: Stage, who: str, record: Any, verb: str, **facts: Any) -> Any:
    """An act by that person, a minute later."""
    stage.at += timedelta(minutes=1)
    record = record if record._state.adding else type(record)._default_manager.get(pk=record.pk)
    return perform(record, verb, by=actor(who), at=stage.at, **facts)


def filed(stage: Stage, hotline: Hotline, title: str, matter: str, by: str = "agent2") -> Order:
    """An order that an agent filed."""
    stage.at += timedelta(minutes=1)
    order = Order(
        hotline=hotline, channel="phone", type="appeal", matter=Matter.objects.get(name=matter), title=title,
        text=f"{title}，已有两天，请尽快处理。", area="湖滨片区", place="湖滨片区12号路口", read_back=True,
        accepted_at=stage.at,
    )  # fmt: skip
    caller = Particulars(type="自然人", name="市民三百", telephone="0599-0000" + "0300")
    return file(order, Extras(caller=caller), by=actor(by), at=stage.at).order


def transferred(stage: Stage, hotline: Hotline, title: str, matter: str) -> Order:
    """An order that lies at the unit of its matter."""
    order = filed(stage, hotline, title, matter)
    unit = Unit.objects.get(matters__name=matter)
    found: Order = does(stage, "agent2", order, "transfer", opinion="请核实并答复服务对象", units=[unit.pk])
    return found


def closed(stage: Stage, hotline: Hotline, title: str, matter: str) -> Order:
    """An order that the unit's clerk has handled to its end."""
    order = transferred(stage, hotline, title, matter)
    does(stage, "handler", order, "take_up")
    does(
        stage, "handler", order, "reply", way="电话", at_time=stage.at, content="已到现场修补，谢谢您的反映。"
    )
    found: Order = does(stage, "handler", order, "record", result="已修补并恢复通行。", claimed_resolved=True)
    return found


def ring(stage: Stage, hotline: Hotline) -> Contact:
    """The switch tells of a call by somebody who called before: it came in, the robot spoke, it waits for a person."""
    known = set(Caller.objects.exclude(telephone="").values_list("telephone", flat=True))
    coming = list(events(CALLS, stage.at, timedelta(hours=8)))
    call = next(each["call"] for each in coming if each["type"] == "arrival" and each["caller"] in known)
    told = [each for each in coming if each["call"] == call][:3]
    first = told[0]["at"]
    stage.at = stage.at.fromisoformat(first) + timedelta(seconds=6)
    take_lines(hotline, map(json.dumps, told), at=stage.at)
    return Contact.objects.get(identity=call)


def two_weeks_of_calls(stage: Stage, hotline: Hotline) -> None:
    """Calls as the switch would have told them, put down at once."""
    coming: dict[str, list[calls.Event]] = {}
    busy = replace(CALLS, per_hour=24, prefix="busy")
    for event in events(busy, stage.at - timedelta(days=15), timedelta(days=14)):
        coming.setdefault(event["call"], []).append(calls.read(event))
    Contact.objects.bulk_create(
        Contact(
            hotline=hotline, channel="phone", identity=identity, arrived_at=call.arrived_at,
            answered_at=call.answered_at, ended_at=call.ended_at,
        )
        for identity, call in ((each, calls.fold(told)) for each, told in coming.items())
    )  # fmt: skip
