"""An application that is brought to the reviewing unit itself."""

from flask_babel import lazy_gettext as _l

from app.core import clock
from app.core.web.once import OnceForm
from app.petitions.forms import fields


class ApplicationForm(OnceForm):
    """Which petition, whose, what shows it, and what the petitioner asks for."""

    number = fields.line(_l("Petition number"))
    name = fields.line(_l("Petitioner"), description=_l("In full, as registered"))
    proof = fields.line(
        _l("Query code or number of the opinion"),
        description=_l("The eight signs of the slip, or the number at the head of the letter"),
    )
    applied_on = fields.day(_l("Applied on"), default=clock.today)
    reason = fields.text(_l("Request and reasons"))
