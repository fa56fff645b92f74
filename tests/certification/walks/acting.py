"""Trying whatever can be tried on a case until nothing more succeeds: any person, any act, any order."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from hengxian.certification.models import Case, Certificate, EvaluationReport
from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import only_reading, standing
from hengxian.journal.models import Entry
from hengxian.journal.models.recorded import Lived
from hengxian.kernel.lifecycle import NEW, State
from hengxian.kernel.refusals import Refused
from tests.certification.walks.people import everybody

BALLOT = {
    "choice": "赞成",
    "process": "完整",
    "nonconformities": "准确",
    "conclusion": "合理",
    "reason": "同意",
}
OUTCOMES = ("批准认证", "有条件批准认证", "不予批准认证")
SIGNED = {"method": "图形签名"}
FACE = {
    "address_kind": "注册地址", "scope": "云泽市12345热线的受理、办理、回访和归档", "wording_confirmed": True,
    "blocks": ["基本要求", "服务内容与要求", "服务质量控制", "服务评价与改进"],
}  # fmt: skip
# Every act on the way from the vote to the certificate, and what is said with it.
TOWARDS: dict[tuple[str, str], dict[str, Any]] = {
    ("case", "approve_as_committee"): {"report_read": True},
    ("case", "vote"): BALLOT,
    ("case", "review"): {},
    ("case", "decide"): {"reason": "符合要求", "limit_days": 20},
    ("case", "confirm_rectified"): {"reason": "整改完成"},
    ("case", "sign_as_certifier"): SIGNED,
    ("case", "sign"): SIGNED,
    ("case", "notify"): {"delivery": "平台内送达"},
    ("evaluation_report", "hand_over"): {"delivery": "平台内送达"},
    ("certificate", "draft"): FACE,
    ("certificate", "issue"): SIGNED,
}
MOST_ROUNDS = 14


class Attempt(NamedTuple):
    """One thing somebody tries."""

    kind: str
    verb: str
    by: Actor
    outcome: str = ""


def walk(case: Case, chance: Random, at: datetime) -> list[str]:
    """Everybody tries everything, in an order of chance, until a round changes nothing; what succeeded, in order."""
    done: list[str] = []
    people = everybody()
    for turn in range(MOST_ROUNDS):
        found = [
            f"{each.verb} {each.by.name}" for each in _round(case, people, chance)
            if _succeeds(case, each, at + timedelta(hours=turn))
        ]  # fmt: skip
        if not found:
            break
        done += found
    return done


def _round(case: Case, people: list[Actor], chance: Random) -> Iterator[Attempt]:
    """Whoever may or may not, at each act that could now be next, and a few that could not."""
    tries = [Attempt(*chance.choice(list(TOWARDS)), chance.choice(people)) for _ in range(4)]
    with only_reading():  # nothing is tried yet
        for kind, verb in TOWARDS:
            record = _record(case, kind)
            row = record.lifecycle.row(verb)
            if row.starts_from(record.state if record.pk else State(NEW)):
                entitled = [by for by in people if set(row.by) & (by.roles | standing(record, by).duties)]
                outcomes = OUTCOMES if verb == "decide" else ("",)
                whoever = [*entitled, *chance.sample(people, 2)]
                tries += [Attempt(kind, verb, by, outcome) for by in whoever for outcome in outcomes]
    chance.shuffle(tries)
    return iter(tries)


def _succeeds(case: Case, tried: Attempt, at: datetime) -> bool:
    """Whether the act was done; a refusal leaves no entry."""
    record, facts = _record(case, tried.kind), dict(TOWARDS[tried.kind, tried.verb])
    facts |= {
        "decide": {"outcome": tried.outcome or OUTCOMES[0]}, "issue": {"issued_on": at.date()},
        "draft": {"sites": [str(site.pk) for site in case.hotline.sites.all()]},
        "notify": {"delivered_at": at.isoformat()}, "hand_over": {"delivered_at": at.isoformat()},
    }.get(tried.verb, {})  # fmt: skip
    before = Entry.objects.count()
    try:
        perform(record, tried.verb, by=tried.by, at=at, **facts)
    except Refused:
        assert Entry.objects.count() == before, tried
        return False
    return True


def _record(case: Case, kind: str) -> Lived:
    now = Case.objects.get(pk=case.pk)  # as whoever comes to the door finds it
    if kind == "case":
        return now
    if kind == "evaluation_report":
        return EvaluationReport.objects.get(case=now)
    kept = Certificate.objects.filter(case=now).first()
    return kept or Certificate(case=now, organisation=now.organisation, hotline=now.hotline)
