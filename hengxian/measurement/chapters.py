"""The two halves of a dataset, read and measured one after the other so that neither waits in memory."""

from collections.abc import Callable
from dataclasses import dataclass

from hengxian.measurement.dataset import Dataset
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.calls import lay_out_calls, lay_out_messages
from hengxian.measurement.facts.orders import beside_orders, lay_out_orders
from hengxian.measurement.facts.reviews import lay_out_reviews
from hengxian.measurement.reading.beside import Beside


@dataclass(frozen=True)
class Chapter:
    """Tables that are measured together, how they are read, and how their facts are laid out."""

    tables: tuple[str, ...]
    read: Callable[[Dataset, Ask], None]
    lay_out: Callable[[Dataset, Ask], None]


def _read_contacts(dataset: Dataset, ask: Ask) -> None:
    dataset.read(CONTACTS.tables)


def _lay_out_contacts(dataset: Dataset, ask: Ask) -> None:
    there = dataset.columns
    if "calls" in there:
        lay_out_calls(dataset.db, there["calls"], ask)
    if "messages" in there:
        lay_out_messages(dataset.db, there["messages"], ask)


def _read_matters(dataset: Dataset, ask: Ask) -> None:
    """Orders last: what the other tables say of them is joined while they are stored."""

    def beside(there: frozenset[str]) -> Beside:
        return beside_orders(dataset.db, {**dataset.columns, "work_orders": there}, ask, dataset.memory // 8)

    dataset.read(name for name in MATTERS.tables if name != "work_orders")
    dataset.read_beside("work_orders", beside)


def _lay_out_matters(dataset: Dataset, ask: Ask) -> None:
    there = dataset.columns
    if "work_orders" in there:
        lay_out_orders(dataset.db, there["work_orders"], ask)
    if "reviews" in there:
        lay_out_reviews(dataset.db, there["reviews"], there.get("work_orders"), ask)


CONTACTS = Chapter(("calls", "messages", "gaps"), _read_contacts, _lay_out_contacts)
MATTERS = Chapter(
    ("work_orders", "assignments", "extensions", "supervisions", "followups", "reviews"),
    _read_matters,
    _lay_out_matters,
)
CHAPTERS = (CONTACTS, MATTERS)
