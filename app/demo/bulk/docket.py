"""One petition as rows: the same acts as the commands, without objects, guards and transactions.

``tests/demo/test_generate.py`` holds it to the commands: the same life told by both leaves the
same rows.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.core import clock
from app.core.crypto import digest
from app.core.workflow import Move
from app.demo.bulk.book import Row
from app.demo.bulk.standing import Standing
from app.demo.office import Actor, Place
from app.petitions.codes import ACCUSATION
from app.petitions.commands.filing import person_columns
from app.petitions.commands.given import COPIED, WRITTEN, Registration
from app.petitions.engine import SAFE_FACTS
from app.petitions.limits.book import rule_set_for
from app.petitions.models.order import TICKED
from app.petitions.rules import house_rules
from app.petitions.workflow import PETITION

#: What each move writes; ``acts`` fills it.
ACTS: dict[str, Callable[..., None]] = {}
#: How long a second person takes to agree.
THINKING = timedelta(minutes=50)


@dataclass(slots=True)
class Doing:
    """One act on a docket: what, when, by whom, with whose agreement."""

    move: Move
    at: datetime
    occurred_on: date
    by: Actor
    second: Actor | None = None

    @property
    def today(self) -> date:
        """The office's day on which the act is recorded."""
        return clock.office_time(self.at).date()


class Docket(Standing):
    """A petition that is being written; the rows go into the book as they come up."""

    # --- what a life asks -----------------------------------------------------------------------

    @property
    def id(self) -> int:
        """The petition's id."""
        return int(self.row["id"])

    @property
    def number(self) -> str:
        """The petition's number."""
        return str(self.row["number"])

    @property
    def state(self) -> str:
        """Where the petition stands."""
        return str(self.row["state"])

    @property
    def request_ids(self) -> list[int]:
        """The ids of the requests that a reply must answer."""
        return [row["id"] for row in self.requests]

    def window_end(self, code: str) -> date | None:
        """Return when a running limit ends."""
        running = self.running(code)
        return running["due_on"] if running else None

    # --- register -------------------------------------------------------------------------------

    def register(self, given: Registration, *, at: datetime, by: Actor, code: str) -> None:
        """Enter it into the register, as ``intake.register`` does."""
        office = self.book.office.places[by.unit_id]
        doing = Doing(PETITION.move("register"), at, given.received_on, by)
        first = self.book.firsts.get(given.first_number or "") if given.is_repeat else None
        accusation = given.purpose == ACCUSATION
        self.row = self.book.add("petition")
        self.row.update(_columns(given, accusation, office, doing))
        self._people(given)
        self._texts(given, accusation)
        self.open_party(office, "registering", at)
        limit = "D01" if office.kind == "petition_office" else "D02"
        self.start(limit, doing.occurred_on, office)
        if given.form == "assigned" and given.assigned_due_on:
            self.start("D05I", doing.occurred_on, office, given=given.assigned_due_on)
        self._number(given, doing, office, code, first)
        self.done(doing, {"number": self.number, "head_count": given.head_count})
        if given.conduct and given.conduct != "00":
            self._incident(given, doing, accusation)

    def _number(
        self,
        given: Registration,
        doing: Doing,
        office: Place,
        code: str,
        first: tuple[int, int] | None,
    ) -> None:
        region, today = office.region[:6], doing.today
        if first:
            self.row["first_petition_id"], self.row["matter_id"] = first
        else:
            self.row["matter_id"] = self.book.matter(region, today, given.received_on)["id"]
        prefix = _prefix(given)
        serial = self.book.serial(region, prefix, today)
        self.row["number"] = number = f"{prefix}{region}{today:%Y%m%d}{serial:04d}"
        self.row["query_code_hash"] = digest(number + code, "query_code")
        self.book.firsts[number] = first or (self.id, self.row["matter_id"])

    def _people(self, given: Registration) -> None:
        sealed = self.row["is_accusation"]
        for position, one in enumerate(given.people):
            columns = person_columns(one, sealed=sealed)
            self.book.add("petition_person", petition_id=self.id, position=position, **columns)

    def _texts(self, given: Registration, accusation: bool) -> None:
        asked = [text for text in given.requests if text.strip()]
        if accusation:
            self.book.rows["accusation"].append(
                {
                    "petition_id": self.id,
                    "content": given.content,
                    "requests": "\n".join(asked) or None,
                    "accused_name": given.accused_name,
                    "accused_title": given.accused_title,
                    "accused_unit_id": given.accused_unit_id,
                    "accused_unit_name": given.accused_unit_name,
                }
            )
            return
        for position, text in enumerate(asked or [given.summary], start=1):
            row = self.book.add("request", petition_id=self.id, position=position, text=text)
            self.requests.append(row)

    def _incident(self, given: Registration, doing: Doing, accusation: bool) -> None:
        self.book.add(
            "incident",
            petition_id=self.id,
            conduct=given.conduct,
            occurred_on=given.received_on,
            place=None if accusation else given.conduct_place,
            facts="" if accusation else given.conduct_facts or "",
            **{name: getattr(given, name) for name in TICKED},
            recorded_by_id=doing.by.id,
            recorded_at=doing.at,
        )

    # --- acts -----------------------------------------------------------------------------------

    def act(
        self, verb: str, *, at: datetime, by: Actor, second: Actor | None = None, **given: Any
    ) -> None:
        """Make a move, as ``perform`` does; without its second person it waits for a decision."""
        move = PETITION.move(verb)
        doing = Doing(move, at, clock.office_time(at).date(), by)
        doing.occurred_on = given.get("applied_on") or doing.occurred_on
        if move.second:
            approval = self._ask(doing, given)
            if second is None:
                return
            doing.at, doing.second = at + THINKING, second
            approval.update(status="granted", decided_by_id=second.id, decided_at=doing.at)
        ACTS[verb](self, doing, **given)

    def _ask(self, doing: Doing, given: dict[str, Any]) -> Row:
        today = doing.today
        earlier = doing.occurred_on if doing.occurred_on < today else None
        self._event(doing, "asked", self.state, {}, occurred_on=today)
        return self.book.add(
            "approval",
            petition_id=self.id,
            move=doing.move.name,
            permission=f"can_approve_{doing.move.name}",
            given=json.dumps({**given, "occurred_on": earlier}, default=_day, ensure_ascii=False),
            facts=self.said({k: v for k, v in given.items() if isinstance(v, (str, int, date))}),
            unit_id=doing.by.unit_id,
            asked_by_id=doing.by.id,
            asked_at=doing.at,
        )

    def done(self, doing: Doing, facts: dict[str, Any], *, to: str | None = None) -> None:
        """Write the event, reach the state, stop the clocks the table names: ``Act.done``."""
        before = self.row["state"]
        self.row["state"] = to or doing.move.target or before
        self.stop(doing.move.stops, doing.occurred_on)
        self._event(doing, "done", before if doing.move.sources else None, facts)

    def _event(
        self,
        doing: Doing,
        step: str,
        before: str | None,
        facts: dict[str, Any],
        *,
        occurred_on: date | None = None,
    ) -> None:
        day = occurred_on or doing.occurred_on
        self.acts += 1
        self.book.happen(
            {
                "petition_id": self.id,
                "move": doing.move.name,
                "step": step,
                "from_state": before,
                "to_state": self.row["state"],
                "by_id": doing.by.id,
                "by_unit_id": doing.by.unit_id,
                "approved_by_id": doing.second.id if doing.second else None,
                "occurred_on": day,
                "recorded_at": doing.at,
                "late_days": max((doing.today - day).days, 0),
                "facts": self.said(facts),
            }
        )

    def said(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return facts fit for the history; the invented texts hold nothing to be redacted."""
        if self.row["is_accusation"]:
            facts = {key: value for key, value in facts.items() if key in SAFE_FACTS}
        return {key: value for key, value in facts.items() if value not in (None, "", [], ())}


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(f"{type(value)} cannot wait for a decision")


def _prefix(given: Registration) -> str:
    """Return the letters a number begins with (domain 3.21)."""
    if given.form == "assigned":
        return "JB"
    if given.channel == "103":
        return "WX"
    return {"2": "LF", "3": "WX", "4": "LD"}.get(given.channel[:1], "LX")


def _columns(given: Registration, accusation: bool, office: Place, doing: Doing) -> Row:
    columns = {name: getattr(given, name) for name in COPIED}
    columns.update(
        state="registered",
        registered_on=doing.today,
        rule_set=rule_set_for(doing.today).code,
        registered_at=doing.at,
        registered_by_id=doing.by.id,
        registering_unit_id=office.id,
        unit_id=office.id,
        is_accusation=accusation,
        is_group=given.head_count >= house_rules().group_visit_from,
        procedure="1",
        summary="" if accusation else given.summary,
        content="" if accusation else given.content,
        petitioner_name=None if accusation or given.anonymous else given.people[0].name,
    )
    for name in WRITTEN:
        columns[name] = None if accusation else getattr(given, name)
    if accusation:
        columns.update(responsible_unit_id=None, responsible_person=None, publicity="0")
    return columns
