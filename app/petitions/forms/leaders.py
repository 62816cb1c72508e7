"""Forms of receptions and charges of leaders on a petition."""

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.forms.oversight import records_of
from app.petitions.models import Reception
from app.petitions.queries import colleagues
from app.petitions.queries.receptions import receptions_on


def reception_words(one: Reception) -> str:
    """Return a reception as a line of a list: who, when, where."""
    return _(
        "%(leader)s, %(day)s %(begins)s to %(ends)s, %(place)s",
        leader=" ".join(filter(None, (one.leader_name, one.leader_title))),
        day=format_date(one.day, "medium"),
        begins=f"{one.begins:%H:%M}",
        ends=f"{one.ends:%H:%M}",
        place=" ".join(filter(None, (one.place, one.window))),
    )


class ReceiveForm(MoveForm):
    """At which reception the visitors were received."""

    wide = frozenset({"reception_id"})

    reception_id = records_of(_l("Reception"))

    def fit(self) -> None:
        """Offer the receptions of the own unit on the day of the visit."""
        found = receptions_on(self.officer.unit_id, self.petition.received_on)
        self.reception_id.choices = [
            fields.NOT_CHOSEN,
            *((str(one.id), reception_words(one)) for one in found),
        ]


class ChargeForm(MoveForm):
    """Which leader answers for it, until when, to what end."""

    leader_id = fields.NumberOf(_l("Leader in charge"))
    until_on = fields.day(_l("To be done by"), required=False)
    aim = fields.text(_l("Aim and plan"))

    def fit(self) -> None:
        """Offer who gives instructions, a leader himself first."""
        own = self.officer.may("return_submission")
        first = ("", _("Myself")) if own else fields.NOT_CHOSEN
        self.leader_id.choices = [first, *colleagues.leaders(but=self.officer)]


class ReleaseForm(MoveForm):
    """What came of it."""

    result = fields.text(_l("What came of it"))
