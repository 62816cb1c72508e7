"""The page of the journal: who changed what about people, roles, words and settings."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Form, SelectField, StringField
from wtforms.validators import Length, Optional

from app.accounts.journal_page.reading import Wanted, events_for, told
from app.accounts.journal_page.words import KINDS, kind_of
from app.core.paging import Place
from app.core.web.desk import Desk
from app.core.web.links import turns
from app.core.web.widgets import known_year, not_before
from app.journal.tags import TAGS

LONGEST_NAME = 64


class JournalSearch(Form):
    """What the journal is narrowed to."""

    person = StringField(_l("Who did it"), validators=[Optional(), Length(max=LONGEST_NAME)])
    kind = SelectField(
        _l("About"), choices=lambda: [("", _("All")), *_kinds()], validate_choice=False
    )
    since = DateField(_l("From"), validators=[Optional(), known_year])
    until = DateField(_l("Until"), validators=[Optional(), known_year, not_before("since")])


class JournalView(Desk):
    """What administrators did, within the units that the reader manages."""

    route_base = "/journal"
    class_permission_name = "Journal"
    method_permission_name = {"list": "read"}
    default_view = "list"

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """List the events, newest first."""
        form = JournalSearch(request.args)
        form.validate()  # a day that is none is said beside its field; the rest still narrows
        wanted = Wanted(
            person=(form.person.data or "").strip()[:LONGEST_NAME],
            kind=form.kind.data if form.kind.data in KINDS else "",
            since=form.since.data,
            until=form.until.data,
        )
        where = Place(request.args.get("after"), request.args.get("before"))
        page = events_for(self.officer, wanted, where)
        return self.render_template(
            "accounts/journal.html",
            form=form,
            events=[told(event) for event in page.rows],
            narrowed=wanted != Wanted(),
            clear_href=url_for("JournalView.list"),
            **turns(page),
        )


def _kinds() -> list[tuple[str, str]]:
    used = {kind_of(tag) for tag in TAGS}
    return [(kind, _(label)) for kind, label in KINDS.items() if kind in used]
