"""年度报告: the years that can be told, each as a document that the office completes."""

from io import BytesIO

from flask import abort
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access

from app.core import clock
from app.core.render.word_report import write_report
from app.core.web.downloads import document
from app.petitions.commands.access import note_access
from app.reports.annual.content import annual
from app.reports.desk import CountingDesk
from app.reports.months.counted import in_the_offices_language
from app.reports.reader import Reader

#: So many years are offered, the present one among them.
YEARS = 6


def years() -> list[int]:
    """Return the years that are offered, the present one first."""
    this = clock.today().year
    return list(range(this, this - YEARS, -1))


class AnnualView(CountingDesk):
    """Who may count takes the report of a year, of what he may count."""

    route_base = "/annual-reports"
    default_view = "index"
    method_permission_name = dict.fromkeys(("index", "paper"), "count")

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show of which years there is a report."""
        return self.render_template("reports/annual.html", years=years(), this=years()[0])

    @expose("/<int:year>.docx")
    @has_access
    def paper(self, year: int) -> ResponseReturnValue:
        """Give the report of a year as a document."""
        if year not in years():
            abort(404)
        with in_the_offices_language():
            report = annual(Reader.of(self.officer), year, clock.today())
            made = write_report(report.title, report.about, report.chapters, report.annexes)
        rows = sum(len(sheet.rows) for sheet in report.annexes)
        note_access(
            "export", by=self.officer, row_count=rows, facts={"report": "annual", "year": year}
        )
        return document(BytesIO(made), report.title, plain=f"annual-{year}")
