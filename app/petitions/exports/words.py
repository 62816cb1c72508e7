"""Labels for exports, each looked up once: a cell must not cost a look into the dictionary."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.accounts.units.names import CalledOn
from app.core import clock
from app.dictionaries import queries as dictionary
from app.petitions.lists.lamps import LAMPS
from app.petitions.workflow import PETITION


class Words:
    """What codes mean, in the language of the reader, remembered for one export."""

    def __init__(self) -> None:
        self.today = clock.today()
        self._known: dict[tuple[str, str], str] = {}
        self._regions: dict[str, str] = {}
        self._units = CalledOn(short=True)

    def label(self, list_code: str, code: str | None, on: date | None) -> str:
        """Return the label of a dictionary entry as it was on a day."""
        return self._on(list_code, code, on, dictionary.label)

    def path(self, list_code: str, code: str | None, on: date | None) -> str:
        """Return the labels from the top down to the entry as they were on a day."""
        return self._on(list_code, code, on, dictionary.path_label)

    def state(self, name: str) -> str:
        """Return the name of a state."""
        return self._once("state", name, lambda one: _(PETITION.state(one).label))

    def lamp(self, tone: str) -> str:
        """Return the word of a lamp; nothing where none is lit."""
        return self._once("lamp", tone, lambda one: _(LAMPS[one]) if one in LAMPS else "")

    def unit(self, unit_id: int | None, present: str | None, on: date | None) -> str:
        """Return what a unit was called on a day; without a day, what it is called now."""
        return self._units(unit_id, present, on)

    def region(self, code: str | None) -> str:
        """Return the name of a division that was learnt."""
        return self._regions.get(code or "", "")

    def learn_regions(self, rows: Sequence[Any]) -> None:
        """Read the divisions of some rows that no row before them had, in one statement."""
        codes = {code for row in rows for code in (row.problem_region, row.archive_region) if code}
        if new := codes - self._regions.keys():
            self._regions |= dictionary.region_labels(new)

    def _on(
        self, list_code: str, code: str | None, on: date | None, find: Callable[..., str]
    ) -> str:
        # A list without former names says the same on every day, and is asked once a code.
        kind = f"{find.__name__} {list_code} {on}" if dictionary.renamed(list_code) else ""
        kind = kind or f"{find.__name__} {list_code}"
        return self._once(kind, code, lambda one: find(list_code, one, on=on))

    def _once(self, kind: str, code: str | None, find: Callable[[str], str]) -> str:
        if not code:
            return ""
        key = (kind, code)
        if key not in self._known:
            self._known[key] = find(code)
        return self._known[key]
