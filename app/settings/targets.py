"""What an office aims at with its indicators; where it aims at nothing stands 0.

None for repeats, first petitions or days: whoever is measured by these sends people away, or
registers a repeat as a first one (domain 5.8).
"""

from app.core.i18n import N_
from app.settings.shapes import Setting, number

_LEAST = N_("The share that is to be reached at least, in per cent; 0 means no target.")


def _target(title: str, default: int = 0) -> Setting:
    return number(title, _LEAST, default, 0, 100, unit=N_("per cent"))


TARGETS = {
    "target_send": _target(N_("Handed over in time, petition office"), 95),
    "target_accept": _target(N_("Accepted in time, responsible unit"), 95),
    "target_answer": _target(N_("Concluded in time, share"), 95),
    "target_rated": _target(N_("Share rated")),
    "target_unit_happy": _target(N_("Satisfied with the unit, share")),
    "target_office_happy": _target(N_("Satisfied with the office, share")),
    "target_settled": _target(N_("Settled at once, share")),
}
