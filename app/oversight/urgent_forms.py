"""Forms of urgent matters outside the case page: an event of its own, the further reports."""

from flask_babel import lazy_gettext as _l

from app.core.web.once import OnceForm
from app.petitions.forms import fields, urgent


class ReportForm(OnceForm):
    """A further or the closing report: how it stands now."""

    happened_at = urgent.instant(_l("Time of the event"))
    place = fields.line(_l("Place"), most=120)
    people = urgent.people()
    facts = fields.text(
        _l("Course of the event"), description=_l("No more personal data than needed.")
    )
    situation = fields.text(_l("How it stands"))
    handling = fields.text(_l("What is being done"))
    responsible = fields.line(_l("Responsible unit"), most=120)
    contact = fields.line(_l("Contact"), most=120, description=urgent.CONTACT_HINT)


class EventForm(ReportForm):
    """The first report of an event that belongs to no petition."""

    title = fields.line(_l("Subject of the report"), most=60, description=urgent.TITLE_HINT)
    known_at = urgent.instant(_l("Learnt of at"))
