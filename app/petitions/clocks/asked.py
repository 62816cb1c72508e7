"""What ``flask reckon`` answers: a reckoning in words, or why there is none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.workdays import WorkCalendar
from app.petitions.limits.asked import check_asked
from app.petitions.limits.book import rule_set, rule_set_for
from app.petitions.limits.reckoning import Happened, Pause, Reckoning, reckon
from app.petitions.limits.rules import RuleSet
from app.petitions.words.days import long_day
from app.petitions.words.limits import told, years_in_words


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A limit, its first day and what lengthens it, as they were typed."""

    code: str
    start: str
    given: str | None = None
    extend: tuple[int, ...] = ()
    pauses: tuple[tuple[str, str], ...] = ()
    rules: str | None = None
    roll: bool = True


def answer(asked: Asked, calendar: WorkCalendar) -> list[str]:
    """Return the reckoning step by step; the last line is the day itself, as ISO writes it.

    :raises DomainError: if something asked for is not allowed, or the end not certain.
    """
    start = _day(asked.start)
    rules = _rules(asked.rules, start)
    limit = rules.limit(asked.code.upper())
    happened = Happened(
        started_on=start,
        given_on=_day(asked.given) if asked.given else None,
        extended_days=sum(asked.extend),
        pauses=tuple(_pauses(asked.pauses)),
    )
    check_asked(limit, happened)
    found = reckon(limit.code, happened, rules, calendar, roll=None if asked.roll else False)
    if found.lacking:
        raise _uncertain(found)
    head = _(
        "Limit: %(code)s %(name)s, by the rules “%(rules)s” (%(called)s)",
        code=limit.code,
        name=_(limit.label),
        rules=rules.code,
        called=_(rules.name),
    )
    return [head, *told(found), *_without_effect(found), found.due_on.isoformat()]


def _uncertain(found: Reckoning) -> DomainError:
    """Return why the end cannot be told: a year's notice may move the last days before it too."""
    years = years_in_words(found.lacking)
    if found.due_on.year < min(found.lacking):
        return DomainError(
            N_(
                "The holidays of %(years)s may move the last days of December %(year)s, and are"
                " not loaded: load them."
            ),
            years=years,
            year=str(found.due_on.year),
        )
    return DomainError(
        N_("The end depends on the holidays of %(years)s, which are not loaded: load them."),
        years=years,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(N_("“%(text)s” is no day; write it such as 2026-03-02."), text=text)


def _pauses(pauses: Iterable[tuple[str, str]]) -> Iterable[Pause]:
    for begin, end in pauses:
        yield Pause(from_on=_day(begin), to_on=_day(end), reason=_("pause"))


def _without_effect(found: Reckoning) -> Iterator[str]:
    """Yield a remark for each pause of which no day lies within the limit."""
    begun, end = found.happened.started_on, found.unrolled_on
    for pause in found.happened.pauses:
        if pause.to_on <= begun or pause.from_on > end:
            yield _(
                "The pause from %(begin)s to %(end)s lies outside the limit and changes nothing.",
                begin=long_day(pause.from_on),
                end=long_day(pause.to_on),
            )


def _rules(code: str | None, start: date) -> RuleSet:
    """Return the rules that are named, or those of the start day."""
    if code:
        return rule_set(code)
    found = rule_set_for(start)
    if not found.holds_on(start):
        raise Invalid(
            N_("No rules we know were in force on %(day)s; name some with --rules."),
            day=start.isoformat(),
        )
    return found
