"""The question put to a dataset: period and moment of reading, from the command line, dataset.toml or the data."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hengxian.measurement.dataset import Dataset
from hengxian.measurement.facts.ask import Ask, local_midnight
from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.description import checked_period
from hengxian.measurement.zones import instant
from hengxian.scoring.judgements import Judgement
from hengxian.scoring.profile import Profile, bundled_profile
from hengxian.standard.calendars.arrangement import Arrangement, state_council
from hengxian.standard.load import bundled_pack
from hengxian.standard.model.pack import Pack


@dataclass(frozen=True)
class Terms:
    """By what a dataset is evaluated: the rule, the profile, the calendar, the judgements of assessors."""

    pack: Pack
    profile: Profile
    arrangement: Arrangement
    judgements: tuple[Judgement, ...] = ()

    @classmethod
    def usual(cls) -> "Terms":
        """The bundled rule, profile and calendar, with nothing judged."""
        return cls(bundled_pack(), bundled_profile(), state_council())


def asked(
    opened: Dataset, terms: Terms, *, start: date | None, end: date | None, as_of: datetime | None
) -> tuple[Ask, bool]:
    """The question, and whether a period was stated; what is given wins over dataset.toml (DatasetFault)."""
    told = opened.description
    as_of = as_of or told.as_of
    moment = _aware(as_of, opened) if as_of else None
    first, last = start or (told.period and told.period[0]), end or (told.period and told.period[1])
    is_stated = first is not None and last is not None
    if first is None or last is None:
        days = _days_of_data(opened, moment)
        first, last = first or days[0], last or days[1]
    first, last = checked_period(first, last)
    end_at = local_midnight(last, opened.rules)
    ask = Ask(
        start=local_midnight(first, opened.rules),
        end=end_at,
        as_of=moment or end_at,
        limits=terms.pack.measuring_limits(),
        calendar=terms.arrangement.calendar,
        rules=opened.rules,
        followup_days=terms.profile.parameters.followup_days,
        plan=told.plan,
    )
    return ask, is_stated


def _days_of_data(opened: Dataset, as_of: datetime | None) -> tuple[date, date]:
    """From the local day of the earliest event to the end of that of the latest, half-open (dataset.md)."""
    events = opened.events(as_of)
    if events is None:
        raise DatasetFault("数据集没有任何可用的记录，无法推定统计期间：请用 --start 和 --end 给出")
    first, last = (instant(value, opened.rules.zone).date() for value in events)
    return first, last + timedelta(days=1)


def _aware(moment: datetime, opened: Dataset) -> datetime:
    if moment.tzinfo is None:
        return instant(opened.rules.from_local(moment), opened.rules.zone)
    return moment.astimezone(opened.rules.zone)
