"""The class of art. 31 on the printed handling form: which, why, who said so, where it went."""

from collections.abc import Callable

from flask_babel import gettext as _

from app.core.paper import Entry
from app.dictionaries import queries as dictionary
from app.petitions.models import Petition


def sorting_rows(petition: Petition, clear: Callable[[str | None], str]) -> list[list[Entry]]:
    """Return the rows of the block; none if nobody sorted it. ``clear`` masks what was written."""
    rows = []
    if petition.art31_class is not None:
        by = petition.art31_by.full_name if petition.art31_by else ""
        named = dictionary.label("art31_class", petition.art31_class)
        rows = [
            [Entry(_("Class"), named), Entry(_("Sorted by"), f"{by} {petition.art31_on or ''}")],
            [Entry(_("Reason for the class"), clear(petition.art31_reason))],
        ]
    if petition.statutory_route is not None:
        route = dictionary.path_label("statutory_route", petition.statutory_route)
        rows.append([Entry(_("Statutory channel"), route)])
    return rows
