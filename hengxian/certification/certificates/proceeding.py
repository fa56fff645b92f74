"""What the procedures of chapter 8 share: the entries of `proceedings`, letters, and what the public is told."""

from datetime import date, datetime
from typing import Any, cast

from hengxian.certification import letterhead
from hengxian.certification.certificates.printing import public_edition
from hengxian.certification.models import Certificate
from hengxian.certification.publishing import publish, publishable
from hengxian.certification.queries.certificates import newest_edition
from hengxian.journal.actor import Actor
from hengxian.publication import announcing
from hengxian.publication.appending import Draft
from hengxian.publication.facts import Announcement, Status
from hengxian.records.clocks import SHANGHAI, local_day

Facts = dict[str, Any]


def grounded(facts: Facts, by: Actor, at: datetime) -> Facts:
    """What a procedure rests on, as `proceedings` keeps it."""
    return {
        "ground": facts.get("ground"), "reason": facts.get("reason"), "shows": list(facts.get("shows") or ()),
        "evidence": references(facts), "by": by.name, **dated("opened_on", at),
    }  # fmt: skip


def keeping(certificate: Certificate, name: str, told: Facts) -> Facts:
    """The column with one more entry."""
    return {"proceedings": {**certificate.proceedings, name: told}}


def ending(certificate: Certificate, *names: str) -> Facts:
    """The column without the entries of what has ended."""
    return {
        "proceedings": {name: told for name, told in certificate.proceedings.items() if name not in names}
    }


def references(facts: Facts) -> list[str]:
    """The kept files that an act names."""
    return [str(each) for each in facts.get("evidence") or ()]


def dated(name: str, at: datetime) -> dict[str, str]:
    """An entry for the day of an instant."""
    return {name: local_day(at).isoformat()}


def read_day(text: str) -> date:
    """The day of such an entry."""
    return date.fromisoformat(text)


def lines(text: object) -> tuple[str, ...]:
    """A text by lines, empty ones left out."""
    return tuple(line.strip() for line in str(text).splitlines() if line.strip())


def last_day(certificate: Certificate) -> date:
    """The last day of validity; set by the issue, before which no procedure starts."""
    return cast(date, certificate.valid_until)  # set by the issue, before which no procedure starts


def send(certificate: Certificate, letter: Any, by: Actor, at: datetime, *uses: str) -> None:
    """A letter about the certificate, handed over in the platform."""
    letterhead.send(
        letter,
        certificate.organisation,
        about=certificate.story,
        case=certificate.case.number,
        by=by,
        at=at,
        uses=uses,
    )


def tell_public(
    certificate: Certificate, before: str, by: Actor, at: datetime, announcement: str = ""
) -> None:
    """What the public learns: the dates and the states, never the reason or who approved it (T32)."""
    edition = public_edition(newest_edition(certificate))
    drafts = announcing.change(
        "", edition, cast(Status, before), cast(Status, certificate.status), at, SHANGHAI
    )
    publish([_worded(draft, announcement) for draft in drafts], about=certificate.story, by=by, at=at)


def _worded(draft: Draft, announcement: str) -> Draft:
    if not announcement or not isinstance(draft.body, Announcement):
        return draft
    with publishable("announcement"):
        return Draft(draft.id, draft.at, Announcement(**{**draft.body.model_dump(), "text": announcement}))
