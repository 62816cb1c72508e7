"""Lead and assisting units: the lead alone answers, the assisting ones contribute by a day."""

from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.engine import Act, MoveRefused
from app.petitions.queries.contributions import owed_by, owing


@guard
def assisting_by_a_day(act: Act) -> None:
    """Whoever names assisting units says by which day they contribute, later than today."""
    if act.petition.is_accusation or len(act.given.get("receivers", ())) < 2:
        return
    wanted = act.given.get("assisting_on")
    if wanted is None:
        raise Invalid(N_("Say by which day the assisting units contribute."), field="assisting_on")
    if wanted <= act.today:
        raise Invalid(N_("A contribution can only be wanted on a later day."), field="assisting_on")


@guard
def another_assists(act: Act) -> None:
    """The lead asks another unit than itself, for a later day, and not twice at once."""
    for unit in act.given.get("receivers", ()):
        if unit.id == act.by.unit_id:
            raise Invalid(N_("Choose another unit than your own."), field="unit_id")
        if owed_by(act.petition, unit.id) is not None:
            raise Invalid(N_("“%(unit)s” still owes a contribution."), field="unit_id", unit=unit)
    wanted = act.given.get("wanted_on")
    if wanted is not None and wanted <= act.today:
        raise Invalid(N_("A contribution can only be wanted on a later day."), field="wanted_on")


@guard
def contribution_owed(act: Act) -> None:
    """Only a unit that was asked delivers, and only once."""
    if owed_by(act.petition, act.by.unit_id) is None:
        raise MoveRefused(N_("Your unit owes no contribution."))


@guard
def contributions_in(act: Act) -> None:
    """The lead may answer without a contribution, with the reason why."""
    missing = owing(act.petition)
    if not missing or not act.given or (act.given.get("without_reason") or "").strip():
        return
    raise Invalid(
        N_("Still owing: %(units)s. Say why it is answered without their contribution."),
        field="without_reason",
        units="、".join(one.owner.name for one in missing),
    )
