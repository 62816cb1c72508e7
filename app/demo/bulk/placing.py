"""What is told is counted as well: the columns that the session keeps, written beside it."""

from collections import defaultdict
from types import SimpleNamespace
from typing import Any

from app.demo.bulk.book import Row
from app.extensions import db
from app.petitions.models.counted import RATING, traits_of, what_of
from app.petitions.models.handover import ON_ITS_WAY
from app.petitions.models.placing import PLACED, key_of, placing_id_of

_DEFAULTS = {"is_repeat": False, "is_accusation": False}


class Counted:
    """Gives rows that wait to be poured their placings, traits and names."""

    def __init__(self) -> None:
        self._placings: dict[str, int] = {}

    def write(self, rows: dict[str, list[Row]]) -> None:
        """Write the columns of all petitions that wait, and of what hangs on them."""
        legs = {leg["id"]: leg["status"] for leg in rows.get("handover", ())}
        rated = {row["petition_id"] for row in rows.get("follow_up", ())}
        limits: dict[int, list[Any]] = defaultdict(list)
        for row in rows.get("clock", ()):
            limit = SimpleNamespace(**{"outcome": None} | row)
            limits[row["petition_id"]].append(limit)
            back = legs.get(row["handover_id"], ON_ITS_WAY[0]) not in ON_ITS_WAY
            over = limit.petition_id in rated if limit.code == RATING else back
            row["what"] = what_of(limit, done_with=over)
        places = {}
        for petition in rows.get("petition", ()):
            known = _DEFAULTS | petition | {"clocks": limits[petition["id"]]}
            petition["traits"] = traits_of(known.get)
            petition["placing_id"] = places[petition["id"]] = self._placing(known)
        last = {row["petition_id"]: row["id"] for row in rows.get("follow_up", ())}
        for row in rows.get("clock", ()):
            row["placing_id"] = places[row["petition_id"]]
        for row in rows.get("follow_up", ()):  # only the last rating of a petition counts
            counts = last[row["petition_id"]] == row["id"]
            row["placing_id"] = places[row["petition_id"]] if counts else None

    def _placing(self, petition: Row) -> int | None:
        if petition["state"] == "voided":
            return None
        values = {name: petition.get(name) for name in PLACED}
        key = key_of(values)
        if key not in self._placings:
            self._placings[key] = placing_id_of(db.session(), values)
        return self._placings[key]
