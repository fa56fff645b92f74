"""The plan of an audit as it stands: blocks of work, days on site, clashes, what is left out (6.2.1.2, 5.3)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import combinations

from hengxian.certification.models import Case
from hengxian.certification.queries.team import auditors_of, covering, open_members
from hengxian.certification.queries.watching import WATCHES, edition_warning
from hengxian.kernel.clock import NotAnnounced
from hengxian.people.models import Person
from hengxian.records.clocks import SHANGHAI
from hengxian.records.edition import pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.parameters import value_of
from hengxian.records.registers.reading import rows
from hengxian.standard.calendars.arrangement import state_council

LINES = "audit_plan_lines"
# What may be done from the body's own desk, before or after the days on site.
AT_A_DISTANCE = frozenset({"文件审查", "文档审查", "数据分析", "公众调查", "模拟测试"})
DONE = ("已终止", "已归档")


@dataclass(frozen=True)
class Block:
    """One auditor at one place for a time, with all the items planned for it."""

    case: str
    auditor: int
    site: str
    starts_at: datetime
    ends_at: datetime
    clauses: tuple[str, ...] = ()
    methods: frozenset[str] = frozenset()

    @property
    def dates(self) -> list[date]:
        """Every day it touches."""
        first, last = self.starts_at.date(), self.ends_at.date()
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]

    @property
    def time(self) -> str:
        """03-09 09:00–11:30."""
        return f"{self.starts_at:%m-%d %H:%M}–{self.ends_at:%H:%M}"

    def clashes_with(self, other: "Block") -> bool:
        """Whether both want the same auditor at one time; the end of a time does not belong to it."""
        return (
            self.auditor == other.auditor
            and self.starts_at < other.ends_at
            and other.starts_at < self.ends_at
        )


@dataclass(frozen=True)
class Plan:
    """The plan of one case."""

    case: Case
    lines: list[RegisterRow]

    @cached_property
    def blocks(self) -> list[Block]:
        """In time order; lines of one auditor, place and time are one block."""
        return blocks_of(self.case.number, self.lines)

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day on site as arranged, both included."""
        said = self.case.plan
        if "on_site_from" not in said:
            return None
        return date.fromisoformat(said["on_site_from"]), date.fromisoformat(said["on_site_until"])

    @property
    def on_site(self) -> list[Block]:
        """The blocks of the arranged days."""
        return [block for block in self.blocks if self._touches(block)]

    def _touches(self, block: Block) -> bool:
        return self.span is not None and any(self.span[0] <= day <= self.span[1] for day in block.dates)

    def days(self, at: datetime) -> list[date]:
        """The days on which somebody is on site; only working days where P-days says so."""
        found = sorted({day for block in self.on_site for day in block.dates})
        setting = value_of("P-days", at)
        if setting and "工作日" in str(setting.value):
            return [day for day in found if is_working(day) is not False]
        return found

    @property
    def person_days(self) -> int:
        """Days times persons on site."""
        return len({(block.auditor, day) for block in self.on_site for day in block.dates})

    @property
    def wanted(self) -> tuple[str, ...]:
        """The items of the clause register that this audit has to cover: all, or those in reach."""
        narrowed = reach_of(self.case)
        return tuple(clause.id for clause in pack().clauses if narrowed is None or clause.id in narrowed)

    @property
    def unassigned(self) -> list[str]:
        """Items that no line covers, in printed order."""
        covered = {line.subject for line in self.lines}
        return [clause for clause in self.wanted if clause not in covered]

    @property
    def unvisited(self) -> list[str]:
        """Places of the hotline where nobody goes."""
        visited = {block.site for block in self.on_site}
        names = self.case.hotline.sites.order_by("pk").values_list("name", flat=True)
        return [name for name in names if name not in visited]

    @property
    def off_days(self) -> list[Block]:
        """Blocks outside the arranged days that cannot be done at a distance."""
        return [
            block for block in self.blocks if not self._touches(block) and not block.methods <= AT_A_DISTANCE
        ]


def plan_of(case: Case) -> Plan:
    """The plan of a case, read once."""
    return Plan(case, list(rows(LINES, case.story)))


def reach_of(case: Case) -> frozenset[str] | None:
    """The items of a partial surveillance, None where everything is audited (5.3)."""
    sections = case.plan.get("sections") or []
    if case.plan.get("reach") != "重点" or not sections:
        return None
    return frozenset(
        item.id for section in pack().clauses.sections if section.id in sections for item in section.items
    )


def blocks_of(number: str, lines: Iterable[RegisterRow]) -> list[Block]:
    """Lines as blocks, in time order."""
    found: dict[tuple[int, str, datetime, datetime], list[RegisterRow]] = defaultdict(list)
    for line in lines:
        said = line.data
        key = (int(said["auditor"]), said["site"], _moment(said["starts_at"]), _moment(said["ends_at"]))
        found[key].append(line)
    made = (
        Block(
            number, key[0], key[1], key[2], key[3], tuple(dict.fromkeys(line.subject for line in group)),
            frozenset(method for line in group for method in line.data["methods"]),
        )
        for key, group in found.items()
    )  # fmt: skip
    return sorted(made, key=lambda block: (block.starts_at, block.auditor, block.ends_at))


def elsewhere(case: Case, auditors: Iterable[int]) -> list[Block]:
    """What these auditors are to do in other cases that are not over."""
    others = Case.objects.exclude(pk=case.pk).exclude(status__in=DONE)
    return _blocks_in(others.filter(members__person__in=list(auditors)).distinct())


def clashes(plan: Plan) -> Iterator[tuple[Block, Block]]:
    """Pairs of blocks that want one auditor at the same time, in the case and against other cases."""
    own = plan.blocks
    yield from ((one, other) for one, other in combinations(own, 2) if one.clashes_with(other))
    others = elsewhere(plan.case, {block.auditor for block in own})
    yield from ((one, other) for one in own for other in others if one.clashes_with(other))


def remarks(plan: Plan, at: datetime) -> list[str]:
    """What looks odd and is the lead's to judge: days off, nights, long days, trainees alone. Never a refusal."""
    names = dict(Person.objects.filter(pk__in={b.auditor for b in plan.blocks}).values_list("pk", "name"))
    duties: dict[int, set[str]] = defaultdict(set)
    for member in open_members(plan.case):
        duties[member.person_id].add(member.duty)
    found = [f"{day.isoformat()} 不是工作日" for day in plan.days(at) if is_working(day) is False]
    if plan.case.type in WATCHES and plan.span and (warning := edition_warning(plan.span[1])):
        found.insert(0, warning)
    for block in plan.blocks:
        who = f"{names.get(block.auditor, block.auditor)} {block.time}"
        if block.starts_at.hour < 7 or block.ends_at.hour >= 22:
            found.append(f"{who} 在夜间")
        if block.ends_at - block.starts_at > timedelta(hours=10):
            found.append(f"{who} 超过 10 小时")
        if duties[block.auditor] and duties[block.auditor] <= {"trainee", "expert"}:
            found.append(f"{who} 由实习审核员或技术专家单独担任")
    return list(dict.fromkeys(found))


def unregistered_on(case: Case, days: Iterable[date]) -> Iterator[tuple[date, int, list[str]]]:
    """Each day, how many auditors a registration covers, and the names of those it does not."""
    people = auditors_of(case)
    for day in days:
        covered = covering([person.pk for person in people], day)
        yield day, len(covered), [person.name for person in people if person.pk not in covered]


def is_working(day: date) -> bool | None:
    """Whether the day is a working day; None in a year that is not announced."""
    try:
        return state_council().calendar.is_working(day)
    except NotAnnounced:
        return None


def engagements(first: date, last: date) -> list[Block]:
    """Every auditor's blocks of all cases that are not over and touch the days, in time order."""
    found = _blocks_in(Case.objects.exclude(status__in=DONE))
    touching = (block for block in found if any(first <= day <= last for day in block.dates))
    return sorted(touching, key=lambda block: (block.starts_at, block.auditor))


def _blocks_in(cases: Iterable[Case]) -> list[Block]:
    numbers = {case.story: case.number for case in cases}
    lines: dict[str, list[RegisterRow]] = defaultdict(list)
    for line in RegisterRow._default_manager.filter(register=LINES, bound__in=list(numbers)).order_by("pk"):
        lines[line.bound].append(line)
    return [block for bound, group in lines.items() for block in blocks_of(numbers[bound], group)]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(SHANGHAI)
