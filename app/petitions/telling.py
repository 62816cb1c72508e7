"""What became of several petitions at once, told above the next page."""

from flask import flash
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.web.errors import say
from app.petitions.commands.bulk import Outcome


def tell_outcome(outcome: Outcome) -> None:
    """Say how many went through, and of each other one why not."""
    done = len(outcome.done)
    if done:
        which = _(", ").join(outcome.done)
        flash(
            ngettext(
                "%(num)d petition done: %(which)s",
                "%(num)d petitions done: %(which)s",
                done,
                which=which,
            ),
            "success",
        )
    for number, error in outcome.refused:
        flash(_("%(number)s was refused: %(why)s", number=number, why=say(error)), "warning")
