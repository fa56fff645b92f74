"""The State Council's yearly arrangements of days off and worked weekends, read into one calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, RootModel, ValidationError, model_validator

from hengxian.kernel.clock import WorkingCalendar
from hengxian.standard.finding import PackError
from hengxian.standard.fingerprint import digest
from hengxian.standard.model.node import Count, Day, Node, Text
from hengxian.standard.refusals import SENTENCES
from hengxian.standard.source import read_file


class ArrangementError(ValueError):
    """A calendar file that cannot be used: one Chinese sentence naming the file and what is wrong."""


def _ends(text: object) -> object:
    if isinstance(text, str):
        return text.split("/") if "/" in text else [text, text]
    return text


Span = Annotated[tuple[Day, Day], BeforeValidator(_ends)]
"""First and last day of a holiday, both included, written 2025-05-01/2025-05-05 or as one date."""


class Notice(Node):
    """The published notice an arrangement rests on; 未核对 where its text was not seen, never invented."""

    title: Text
    number: Text
    issued_on: Literal["未核对"] | Day


class Festival(Node):
    """The days off around one festival, and the weekend days worked for them."""

    name: Text
    closed: Span
    worked: tuple[Day, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closed[0] > self.closed[1]:
            raise ValueError(f"{self.name}的放假起止颠倒")
        if weekdays := [day for day in self.worked if day.weekday() < 5]:
            raise ValueError(f"{self.name}的调休上班日 {weekdays[0]} 不是周末")
        return self

    def days_off(self) -> Iterator[date]:
        """Every day from the first to the last."""
        first, last = self.closed
        return (first + timedelta(days=n) for n in range((last - first).days + 1))


class YearArrangement(Node):
    """One year's arrangement; it may reach into the December before (a new year's holiday)."""

    year: Count
    notices: tuple[Notice, ...]
    festivals: tuple[Festival, ...]

    @model_validator(mode="after")
    def _of_this_year(self) -> Self:
        for festival in self.festivals:
            for day in (*festival.closed, *festival.worked):
                if day.year != self.year and (day.year, day.month) != (self.year - 1, 12):
                    raise ValueError(f"{festival.name}的日期 {day} 不属于 {self.year} 年")
        return self


class Years(RootModel[tuple[YearArrangement, ...]]):
    """The arrangements of all years, in order; what the fingerprint is taken over."""

    model_config = ConfigDict(frozen=True)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The announced years, their calendar, and the SHA-256 (hex) over their canonical JSON."""

    id: str
    years: tuple[YearArrangement, ...]
    calendar: WorkingCalendar
    fingerprint: str

    def stamp(self) -> dict[str, object]:
        """The `calendar` part of result.json."""
        first, last = self.years[0].year, self.years[-1].year
        return {"id": self.id, "fingerprint": self.fingerprint, "first_year": first, "last_year": last}


@cache
def state_council() -> Arrangement:
    """The bundled arrangements of the State Council; the first and last year are those of the files."""
    return read_arrangement("cn-state-council", Path(__file__).parent / "cn")


def read_arrangement(id: str, folder: Path) -> Arrangement:
    """Read `<year>.yaml` files into one arrangement; ArrangementError names the file that cannot be used."""
    years = tuple(_read_year(path) for path in sorted(folder.glob("*.yaml")))
    if not years:
        raise ArrangementError(f"{folder.name}：没有任何年份的放假安排，应有 2025.yaml 这样的文件")
    return Arrangement(
        id=id, years=years, calendar=_calendar(folder, years), fingerprint=digest(Years(years))
    )


def _calendar(folder: Path, years: tuple[YearArrangement, ...]) -> WorkingCalendar:
    festivals = [festival for year in years for festival in year.festivals]
    try:
        return WorkingCalendar(
            years=frozenset(year.year for year in years),
            closed=frozenset(day for festival in festivals for day in festival.days_off()),
            worked=frozenset(day for festival in festivals for day in festival.worked),
        )
    except ValueError as error:
        raise ArrangementError(f"{folder.name}：{error}") from None


def _read_year(path: Path) -> YearArrangement:
    try:
        year = YearArrangement.model_validate(read_file(path))
    except PackError as error:
        raise ArrangementError(error.findings[0].sentence) from None
    except ValidationError as error:
        raise ArrangementError(f"{path.name}：{_fault(error)}") from None
    if path.stem != str(year.year):
        raise ArrangementError(f"{path.name}：文件名与其中的年份 {year.year} 不一致")
    return year


def _fault(error: ValidationError) -> str:
    first = error.errors()[0]
    place = " › ".join(f"第{part + 1}项" if isinstance(part, int) else part for part in first["loc"])
    said = str(first.get("ctx", {}).get("error", SENTENCES.get(first["type"], "内容不合规定")))
    return f"{place}：{said}" if place else said
