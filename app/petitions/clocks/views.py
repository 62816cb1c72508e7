"""What the lamp opens: how the day of a limit was reckoned, on the screen and on paper."""

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access

from app.core import clock
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.dictionaries.queries import work_calendar
from app.petitions.case.casefile import open_file
from app.petitions.case.limit_sheet import Sheet, foremost, sheet_of
from app.petitions.case.limit_telling import as_drawn, beside, others
from app.petitions.case.trail import Trail
from app.petitions.commands.access import note_access
from app.petitions.models import Clock, Petition


class LimitView(Desk):
    """The reckoning of each limit of a file (期限计算说明)."""

    route_base = "/petitions"
    default_view = "index"
    # Everybody passes the door; what stands behind it is found through the row rule.
    class_permission_name = "Home"
    method_permission_name = dict.fromkeys(("index", "show", "print_one"), "read")

    @expose("/<int:petition_id>/limits")
    @has_access
    def index(self, petition_id: int) -> ResponseReturnValue:
        """Lead to the limit that presses most; from there the way goes to every other."""
        found = foremost(open_file(self.officer, petition_id))
        if found is None:
            raise NotFound(NO_LIMIT)
        trail = Trail.of(request.args)
        return redirect(f"/petitions/{petition_id}/limits/{found.id}{trail.query}")

    @expose("/<int:petition_id>/limits/<int:clock_id>")
    @has_access
    def show(self, petition_id: int, clock_id: int) -> ResponseReturnValue:
        """Show how the end of a limit was found, step by step."""
        return self._page(self._sheet(petition_id, clock_id))

    @expose("/<int:petition_id>/limits/<int:clock_id>/print")
    @has_access
    def print_one(self, petition_id: int, clock_id: int) -> ResponseReturnValue:
        """Show it for the printer; a provisional end leaves the office on no paper."""
        sheet = self._sheet(petition_id, clock_id)
        petition = sheet.petition
        self.must("read", "Accusation" if petition.is_accusation else "Petition")
        if sheet.refusal:
            return self._page(sheet, status=409)
        page = self.render_template(
            "petitions/limit_paper.html",
            petition=petition,
            sheet=as_drawn(sheet),
            printed_on=clock.today(),
            by=self.officer.full_name,
        )
        # Last, because what is written down ends the transaction in which the page was read.
        facts = {
            "form": "limit",
            "limit": sheet.clock.code,
            "due_on": sheet.clock.due_on.isoformat(),
        }
        note_access("print", by=self.officer, petition=petition, row_count=1, facts=facts)
        return page

    def _sheet(self, petition_id: int, clock_id: int) -> Sheet:
        petition = open_file(self.officer, petition_id)
        return sheet_of(_clock(petition, clock_id), work_calendar())

    def _page(self, sheet: Sheet, *, status: int = 200) -> ResponseReturnValue:
        petition, trail = sheet.petition, Trail.of(request.args)
        page = self.render_template(
            "petitions/limit.html",
            petition=petition,
            sheet=as_drawn(sheet),
            beside=beside(petition, sheet.clock),
            limits=others(petition, sheet.clock.id),
            refused=status != 200,
            query=trail.query,
            back=trail.case(petition.id),
        )
        return page, status


NO_LIMIT = N_("There is no such limit.")


def _clock(petition: Petition, clock_id: int) -> Clock:
    for one in petition.clocks:
        if one.id == clock_id:
            return one
    raise NotFound(NO_LIMIT)


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the application; a file's lamps lead here."""
    appbuilder.add_view_no_menu(LimitView)
