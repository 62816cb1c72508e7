"""The register of letters on the screen and for the printer."""

import re
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import N_
from app.core.paging import Page, Place
from app.core.privacy import mask_name
from app.core.web.desk import Desk
from app.petitions.letters.kinds import kind_of
from app.petitions.letters.register import Chosen, Entry, numbers_of, parts_of, seen_among
from app.petitions.letters.words import NAMES, STATUSES
from app.petitions.models import Letter, Supervision
from app.petitions.models.order import RUNGS, WITHDRAWN
from app.petitions.words.days import long_day

AT_ONCE = 50


class LetterRegisterView(Desk):
    """Numbers of the own unit's letters by year."""

    route_base = "/letters/register"
    default_view = "list"
    class_permission_name = "Letter"
    method_permission_name = {"list": "read"}

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """Show the numbers of a year."""
        parts = parts_of(self.officer)
        chosen = _chosen(parts)
        args = request.args
        place = Place(after=args.get("after"), before=args.get("before"), size=AT_ONCE)
        page = numbers_of(self.officer, chosen, place)
        seen = seen_among(self.officer, page.rows)
        return self.render_template(
            "petitions/letter_register.html",
            unit=self.officer.unit,
            rows=[_row(one, seen) for one in page.rows],
            tabs=_tabs(parts, chosen),
            chosen=chosen,
            **_ways(page, chosen),
        )


def _chosen(parts: list[tuple[int, str]]) -> Chosen:
    text = request.args.get("year", "")
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
    mark = request.args.get("mark", "")
    return Chosen(year or clock.today().year, mark if mark in {one for _y, one in parts} else "")


def _tabs(parts: list[tuple[int, str]], chosen: Chosen) -> list[dict[str, Any]]:
    years = sorted({year for year, _mark in parts} | {chosen.year}, reverse=True)
    tabs = [
        {
            "label": str(year),
            "href": url_for("LetterRegisterView.list", year=year),
            "active": year == chosen.year and not chosen.mark,
        }
        for year in years
    ]
    marks = [mark for year, mark in parts if year == chosen.year]
    tabs += [
        {
            "label": mark,
            "href": url_for("LetterRegisterView.list", year=chosen.year, mark=mark),
            "active": mark == chosen.mark,
        }
        for mark in marks
    ]
    return tabs


def _row(entry: Entry, seen: set[int]) -> dict[str, Any]:
    visible = entry.petition_id in seen
    return {
        "number": entry.number,
        "case": entry.petition.number if visible else "",
        "case_href": f"/petitions/{entry.petition_id}" if visible else "",
        **(
            _letter(entry, visible=visible)
            if isinstance(entry, Letter)
            else _order(entry, visible=visible)
        ),
    }


def _order(order: Supervision, *, visible: bool) -> dict[str, Any]:
    """Return what the register says of a supervision that was not drawn on paper."""
    withdrawn = order.result == WITHDRAWN
    closed = N_("Withdrawn") if withdrawn else N_("Closed")
    return {
        "href": f"/petitions/{order.petition_id}?tab=records" if visible else "",
        "name": _("%(rung)s, no paper drawn", rung=_(RUNGS[order.rung])),
        "to": order.unit.called if visible else "",
        "signed_by": order.issued_by.full_name if order.issued_by else "",
        "signed_on": long_day(order.issued_on),
        "status": _(closed) if order.status == "closed" else _("Issued"),
        "cancelled": withdrawn,
        "reason": (order.closing_note or "") if visible else "",
    }


def _letter(letter: Letter, *, visible: bool) -> dict[str, Any]:
    signed = clock.office_time(letter.signed_at).date() if letter.signed_at else None
    return {
        "href": f"/letters/{letter.id}" if visible else "",
        "name": _(NAMES[letter.kind]),
        "to": _addressee(letter) if visible else "",
        "signed_by": letter.signed_by.full_name if letter.signed_by else "",
        "signed_on": long_day(signed),
        "status": _(STATUSES[letter.status]),
        "cancelled": letter.status == "cancelled",
        "reason": (letter.cancelled_reason or "") if visible else "",
    }


def _addressee(letter: Letter) -> str:
    """Return to whom it goes; a petitioner's name is masked in a list."""
    if kind_of(letter.kind).to != "petitioner":
        return letter.addressee
    between = _(", ")
    return between.join(mask_name(name) for name in re.split("[,\u3001\uff0c]", letter.addressee))


def _ways(page: Page[Entry], chosen: Chosen) -> dict[str, str]:
    def way(**key: str) -> str:
        asked: dict[str, Any] = {"year": chosen.year, **key}
        if chosen.mark:
            asked["mark"] = chosen.mark
        return url_for("LetterRegisterView.list", **asked)

    return {
        "next": way(after=page.next_key) if page.next_key else "",
        "previous": way(before=page.previous_key) if page.previous_key else "",
    }


def register(appbuilder: AppBuilder) -> None:
    """Hang the register on the menu."""
    appbuilder.add_view(
        LetterRegisterView,
        "Register of letters",
        label=N_("Register of letters"),
        icon="sheet",
        category="Handling",
    )
