"""Personal data on its way out: export, hand-over and publication wait until it is masked or released (G-8)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from hengxian.journal.actor import Actor
from hengxian.journal.appending import Line, append
from hengxian.journal.models import Entry, Recorded
from hengxian.kernel.refusals import Incomplete
from hengxian.records.privacy.scanning import scan, tell

VERB = "release"


class HeldBack(Incomplete):
    """Text with personal data may not leave yet; `fields` names where it stands."""


def check_clear(texts: Mapping[str, str], clause: str = "10.1.3.3") -> None:
    """HeldBack when any of the texts, by the label a person knows it by, holds personal data in clear."""
    found = {label: hits for label, text in texts.items() if (hits := scan(text))}
    if found:
        places = "；".join(f"{label}：{tell(hits)}" for label, hits in found.items())
        raise HeldBack(
            f"有未遮盖的个人信息（{places}），导出、移交或公布前须遮盖，或说明理由放行", clause, tuple(found)
        )


@transaction.atomic
def release(
    record: Recorded, texts: Mapping[str, str], *, by: Actor, at: datetime, reason: str
) -> Entry | None:
    """Let the texts go as they are, noting who, why, and what sorts of data; None when nothing was held back.

    Incomplete without a reason. What was found is counted, never repeated, so that the journal holds none of it.
    """
    found = {label: tell(hits) for label, text in texts.items() if (hits := scan(text))}
    if not found:
        return None
    if not reason.strip():
        raise Incomplete("放行未遮盖的个人信息须说明理由", "个人信息保护法第五十一条", ("reason",))
    return append([Line(record, VERB, by, at, reason.strip(), {"found": found})])[0]
