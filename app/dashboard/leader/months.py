"""The trend of the months, and the issues that rose in the last full one: one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import format_date

from app.dashboard.leader.rising import RULE, Rise, rising
from app.dashboard.leader.spans import Question
from app.dashboard.leader.words import Number, chart_number
from app.dictionaries import queries as dictionary
from app.reports.axes import axis_of, issues
from app.reports.counting import PART, Tally, crossed
from app.reports.measure import Measure
from app.reports.period import month_span
from app.reports.reader import Reader
from app.reports.words import spoken_month

#: On which level of the dictionary issues are judged.
DEPTH = 2


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the trend; the last one still runs."""

    name: str
    label: str
    year: str
    number: Number


@dataclass(frozen=True, slots=True)
class Risen:
    """An issue that rose above its own base line."""

    label: str
    number: Number
    mean: str
    ceiling: str


@dataclass(frozen=True, slots=True)
class Months:
    """What the months tell. ``risen`` is None where too few of them are known to judge."""

    trend: list[Month]
    judged: str
    risen: list[Risen] | None


def months(reader: Reader, question: Question) -> Months:
    """Count the petitions by month and issue, and judge the last full month."""
    asked = question.all_months
    by_month, by_issue = axis_of("month", reader, asked), issues(DEPTH, classes=False)
    (counted,) = crossed(reader, [asked], by_month, by_issue)
    found = _judged(counted, question)
    return Months(
        trend=[_month(counted, question, number) for number in question.trend],
        judged=spoken_month(question.judged[-1]),
        risen=None if found is None else [_risen(one, question) for one in found],
    )


def _count(counted: Tally, months: Iterable[int], code: str | None = None) -> int:
    where = {} if code is None else {PART: (code,)}
    return counted.count(Measure(name=f"month:{code}", label="", about="", where=where), months)


def _month(counted: Tally, question: Question, number: int) -> Month:
    asked = question.all_months
    # The 15th lies in a month whatever day the office's month begins on.
    day = month_span(number).since.replace(day=15)
    first = number == question.trend[0] or day.month == 1
    return Month(
        name=spoken_month(number),
        label=format_date(day, "MMM"),
        year=format_date(day, "y") if first else "",
        number=chart_number(_count(counted, (number,)), asked, "month", str(number)),
    )


def _judged(counted: Tally, question: Question) -> list[Rise] | None:
    numbers: Sequence[int] = question.judged
    busy = [number for number in numbers[:-1] if _count(counted, (number,))]
    known = numbers[-1] - busy[0] if busy else 0
    codes = sorted(str(code) for code in counted.values_of(PART) if code)
    told = {code: [_count(counted, (number,), code) for number in numbers] for code in codes}
    return rising(told, known, RULE)


def _risen(one: Rise, question: Question) -> Risen:
    number = chart_number(one.count, question.last_month, f"issue{DEPTH}", one.key)
    label = dictionary.label("issue", one.key)
    return Risen(label, number, f"{one.mean:.1f}", f"{one.ceiling:.1f}")
