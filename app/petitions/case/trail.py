"""The way back from a file to the list it was opened from, and on to the next file of that list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from flask import url_for

from app.accounts.models import Officer
from app.petitions.lists import worklists
from app.petitions.lists.filters import Filter
from app.petitions.lists.listing import case_href
from app.petitions.models import Petition

FROM = "from"
# What a file without a limit counts as, in the order of the lists.
NEVER, LONG_AGO = date(9999, 12, 31), date(1900, 1, 1)


@dataclass(frozen=True)
class List:
    """A page with a list of files: its desk, its title, its menu entry, its address."""

    desk: str
    title: str
    menu: str
    endpoint: str
    sort: str = "lamp"
    args: Mapping[str, str] = field(default_factory=dict)


_lists: dict[str, List] = {}


def register_list(listed: List) -> None:
    """Let files opened from a list lead back to it."""
    _lists[listed.desk] = listed


def listed(desk: str) -> List | None:
    """Return the list of a desk, if there is one."""
    return _lists.get(desk)


def endpoints() -> frozenset[str]:
    """Return the endpoints of all lists."""
    return frozenset(one.endpoint for one in _lists.values())


@dataclass(frozen=True)
class Trail:
    """Where the officer came from: the list and its filter, or nowhere."""

    listed: List | None
    chosen: Filter

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Trail":
        """Read the trail from the arguments of an address."""
        listed = _lists.get(args.get(FROM, ""))
        return cls(listed, Filter.of(args) if listed else Filter())

    @property
    def query(self) -> str:
        """The trail as the end of an address."""
        if self.listed is None:
            return ""
        return "?" + urlencode({FROM: self.listed.desk, **self.chosen.as_query()})

    @property
    def href(self) -> str:
        """The address of the list."""
        if self.listed is None:
            return ""
        return address(self.listed.endpoint, {**self.listed.args, **self.chosen.as_query()})

    def case(self, petition_id: int) -> str:
        """Return the address of a file of the list."""
        return case_href(petition_id) + self.query

    def next(self, officer: Officer, petition: Petition) -> str:
        """Return the address of the file that follows in the list, or nothing."""
        if self.listed is None:
            return ""
        found = worklists.page(
            officer,
            self.listed.desk,
            self.chosen,
            after=self._key(petition),
            sort=self.listed.sort,
            size=1,
        )
        return self.case(found.rows[0].id) if found.rows else ""

    def _key(self, petition: Petition) -> str | None:
        """Return where the file stands in its list; elsewhere the list begins anew."""
        sort = self.chosen.sort or (self.listed.sort if self.listed else "")
        values = {
            "lamp": petition.lamp_due_on or NEVER,
            "-lamp": petition.lamp_due_on or LONG_AGO,
            "received": petition.received_on,
            "-received": petition.received_on,
        }
        return f"{values[sort].isoformat()}~{petition.id}" if sort in values else None


def address(endpoint: str, args: Mapping[str, str]) -> str:
    """Return the address of a list with its filter."""
    query = urlencode(args)
    return url_for(endpoint) + (f"?{query}" if query else "")


def way_to(desk: str, chosen: Filter) -> str:
    """Return the end of the address of every file of a list: it leads back to the list."""
    listed = _lists.get(desk)
    return Trail(listed, chosen).query if listed else ""
