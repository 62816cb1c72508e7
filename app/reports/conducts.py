"""The lines of the table of incidents: kinds of conduct under the classes of article 26."""

from collections.abc import Iterable

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from app.core.i18n import N_
from app.dictionaries import queries as dictionary
from app.petitions.models import Incident
from app.reports.axes import Axis, Line
from app.reports.keys import Key
from app.reports.sources import ASIDE

#: "None": an entry of the list that no incident has.
NOTHING = "00"
#: The classes in order; what stands in none of them is in the last one.
CLASSES = {
    "self": (N_("Harm to oneself"), ("11", "12", "13", "14", "15")),
    "threat": (N_("Threats"), ("16", "21")),
    "order": (N_("Gatherings, blockades and sit-ins"), ("31", "32", "33", "34")),
    "goods": (N_("Dangerous goods and controlled tools"), ("41",)),
    "staff": (N_("Acts against staff and property"), ("51", "52", "53")),
    "stay": (N_("Refusing to leave, leaving people behind"), ("61", "62")),
    "incite": (N_("Incitement and making money of it"), ("71", "72")),
    "rest": (N_("Other disturbances"), ()),
}
_PLACED = tuple(code for _label, codes in CLASSES.values() for code in codes)


def conducts() -> Axis:
    """Return the kinds of conduct of the dictionary under their classes."""
    by = sa.type_coerce(Incident.conduct, sa.String)
    return Axis(N_("Conduct"), by, _lines, _on, aside=ASIDE)


def _lines(keys: Iterable[Key]) -> list[Line]:
    known = sorted({*dictionary.known_codes("conduct"), *keys} - {NOTHING})
    found: list[Line] = []
    for name, (label, codes) in CLASSES.items():
        below = [code for code in known if code in codes or (name == "rest" and _unplaced(code))]
        found.append(Line(name, _(label), tuple(below), above=True))
        found += [Line(one, _named(one), (one,), parent=name) for one in below]
    return found + [Line(one, _named(one), (one,), aside=True) for one in known if one in ASIDE]


def _unplaced(code: str) -> bool:
    return code not in _PLACED and code not in ASIDE


def _named(code: str) -> str:
    return dictionary.label("conduct", code)


def _on(key: str) -> ColumnElement[bool]:
    if key == "rest":
        return Incident.conduct.not_in((*_PLACED, *ASIDE))
    return Incident.conduct.in_(CLASSES[key][1] if key in CLASSES else (key,))
