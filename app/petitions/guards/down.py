"""A file goes down the line, to whom it may go, and what comes back from there (arts. 22, 23)."""

from app.core.errors import Invalid
from app.core.i18n import N_
from app.dictionaries.queries import lies_in
from app.petitions.checks import guard
from app.petitions.engine import Act
from app.petitions.queries.earlier import objections_on


@guard
def own_level_or_below(act: Act) -> None:
    """Art. 22(1): to the units of the own level and below, never to those above or beside.

    An accusation goes by the authority over cadres, which may lie higher (art. 22(2)).
    """
    home = act.unit.region_code
    for nth, unit in enumerate(act.given.get("receivers", ())):
        if not act.petition.is_accusation and not lies_in(unit.region_code, home):
            raise Invalid(
                N_(
                    "“%(unit)s” belongs neither to your level nor below it (art. 22(1)): tell the"
                    " petitioner whom to turn to, or report to it."
                ),
                field="assisting_ids" if nth else "unit_id",
                unit=unit.name,
            )


@guard
def below_own_unit(act: Act) -> None:
    """Forwarding goes to a unit below the own one."""
    for unit in act.given.get("receivers", ()):
        if unit.id == act.by.unit_id or not unit.path.startswith(act.unit.path):
            raise Invalid(N_("Choose a unit below your own."), field="unit_id")


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
