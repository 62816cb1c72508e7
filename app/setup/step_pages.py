"""What the pages of the first day have in common: the frame with its steps, and who may enter."""

from typing import Any

from flask import abort, session
from flask.typing import ResponseReturnValue

from app.accounts.subtree import at_the_top
from app.core.web.desk import Desk
from app.setup import steps

LEFT = "first_day_left"
#: What is done again each year: after the first day these pages stand without its steps.
LATER = ("holidays", "by_hand")


class StepPages(Desk):
    """A page in the frame of the first day, an affair of the installation's own office."""

    def at_the_top(self) -> None:
        """Refuse everybody who does not sit at the top; who comes in takes the first day up."""
        if not at_the_top(self.officer):
            abort(404)
        session.pop(LEFT, None)

    def step_page(self, code: str, **given: Any) -> ResponseReturnValue:
        """Draw a page in the frame of the steps."""
        gone = steps.done()
        place = next((n for n, step in enumerate(steps.STEPS, 1) if step.code == code), None)
        return self.render_template(
            f"setup/{code}.html",
            step=steps.BY_CODE.get(code),
            here=code,
            alone=code in LATER and not steps.still_open(gone),
            place=place,
            steps=[(step, step.code in gone) for step in steps.STEPS],
            **given,
        )
