"""What an officer lately did: on petitions that he may still see, and beside them."""

from typing import Any

import sqlalchemy as sa
from flask import request
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_babel import gettext
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.accounts.own.profile import recent_notes
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.core.web.desk import Desk
from app.core.web.links import turns
from app.extensions import db
from app.journal.tags import TAGS
from app.petitions.lists.listing import case_href
from app.petitions.models import Event, Petition
from app.petitions.scope import visible_to
from app.petitions.words.sentences import sentence


class OwnActivityView(Desk):
    """What I did lately."""

    route_base = "/me/activity"
    default_view = "list"

    @expose("/")
    def list(self) -> ResponseReturnValue:
        """Show the own acts, the latest first."""
        place = Place(after=request.args.get("after"), before=request.args.get("before"))
        page = acts_of(self.officer, place)
        return self.render_template(
            "petitions/activity.html",
            acts=[_told(event) for event in page.rows],
            notes=[
                {"at": note.at, "text": gettext(TAGS[note.tag], by=note.by_name, name=_name(note))}
                for note in recent_notes(self.officer)
                if note.tag in TAGS
            ],
            **turns(page),
        )


def acts_of(officer: Officer, place: Place) -> Page[Any]:
    """Return the events of an officer's own acts on petitions within his sight."""
    query = (
        sa.select(Event)
        .join(Petition, Petition.id == Event.petition_id)
        .where(Event.by_id == officer.id, visible_to(officer))
        .options(
            joinedload(Event.petition),
            joinedload(Event.by),
            joinedload(Event.approved_by),
            joinedload(Event.on_behalf_of),
        )
    )
    return key_page(db.session(), query, Order(Event.recorded_at, Event.id), place)


def _told(event: Event) -> dict[str, Any]:
    return {
        "at": event.recorded_at,
        "number": event.petition.number,
        "href": case_href(event.petition_id),
        "text": sentence(event),
    }


def _name(note: Any) -> str:
    # Names of roles are kept in English, those of people as they are.
    return gettext(note.about_name) if note.about == "Role" else str(note.about_name)


def register(appbuilder: AppBuilder) -> None:
    """Hang the page on the menu."""
    appbuilder.add_view(
        OwnActivityView,
        "What I did",
        icon="clock",
        label=N_("What I did"),
        category="Profile",
    )
