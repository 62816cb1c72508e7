"""What an objection needs: not the same one again (art. 23(3))."""

from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.engine import Act
from app.petitions.queries.earlier import objections_on


@guard
def objection_new(act: Act) -> None:
    """What the sender refused is not asked again on the same ground; on another one it may."""
    ground = act.given.get("return_reason")
    if ground is None or act.leg is None:
        return
    for one in objections_on(act.leg):
        if one.agreed is False and one.code == ground:
            raise Invalid(
                N_(
                    "The objection on this ground was refused on %(day)s; the notice is owed now."
                    " Only on another ground can be objected once more (art. 23(3))."
                ),
                field="return_reason",
                day=one.answered_on,
            )
