"""Where a petition stands, as rows: its limits, who takes part, its legs, and its lamp."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app.demo.bulk.book import Book, Row
from app.demo.office import Actor, Place
from app.petitions.clocks.deadlines import amber_days
from app.petitions.limits.book import rule_set


class Standing:
    """Limits run, parties come and go, as the engine has it."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.row: Row = {}
        self.clocks: list[Row] = []
        self.parties: list[Row] = []
        self.legs: list[Row] = []
        self.requests: list[Row] = []
        self.opinions: list[Row] = []
        self.reviews: list[Row] = []
        self.records: dict[str, Row] = {}
        self.acts = 0

    def start(
        self,
        code: str,
        on: date,
        owner: Place,
        *,
        given: date | None = None,
        leg: Row | None = None,
        record_id: int | None = None,
    ) -> Row:
        """Start a limit."""
        due = self.book.due(self.row["rule_set"], code, on, given, 0)
        row = self.book.add(
            "clock",
            petition_id=self.row["id"],
            handover_id=leg["id"] if leg else None,
            record_id=record_id,
            code=code,
            rule_set=self.row["rule_set"],
            owner_unit_id=owner.id,
            started_on=on,
            given_on=given,
            unrolled_on=due.unrolled_on,
            due_on=due.due_on,
            provisional=due.provisional,
            extended_days=0,
            paused_days=0,
            stopped_on=None,
        )
        self.clocks.append(row)
        return row

    def stop(
        self,
        codes: Iterable[str],
        on: date,
        *,
        outcome: str | None = None,
        record_id: int | None = None,
    ) -> None:
        """Stop the running limits of these codes."""
        for row in self.clocks:
            if row["stopped_on"] or not (row["code"] in codes or "*" in codes):
                continue
            if record_id is None or row["record_id"] == record_id:
                row["stopped_on"] = on
                row["outcome"] = outcome or ("met" if on <= row["due_on"] else "late")

    def release(self, code: str, on: date) -> None:
        """Release every limit of a code: the next takes their place."""
        for row in self.clocks:
            if row["code"] == code:
                row["stopped_on"], row["outcome"] = row["stopped_on"] or on, "released"

    def running(self, code: str) -> Row | None:
        """Return the newest running limit of a code."""
        return next(
            (c for c in reversed(self.clocks) if c["code"] == code and not c["stopped_on"]), None
        )

    def reckon_again(self, row: Row) -> None:
        """Reckon a limit anew after an extension or a pause."""
        due = self.book.due(
            row["rule_set"], row["code"], row["started_on"], row["given_on"], row["extended_days"]
        )
        row.update(unrolled_on=due.unrolled_on, due_on=due.due_on, provisional=due.provisional)

    def open_party(self, place: Place, role: str, at: datetime, user: Actor | None = None) -> None:
        """Let a unit, or one person of it, take part from now on."""
        user_id = user.id if user else None
        key = (place.id, role, user_id)
        if any(
            (p["unit_id"], p["role"], p["user_id"]) == key and not p["until"] for p in self.parties
        ):
            return
        row = self.book.add(
            "party",
            petition_id=self.row["id"],
            unit_id=place.id,
            user_id=user_id,
            role=role,
            since=at,
            until=None,
        )
        self.parties.append(row)

    def close_parties(self, at: datetime, *roles: str) -> None:
        """End the capacities."""
        for row in self.parties:
            if row["role"] in roles and not row["until"]:
                row["until"] = at

    def leg(self) -> Row | None:
        """Return the leg on which the petition now is."""
        return next(
            (leg for leg in reversed(self.legs) if leg["status"] in ("sent", "signed")), None
        )

    def close(self) -> Row:
        """Write what is derived from the acts, the lamp above all; return the petition's row."""
        rules = rule_set(self.row["rule_set"])
        running = [c for c in self.clocks if not c["stopped_on"]]
        duties = [c for c in running if not rules.limit(c["code"]).window]
        self.row["version"] = self.acts
        self.row["lamp_provisional"] = False
        if duties:
            first = min(duties, key=lambda c: (c["due_on"], c["code"]))
            length = (first["due_on"] - first["started_on"]).days
            yellow, orange = amber_days(length, self.book.figures)
            self.row.update(
                lamp_code=first["code"],
                lamp_started_on=first["started_on"],
                lamp_due_on=first["due_on"],
                lamp_yellow_on=first["due_on"] - timedelta(days=yellow),
                lamp_orange_on=first["due_on"] - timedelta(days=orange),
                lamp_provisional=first["provisional"],
            )
        return self.row
