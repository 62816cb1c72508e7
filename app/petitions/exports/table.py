"""Any list of petitions as a table: all rows of the filter, or those that were picked.

One statement reads the rows as they are needed, so that a hundred thousand cost no more memory
than a thousand; what stands in dictionaries is looked up once for each code.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.crypto import digest
from app.core.i18n import N_
from app.core.privacy import mask_id_number
from app.core.table import Column, Kind, Table
from app.extensions import db
from app.petitions.clocks.deadlines import lamp_between
from app.petitions.exports.words import Words
from app.petitions.lists import worklists
from app.petitions.lists.filters import Filter, narrowed
from app.petitions.lists.listing import marks_of, petitioner_of
from app.petitions.lists.sealed import opened
from app.petitions.models import Person, Petition

CHUNK = 1_000


@dataclass(frozen=True)
class Desk:
    """A list that may be exported: its title, what opens it, how it is ordered, what it adds."""

    title: str
    noun: str = "Worklist"
    sort: str = "lamp"
    columns: tuple[str, ...] = ()


_ENDED = ("closed", "close_way", "result")
_ARCHIVED = (*_ENDED, "archived", "archive_unit", "archive_region", "archive_issue")

DESKS = {
    "pool": Desk(N_("Triage pool"), "Pool"),
    "accusations": Desk(N_("Accusations"), "Accusation", columns=_ENDED),
    "pending": Desk(N_("Pending"), columns=_ENDED),
    "mine": Desk(N_("Waiting for me")),
    "unit": Desk(N_("In my unit"), columns=_ENDED),
    "handled": Desk(N_("Handled"), sort="-closed", columns=_ENDED),
    "passed": Desk(N_("Passed through me"), sort="-id", columns=_ENDED),
    "archive": Desk(N_("Archive"), "Archive", "-archived", _ARCHIVED),
    "to_archive": Desk(N_("To be archived"), sort="-closed", columns=_ENDED),
    "today": Desk(N_("Registered today"), "Ledger", "-id"),
    "decide": Desk(N_("Waiting for my decision")),
    "asked": Desk(N_("Asked by me")),
    "assigned": Desk(N_("Assigned from above")),
}

# What every list has. The first part fits a page across and is printed; the second stands beside
# it on the sheet, and a desk's own columns follow.
PRINTED: tuple[tuple[str, str, Kind, int], ...] = (
    ("number", N_("Number"), "identity", 21),
    ("received", N_("Received"), "date", 10),
    ("petitioner", N_("Petitioner"), "text", 14),
    ("heads", N_("Head-count"), "integer", 6),
    ("issue", N_("Issue"), "text", 20),
    ("summary", N_("Matter"), "text", 35),
    ("state", N_("State"), "text", 10),
    ("unit", N_("With the unit"), "text", 16),
    ("due", N_("Due on"), "date", 15),
    ("left", N_("Days left"), "integer", 6),
)
BESIDE: tuple[tuple[str, str, Kind, int], ...] = (
    ("lamp", N_("Limit"), "text", 8),
    ("channel", N_("Channel"), "text", 12),
    ("source", N_("Source"), "text", 12),
    ("purpose", N_("Purpose"), "text", 8),
    ("id_number", N_("Document number"), "identity", 19),
    ("marks", N_("Marks"), "text", 12),
    ("region", N_("Place of the problem"), "text", 12),
    ("handler", N_("Handled by"), "text", 8),
    ("registered_by", N_("Registered by"), "text", 8),
)
FURTHER: tuple[tuple[str, str, Kind, int], ...] = (
    ("closed", N_("Concluded on"), "date", 0),
    ("close_way", N_("Manner of conclusion"), "text", 16),
    ("result", N_("Result"), "text", 14),
    ("archived", N_("Archived on"), "datetime", 0),
    ("archive_unit", N_("Archive unit"), "text", 18),
    ("archive_region", N_("Region"), "text", 14),
    ("archive_issue", N_("Archived under"), "text", 26),
)


class ListExport:
    """The table of one list for one officer; ``count`` is known once the rows were read."""

    def __init__(
        self, officer: Officer, desk: str, chosen: Filter, *, keys: Sequence[int] | None = None
    ) -> None:
        self.officer, self.name, self.chosen, self.keys = officer, desk, chosen, keys
        self.desk = DESKS[desk]
        self.count = 0
        self._words = Words()

    def table(self) -> Table:
        """Return the table; its rows are read from the database while they are written."""
        wanted = (*PRINTED, *BESIDE, *(one for one in FURTHER if one[0] in self.desk.columns))
        columns = tuple(Column(key, _(title), kind, width) for key, title, kind, width in wanted)
        return Table(_(self.desk.title), columns, self._rows(), printed=len(PRINTED))

    def facts(self) -> dict[str, Any]:
        """Return what was exported, for the event: searched words only as a keyed digest."""
        asked = self.chosen.as_query()
        if "words" in asked:
            asked["words"] = digest(opened(asked["words"], self.officer) or "", "export.words")
        picked = {"picked": sorted(self.keys)} if self.keys is not None else {}
        return {"desk": self.name, "filter": asked, **picked}

    def count_line(self, filter_words: str) -> str:
        """Return the last line: how many, of which list, by which filter, seen by whom, when."""
        unit = self.officer.unit.name if self.officer.unit else ""
        return _(
            "%(count)s petitions. List: %(list)s. Filter: %(filter)s. As %(unit)s %(name)s may see"
            " it on %(time)s; personal data is masked; accusations stand in the list of their own"
            " desk only.",
            count=self.count,
            list=_(self.desk.title),
            filter=filter_words or _("none"),
            unit=unit,
            name=self.officer.full_name,
            time=f"{clock.office_time(clock.now()):%Y-%m-%d %H:%M}",
        )

    def _rows(self) -> Iterator[dict[str, Any]]:
        query = list_query(self.officer, self.name, self.chosen, self.desk.sort)
        if self.keys is not None:
            query = query.where(Petition.id.in_(self.keys))
        found = db.session.execute(query.execution_options(yield_per=CHUNK))
        for part in found.partitions():
            self._words.learn_regions(part)
            for row in part:
                self.count += 1
                yield self._row(row)

    def _row(self, row: Any) -> dict[str, Any]:
        words = self._words
        return {
            "number": row.number,
            "received": row.received_on,
            "channel": words.label("channel", row.channel, row.registered_on),
            "source": words.label("source", row.source, row.registered_on),
            "purpose": words.label("purpose", row.purpose, row.registered_on),
            "petitioner": petitioner_of(row),
            "id_number": "" if row.is_accusation else mask_id_number(row.id_number),
            "heads": row.head_count,
            "marks": " ".join(text for text, _tone in marks_of(row)),
            "issue": words.path("issue", row.issue, row.registered_on),
            "region": words.region(row.problem_region),
            "summary": row.summary,
            "state": words.state(row.state),
            # With whom it lies now, or lay in the end.
            "unit": words.unit(row.unit_id, row.unit_name, row.closed_on or _day(row.archived_at)),
            "handler": row.handler_name,
            "registered_by": row.clerk_name,
            **self._limit(row),
            **self._ending(row),
        }

    def _limit(self, row: Any) -> dict[str, Any]:
        words = self._words
        lamp = lamp_between(row.lamp_due_on, row.lamp_yellow_on, row.lamp_orange_on, words.today)
        return {
            # On paper too: an end that the calendar does not bear yet says so beside its day.
            "due": _("%(day)s provisional", day=lamp.due_on)
            if lamp.due_on and row.lamp_provisional
            else lamp.due_on,
            "left": lamp.days_left if lamp.due_on else None,
            "lamp": words.lamp(lamp.tone),
        }

    def _ending(self, row: Any) -> dict[str, Any]:
        words = self._words
        return {
            "closed": row.closed_on,
            "close_way": words.label("close_way", row.close_way, row.closed_on),
            "result": words.label("close_result", row.result, row.closed_on),
            "archived": row.archived_at,
            "archive_unit": words.unit(
                row.archive_unit_id, row.archive_name, _day(row.archived_at)
            ),
            "archive_region": words.region(row.archive_region),
            "archive_issue": words.path("issue", row.archive_issue, row.closed_on),
        }


def _day(instant: datetime | None) -> date | None:
    return clock.office_time(instant).date() if instant else None


# --- the one statement ---------------------------------------------------------------------------

_ROW = (
    Petition.number,
    Petition.channel,
    Petition.source,
    Petition.received_on,
    Petition.registered_on,
    Petition.purpose,
    Petition.issue,
    Petition.summary,
    Petition.problem_region,
    Petition.petitioner_name,
    Petition.anonymous,
    Petition.is_accusation,
    Petition.head_count,
    Petition.is_repeat,
    Petition.is_group,
    Petition.form,
    Petition.letter_nature,
    Petition.urgency,
    Petition.supervised,
    Petition.instructed,
    Petition.finalised,
    Petition.state,
    Petition.lamp_due_on,
    Petition.lamp_yellow_on,
    Petition.lamp_orange_on,
    Petition.lamp_provisional,
    Petition.closed_on,
    Petition.close_way,
    Petition.result,
    Petition.archived_at,
    Petition.unit_id,
    Petition.archive_unit_id,
    Petition.archive_region,
    Petition.archive_issue,
)


def list_query(
    officer: Officer, desk: str, chosen: Filter, sort: str
) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement of a whole list in the list's own order: scope first, always."""
    holder, archive = aliased(Unit), aliased(Unit)
    handler, clerk = aliased(Officer), aliased(Officer)
    column, descending = worklists.SORTS[chosen.sort if chosen.sort in worklists.SORTS else sort]
    order = (column.desc(), Petition.id.desc()) if descending else (column, Petition.id)
    return (
        narrowed(worklists.base(officer, desk), chosen, by=officer)
        .where(exportable_by(officer))
        .with_only_columns(
            *_ROW,
            _first_number().label("id_number"),
            _short(holder).label("unit_name"),
            _short(archive).label("archive_name"),
            handler.last_name.label("handler_name"),
            clerk.last_name.label("clerk_name"),
        )
        .join_from(Petition, holder, holder.id == Petition.unit_id, isouter=True)
        .join(archive, archive.id == Petition.archive_unit_id, isouter=True)
        .join(handler, handler.id == Petition.handler_id, isouter=True)
        .join(clerk, clerk.id == Petition.registered_by_id, isouter=True)
        .order_by(*order)
    )


def exportable_by(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Petition`` under which the officer may take a row out."""
    nouns = {False: "Petition", True: "Accusation"}
    allowed = [sealed for sealed, noun in nouns.items() if officer.may("export", noun)]
    return Petition.is_accusation.in_(allowed)


def _short(unit: type[Unit]) -> ColumnElement[str]:
    return sa.func.coalesce(sa.func.nullif(unit.short_name, ""), unit.name)


def _first_number() -> sa.ScalarSelect[str | None]:
    return (
        sa.select(Person.id_number)
        .where(Person.petition_id == Petition.id)
        .order_by(Person.position, Person.id)
        .limit(1)
        .correlate(Petition)
        .scalar_subquery()
    )
