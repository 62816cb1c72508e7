"""What stands above and below a report: days, source, unit, and who fills it in."""

from datetime import date

from babel.dates import format_skeleton
from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import N_
from app.reports.asked import BASES, SOURCES, Asked
from app.reports.measure import VERSION
from app.reports.period import month_span
from app.reports.reader import OWN, UNIT, Reader
from app.reports.report import Report
from app.settings.queries import values

#: Instead of a percentage of what was not there before.
NEW = N_("new")
#: What is counted for who counts less than his unit reports.
NARROWED = {
    OWN: N_("Only petitions in which you yourself take part are counted, no others of %(unit)s."),
    UNIT: N_("Only petitions in which %(unit)s takes part are counted, no others of its region."),
}


def said(words: str) -> str:
    """Return what a number means in the reader's language, with the months that the office set."""
    months = values(("settled_months", "backlog_months"))
    return _(words, settled=months["settled_months"], backlog=months["backlog_months"])


def spoken_days(since: date, until: date) -> str:
    """Return a span of days as a sentence of the reader's language names it."""
    first, last = format_date(since, "long"), format_date(until, "long")
    return first if since == until else _("%(first)s to %(last)s", first=first, last=last)


def spoken_month(number: int) -> str:
    """Return a month and its year as a sentence of the reader's language names them."""
    return str(format_skeleton("yMMMM", month_span(number).since, locale=get_locale()))


def about(asked: Asked, report: Report) -> dict[str, str]:
    """Return what is told of a report's question, each by its name."""
    return {
        "title": _(report.title),
        "period": spoken_days(asked.period.since, asked.period.until),
        "source": _(SOURCES[asked.source]),
        "basis": _(BASES[asked.basis_among(report.bases)]) if report.bases else "",
        "within": asked.within.name(),
        "counted_in": _(report.unit),
        "version": VERSION,
    }


def signed(reader: Reader) -> dict[str, str]:
    """Return who answers for a report and since when, each by its name."""
    return {
        "office": reader.unit.name if reader.unit else "",
        "filled_by": reader.name,
        "checked_by": "",
        "filled_on": format_date(clock.today(), "long"),
    }


def facts(asked: Asked) -> list[str]:
    """Return of a question which days, which source, and to what it is narrowed."""
    found = [
        _("Days: %(days)s", days=spoken_days(asked.period.since, asked.period.until)),
        _("Source: %(source)s", source=_(SOURCES[asked.source])),
    ]
    return [*found, asked.within.name()] if asked.within.kind else found


def meta(asked: Asked, report: Report) -> tuple[str, ...]:
    """Return the line below the title: which days, which source, by what, counted in what."""
    told = about(asked, report)
    by = [_("By: %(basis)s", basis=told["basis"])] if report.bases else []
    return (*facts(asked), *by, _("Counted in: %(unit)s", unit=told["counted_in"]))


def narrowed(reader: Reader) -> tuple[str, ...]:
    """Return the sentence for a reader whose sums hold less than the name above them says."""
    if not reader.narrowed:
        return ()
    return (_(NARROWED[reader.narrowed], unit=reader.unit.name if reader.unit else ""),)


def foot(reader: Reader) -> tuple[str, ...]:
    """Return the signatures below a report."""
    told = signed(reader)
    return (
        _("Filled in for: %(unit)s", unit=told["office"]),
        _("Filled in by: %(name)s", name=told["filled_by"]),
        _("Checked by:"),
        _("Filled in on: %(day)s", day=told["filled_on"]),
    )
