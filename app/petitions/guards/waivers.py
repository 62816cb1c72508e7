"""What may be done without its letter: only what needs one here, and one question at a time."""

import sqlalchemy as sa

from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.checks import guard
from app.petitions.engine import Act, MoveRefused
from app.petitions.letters.gates import gates
from app.petitions.models import Waiver
from app.petitions.workflow import PETITION


def waivable(act: Act) -> list[str]:
    """Return the kinds of letters that an act possible in this state needs."""
    state = act.petition.state
    return [gate.kind for gate in gates().values() if state in PETITION.move(gate.move).sources]


@guard
def waiver_possible(act: Act) -> None:
    """A letter that an act in this state needs, and no question about one waits already."""
    kind = act.given.get("kind")
    if kind is None:
        return
    if kind not in waivable(act):
        raise Invalid(N_("No act that is possible now needs this letter."), field="kind")
    standing = db.session.scalars(
        sa.select(Waiver.status).where(
            Waiver.petition_id == act.petition.id,
            sa.or_(
                Waiver.status == "asked",
                sa.and_(Waiver.status == "granted", Waiver.kind == kind, Waiver.used_on.is_(None)),
            ),
        )
    ).all()
    if "asked" in standing:
        raise MoveRefused(N_("Somebody asked already to do without a letter; it is not decided."))
    if standing:
        raise Invalid(N_("It has been granted already."), field="kind")
