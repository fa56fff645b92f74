"""The two halves of a dataset, read and measured one after the other so that neither waits in memory."""

from collections.abc import Callable
from dataclasses import dataclass

from hengxian.measurement.dataset import Dataset
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.calls import lay_out_calls, lay_out_messages
from hengxian.measurement.facts.days import lay_out_days
from hengxian.measurement.facts.orders import lay_out_orders
from hengxian.measurement.facts.reviews import lay_out_reviews


@dataclass(frozen=True)
class Chapter:
    """Tables that are measured together, and how their facts are laid out."""

    tables: tuple[str, ...]
    lay_out: Callable[[Dataset, Ask], None]


def _lay_out_contacts(dataset: Dataset, ask: Ask) -> None:
    there = dataset.columns
    if "calls" in there:
        lay_out_calls(dataset.db, there["calls"], ask)
    if "messages" in there:
        lay_out_messages(dataset.db, there["messages"], ask)


def _lay_out_matters(dataset: Dataset, ask: Ask) -> None:
    there = dataset.columns
    if "work_orders" in there:
        lay_out_days(dataset.db, ask)
        lay_out_orders(dataset.db, there, ask, dataset.memory // 8)
    if "reviews" in there:
        lay_out_reviews(dataset.db, there["reviews"], there.get("work_orders"), ask)


CONTACTS = Chapter(("calls", "messages", "gaps"), _lay_out_contacts)
MATTERS = Chapter(
    ("work_orders", "assignments", "extensions", "supervisions", "followups", "reviews"), _lay_out_matters
)
CHAPTERS = (CONTACTS, MATTERS)
