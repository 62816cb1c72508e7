"""今日事项, read: counted when the page is opened, so that it never says what is over."""

from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import format_date

from app.accounts.deputies import periods_for
from app.core import clock
from app.core.web.desk import Desk
from app.dashboard.matters import matters


class MorningView(Desk):
    """What waits for the officer today, on one page that can be printed."""

    route_base = "/morning"
    default_view = "index"
    class_permission_name = "Home"
    method_permission_name = {"index": "read"}

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show every kind of thing that waits, with its list."""
        officer = self.officer
        periods = [] if officer.acting_for else periods_for(officer)
        return self.render_template(
            "dashboard/morning.html",
            today=format_date(clock.today(), "full"),
            rows=matters(officer),
            others=[period.officer.full_name for period in periods],
        )
