"""Our side of `bin/bench hotline`: run by it, once to fill a database and once to time what stands on it.

usage: python hotline_ours.py fill|time ORDERS FOLDER RUNS; the database is DATABASE_URL or a file in the folder.
Every figure is a line of JSON on standard output: a name and the seconds of each run.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hotline_rows import (
    COMMON,
    OPEN,
    RARE,
    accepted,
    batches,
    compact,
    digest,
    hurry,
    put,
    settle,
    words,
)

DEPTHS = (1, 50, 90, 99)
WHO = {"manager": "manage", "agent": "desk", "clerk": "unit"}
WAITING = 300  # follow-ups that wait
STATUSES = ("已受理", "待转交", "已转交", "办理中", "已办结")
# verb, from, to, hours after acceptance
RUN = (
    ("register", "—", "已受理", 0), ("transfer", "已受理", "已转交", 1), ("take_up", "已转交", "办理中", 3),
    ("record_result", "办理中", "办理中", 60), ("close", "办理中", "已办结", 72),
)  # fmt: skip
# What the chain digests of an entry, none of whose words needs escaping here; `check_chain` compares.
SEALED = (
    '{{"account":{account},"actor":"{actor}","at":"{at}","content":"{content}","detail":"{detail}",'
    '"from_state":"{from_state}","object_id":"{object_id}","object_kind":"{object_kind}","person":{person},'
    '"previous":"{previous}","reason":"{reason}","roles":"{roles}","sequence":{sequence},"story":"{story}",'
    '"to_state":"{to_state}","verb":"{verb}"}}'
)


def open_site(folder: Path) -> None:
    """Site `hotline` as it runs, over the database there, with an invented hotline's people."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hengxian.config.settings.hotline"
    os.environ["HENGXIAN_HOME"] = str(folder)
    os.environ["HENGXIAN_HOSTS"] = "testserver"
    os.environ["HENGXIAN_SECOND_FACTOR"] = "nobody"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def fill(orders: int) -> None:
    """So many orders with caller, contact and part, five entries each, and the words that are searched."""
    from django.db import connection, transaction

    from hengxian.hotline.models import FollowUp, Order
    from hengxian.hotline.search.index import ORDERS
    from tests.cast import placed
    from tests.web_hotline.scene import set_scene

    if Order.objects.count() >= orders:
        return
    past = Past(set_scene().line, orders)
    hurry(connection)
    began = time.perf_counter()
    for batch in batches(orders):
        with transaction.atomic():
            for table, columns, rows in past.tables(batch):
                put(connection, table, columns, rows)
            ORDERS.keep_many([past.found_by(n) for n in batch])
        if batch.stop % 100_000 == 0 or batch.stop == orders:
            print(
                f"  ours: {batch.stop:,} orders, {time.perf_counter() - began:.0f} s",
                file=sys.stderr,
                flush=True,
            )
    past.close_chain()
    settle(connection)
    waiting = Order.objects.filter(status="已归档").order_by("-pk")[:WAITING]
    for order in list(waiting):
        placed(FollowUp(order=order, status="待回访", drawn_at=order.closed_at))


class Past:
    """What was written about each order, as rows of our tables; entries are chained as the journal chains them."""

    def __init__(self, line: Any, orders: int) -> None:
        from hengxian.hotline.models import Caller, Contact, Order, Part
        from hengxian.journal.models.entry import ChainHead

        self.line, self.orders = line, orders
        self.head = ChainHead.objects.get(pk=1)
        self.agents = [line.people[name].person_id for name in ("agent", "agent_two")]
        self.units = [unit.pk for unit in line.units.values()]
        self.matters = [matter.pk for matter in line.matters.values()]
        hotline = line.hotline
        self.caller = columns_of(Caller(hotline=hotline))
        self.contact = columns_of(Contact(hotline=hotline, channel="phone", arrived_at=line.at))
        self.order = columns_of(
            Order(hotline=hotline, channel="phone", type="appeal", read_back=True, limit_days=5, area="东区")
        )
        self.part = columns_of(Part(is_lead=True, status="已结束"))

    def tables(self, batch: range) -> Iterator[tuple[str, list[str], list[tuple[Any, ...]]]]:
        """Table, columns and rows of a batch, what others refer to first."""
        orders = {n: self._order(n) for n in batch}
        callers = [self._caller(n // 5) for n in batch if n % 5 == 0]
        contacts = [self._contact(n) for n in batch]
        parts = [self._part(n, orders[n]) for n in batch if orders[n]["lead_id"]]
        entries, details = [], []
        for n in batch:
            for entry, detail in self._entries(n, orders[n]):
                entries.append(entry)
                details.append(detail)
        for table, rows in (
            ("hotline_caller", callers), ("hotline_contact", contacts), ("hotline_order", list(orders.values())),
            ("hotline_part", parts), ("journal_entry", entries), ("journal_detail", details),
        ):  # fmt: skip
            if rows:
                yield table, list(rows[0]), [tuple(row.values()) for row in rows]

    def found_by(self, n: int) -> tuple[int, int, str, str]:
        """What the index of words holds of an order."""
        title, text = words(n)
        return n + 1, self.line.hotline.pk, f"{self._number(n)} {title}", f"{text}东区"

    def close_chain(self) -> None:
        """The head stands where the last entry left it."""
        self.head.save(update_fields=["sequence", "digest"])
        check_chain(self.head.sequence)

    def _number(self, n: int) -> str:
        return f"{accepted(n, self.orders) + timedelta(hours=8):%Y%m%d}-{n % 99_999:05d}"

    def _caller(self, n: int) -> dict[str, Any]:
        said = {"id": n + 1, "key": digest(f"caller {n}"), "name": "某某", "telephone": f"000{n:08d}"}
        return self.caller | said

    def _contact(self, n: int) -> dict[str, Any]:
        at = accepted(n, self.orders) - timedelta(minutes=4)
        return self.contact | {
            "id": n + 1, "identity": f"call-{n}", "arrived_at": at, "answered_at": at + timedelta(seconds=9),
            "ended_at": at + timedelta(minutes=4), "caller_id": n // 5 + 1, "agent_id": self.agents[n % 2],
        }  # fmt: skip

    def _order(self, n: int) -> dict[str, Any]:
        at, (title, text) = accepted(n, self.orders), words(n)
        is_open = self.orders - n <= OPEN
        status = STATUSES[n % 5] if is_open else "已归档"
        is_transferred = status not in ("已受理", "待转交")
        is_closed = status in ("已办结", "已归档")
        closed = at + timedelta(hours=72)
        return self.order | {
            "id": n + 1, "number": self._number(n), "title": title, "text": text, "place": title[:3],
            "contact_id": n + 1, "caller_id": n // 5 + 1, "agent_id": self.agents[n % 2],
            "matter_id": self.matters[n % len(self.matters)], "matter_key": digest(f"matter {n // 3}"),
            "code_digest": digest(f"code {n}"), "accepted_at": at, "status": status, "version": 6,
            "handling": "transferred" if is_transferred else "",
            "lead_id": self.units[n % len(self.units)] if is_transferred else None,
            "transferred_at": at + timedelta(hours=1) if is_transferred else None,
            "due_at": at + timedelta(days=7) if is_transferred else None,
            "limit_at": at + timedelta(days=7) if is_transferred else None,
            "replied_at": closed if is_closed else None, "recorded_at": closed if is_closed else None,
            "reply": "已修复" if is_closed else "", "result": "已核实并修复" if is_closed else "",
            "closed_at": closed if is_closed else None, "claimed_resolved": True if is_closed else None,
            "archived_at": closed + timedelta(days=9) if status == "已归档" else None,
        }  # fmt: skip

    def _part(self, n: int, order: dict[str, Any]) -> dict[str, Any]:
        return self.part | {
            "id": n + 1, "order_id": n + 1, "unit_id": order["lead_id"], "since": order["transferred_at"],
            "until": order["closed_at"], "taken_up_at": order["accepted_at"] + timedelta(hours=3),
            "status": "已结束" if order["closed_at"] else "办理中",
        }  # fmt: skip

    def _entries(self, n: int, order: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        content, salt = digest(f"content {n}"), f"{n:032x}"
        whole = {
            name: value.isoformat() if isinstance(value, datetime) else value for name, value in order.items()
        }
        for place, (verb, source, target, hours) in enumerate(RUN):
            said = {"facts": {}, "before": {} if place == 0 else {"status": source}}
            told = compact({**said, "after": whole if place == 0 else {"status": target}})
            entry = {
                "sequence": self.head.sequence + 1,
                "at": (order["accepted_at"] + timedelta(hours=hours)).isoformat(), "person": order["agent_id"],
                "account": order["agent_id"], "actor": "话务甲", "roles": "agent", "verb": verb,
                "object_kind": "order", "object_id": str(n + 1), "story": f"order:{n + 1}", "from_state": source,
                "to_state": target, "reason": "", "detail": digest(f'{{"detail":{told},"salt":"{salt}"}}'),
                "content": content,
            }  # fmt: skip
            entry["digest"] = digest(SEALED.format(previous=self.head.digest, **entry))
            self.head.sequence, self.head.digest = entry["sequence"], entry["digest"]
            yield entry, {"entry_id": entry["sequence"], "salt": salt, "facts": told}


def check_chain(last: int) -> None:
    """The entries are what the journal would have written: its own check finds no fault in the last of them."""
    from hengxian.journal.chain import faults
    from hengxian.journal.models.entry import Entry

    found = Entry.objects.select_related("said").filter(sequence__gte=last - 500).order_by("sequence")
    first, *rest = list(found)
    for fault in faults([each.as_mapping() for each in rest], first.digest, first.sequence):
        sys.exit(f"the invented journal is no journal: {fault}")


def columns_of(record: Any) -> dict[str, Any]:
    """The columns of a record with what a new one has in them."""
    from django.db.models import JSONField

    def value(field: Any) -> Any:
        given = getattr(record, field.attname)
        return compact(given) if isinstance(field, JSONField) else given

    return {field.column: value(field) for field in record._meta.concrete_fields}


def timed(name: str, runs: int, work: Callable[[int], None], seconds: float = 20.0) -> None:
    """Print how long each run took; no further run once they have taken so many seconds together."""
    taken: list[float] = []
    while len(taken) < runs and sum(taken) < seconds:
        began = time.perf_counter()
        work(len(taken))
        taken.append(time.perf_counter() - began)
    print(json.dumps({"name": name, "seconds": taken}), flush=True)


def measure(orders: int, runs: int) -> None:
    """Intake, lists by room and depth, search, an order's page, the month's figures."""
    from django.test import Client

    from hengxian.people.models import Account

    dice = random.Random(525)
    browsers = {who: Client() for who in WHO}
    for who, browser in browsers.items():
        browser.force_login(Account.objects.get(username=who))
        get(browser, f"/{WHO[who]}/order/")  # templates are loaded once
    timed("intake", runs * 5, intake())
    for who, browser in browsers.items():
        for depth in DEPTHS:
            name = f"list {depth} %" if who == "manager" else f"list {depth} %, {who}"
            timed(name, runs, pages(browser, WHO[who], orders, depth))
    manager = browsers["manager"]
    timed("search, rare", runs, lambda run: get(manager, f"/manage/order/?q={RARE}"))
    timed("search, common", runs, lambda run: get(manager, f"/manage/order/?q={COMMON}"))
    timed("search, rare, agent", runs, lambda run: get(browsers["agent"], f"/desk/order/?q={RARE}"))
    timed("order page", runs, lambda run: get(manager, f"/manage/order/{dice.randrange(orders) + 1}/"))
    timed("report", 6, report(is_kept=False), 60)
    timed("report, printed and kept", 2, report(is_kept=True), 60)


def get(browser: Any, address: str) -> None:
    """A page, as a browser asks for it."""
    answer = browser.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address}: {answer.status_code}")


def pages(browser: Any, door: str, orders: int, depth: int) -> Callable[[int], None]:
    """Pages at about that depth, each from another order on."""
    from hengxian.web.components.tables import _closed

    def page(run: int) -> None:
        get(browser, f"/{door}/order/?after={_closed([max(orders - orders * depth // 100 - run * 7, 60)])}")

    return page


def intake() -> Callable[[int], None]:
    """An order by an agent from a call at the desk: caller, number, code, key, words, entries; each commits."""
    from hengxian.hotline.intake.callers import Particulars
    from hengxian.hotline.intake.registering import Extras, file
    from hengxian.hotline.models import Hotline, Matter, Order
    from hengxian.people.models import Account

    by = Account.objects.get(username="agent").as_actor()
    hotline = Hotline.objects.get(code="city")
    matter = Matter.objects.get(hotline=hotline, name="路面破损")
    mark, at = os.urandom(4).hex(), datetime.now(UTC)  # noqa: TID251 (a benchmark has a clock)

    def one(run: int) -> None:
        title, text = words(run)
        order = Order(
            hotline=hotline, channel="phone", type="appeal", matter=matter, title=title, text=text, area="东区",
            place=title[:3], read_back=True,
        )  # fmt: skip
        who = Particulars(type="自然人", name="某某", telephone=f"0571-8{run:07d}")
        file(order, Extras(caller=who), by=by, at=at + timedelta(seconds=run), key=f"{mark}-{run}")

    return one


def report(*, is_kept: bool) -> Callable[[int], None]:
    """October's figures by the engine from a dataset written for it, and how its orders divide.

    `is_kept`: as a report has it, the dataset journaled and the evaluation printed as PDF, page and workbook.
    """
    import tempfile

    from hengxian.evaluation.evaluate import evaluate
    from hengxian.hotline.dataset.window import Window
    from hengxian.hotline.dataset.writing import write_dataset
    from hengxian.hotline.models import Hotline
    from hengxian.hotline.reporting.breakdowns import all_divided
    from hengxian.hotline.reporting.compiling import compile_figures
    from hengxian.people.models import Account

    by = Account.objects.get(username="manager").as_actor()
    hotline = Hotline.objects.get(code="city")
    now = datetime.now(UTC)  # noqa: TID251 (a benchmark has a clock)

    def one(run: int) -> None:
        window = Window(hotline, date(2026, 10, 1), date(2026, 11, 1), now + timedelta(seconds=run))
        if is_kept:
            compile_figures(window, by=by)
            return
        with tempfile.TemporaryDirectory() as folder:
            write_dataset(window, Path(folder) / "october", "parquet")
            evaluate(Path(folder) / "october")
            all_divided(window)

    return one


if __name__ == "__main__":
    command, asked, place = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    open_site(place)
    fill(asked) if command == "fill" else measure(asked, int(sys.argv[4]))
