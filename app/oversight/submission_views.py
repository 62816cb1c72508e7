"""呈批表 (W20): a submission on paper, with room for what the leader writes by hand."""

from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access

from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.paper import spans
from app.core.web.desk import Desk
from app.oversight.submission_paper import submission_form
from app.petitions.case.casefile import open_file
from app.petitions.commands.access import note_access
from app.petitions.queries.submissions import answers_to, submission_on


class SubmissionView(Desk):
    """The paper that goes to a leader, printed from the submission on the file."""

    route_base = "/petitions"
    default_view = "print_one"
    # Everybody passes the door; what stands behind it is found through the row rule.
    class_permission_name = "Home"
    method_permission_name = {"print_one": "read"}

    @expose("/<int:petition_id>/submissions/<int:submission_id>/print")
    @has_access
    def print_one(self, petition_id: int, submission_id: int) -> ResponseReturnValue:
        """Show the form for the printer, personal data masked, and write down that it was."""
        petition = open_file(self.officer, petition_id)
        self.must("read", "Accusation" if petition.is_accusation else "Petition")
        record = submission_on(petition, submission_id)
        if record is None:
            raise NotFound(N_("There is no such submission."))
        page = self.render_template(
            "petitions/paper.html",
            petition=petition,
            paper=submission_form(record, answers_to(record), by=self.officer),
            spans=spans,
            full=False,
            may_export=False,
            may_unmask=False,
        )
        # Last, because what is written down ends the transaction in which the page was read.
        facts = {"form": "submission", "id": record.id}
        note_access("print", by=self.officer, petition=petition, row_count=1, facts=facts)
        return page
