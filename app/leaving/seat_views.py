"""代岗 and 移交清单 as everybody has them: the own deputies, sitting in, lists to print."""

import logging

from flask import abort, flash, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_babel import gettext as _

from app.accounts.commands.deputies import end_deputy
from app.accounts.deputies import KEY, Deputy, periods_for, periods_of, refuse_pair
from app.accounts.units.names import name_on
from app.core import clock
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.extensions import db
from app.leaving import queries
from app.leaving.belongings import belongings
from app.leaving.forms import DeputyForm
from app.leaving.leaving_views import name_deputy
from app.leaving.presenters import handover_rows, record_rows
from app.petitions.commands.access import note_access

log = logging.getLogger("app.security")


class SeatView(Desk):
    """The own seat: who stands in for me, for whom I stand in, what was handed over."""

    route_base = "/seat"
    default_view = "show"

    @expose("/", methods=["GET", "POST"])
    def show(self) -> ResponseReturnValue:
        """Show the own page, or name a deputy."""
        officer, form = self.officer, DeputyForm()
        # In somebody's seat nobody is named: a deputy has no deputy.
        if officer.acting_for is None and name_deputy(form, officer, by=officer):
            return redirect(url_for("SeatView.show"))
        return self.render_template(
            "leaving/seat.html",
            officer=officer,
            form=form,
            periods=periods_of(officer),
            open_to_me=periods_for(officer),
            leavings=queries.leavings_for(officer),
        )

    @expose("/deputies/<int:pk>/end", methods=["POST"])
    def end(self, pk: int) -> ResponseReturnValue:
        """End one of the own periods early, on either side."""
        end_deputy(self._period(pk), by=self.officer)
        flash(_("Ended."), "success")
        return redirect(url_for("SeatView.show"))

    @expose("/sit/<int:pk>", methods=["POST"])
    def sit(self, pk: int) -> ResponseReturnValue:
        """Act for a colleague from now on."""
        period = self._period(pk)
        if period.deputy_id != self.officer.id:
            abort(404)
        if self.officer.acting_for is not None or not period.holds:
            raise DomainError(N_("You cannot act for this colleague now."))
        refuse_pair(period.officer, self.officer)
        session[KEY] = period.id
        log.info("officer %s acts for officer %s", period.deputy_id, period.officer_id)
        flash(_("You act for %(name)s now.", name=period.officer.full_name), "success")
        return redirect(self.appbuilder.get_url_for_index)

    @expose("/stop", methods=["POST"])
    def stop(self) -> ResponseReturnValue:
        """Act for oneself again."""
        session.pop(KEY, None)
        log.info("officer %s acts for nobody", self.officer.id)
        flash(_("You act for yourself again."), "success")
        return redirect(url_for("SeatView.show"))

    @expose("/handovers/<int:pk>")
    def handover(self, pk: int) -> ResponseReturnValue:
        """Show what was handed over as a sheet for the printer."""
        leaving = queries.leaving_for(pk, self.officer) or abort(404)
        rows, hidden = handover_rows(leaving, self.officer)
        records, more = record_rows(leaving, self.officer)
        note_access("print", by=self.officer, row_count=len(rows), facts={"leaving": leaving.id})
        return self.render_template(
            "leaving/handover.html",
            leaving=leaving,
            unit=name_on(leaving.unit, clock.office_time(leaving.at).date()),
            rows=rows,
            hidden=hidden,
            records=records,
            more=more,
            labels={one.name: one.label for one in belongings()},
        )

    def _period(self, pk: int) -> Deputy:
        period = db.session.get(Deputy, pk)
        if period is None or self.officer.id not in (period.officer_id, period.deputy_id):
            abort(404)
        return period
