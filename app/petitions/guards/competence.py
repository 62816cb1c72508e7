"""Who may have the file at all: conflicts, legs, objections, routes and grounds."""

from app.accounts.models import Unit
from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.clocks.running import rules_of
from app.petitions.engine import Act, MoveRefused
from app.petitions.limits.rules import LOCAL_GROUNDS

# Statutory channels of art. 22(2): open to the petition office itself. The others are art. 31.
ORGAN_ROUTES = ("discipline", "political_legal")


def conflicts(accused: Unit | None, receiver: Unit | None) -> bool:
    """Say whether a unit is the accused one, or stands above or below it (art. 30(3))."""
    if accused is None or receiver is None:
        return False
    return accused.path.startswith(receiver.path) or receiver.path.startswith(accused.path)


@guard
def no_conflict(act: Act) -> None:
    """Art. 30(3): never to the accused, nor to the line above or below."""
    accusation, receivers = act.petition.accusation, act.given.get("receivers", ())
    if accusation is None:
        return
    if accusation.accused_unit is None and receivers and not act.given.get("conflict_checked"):
        raise Invalid(
            N_("The unit of the accused is not in the list: check it yourself and confirm."),
            field="conflict_checked",
        )
    for unit in receivers:
        if conflicts(accusation.accused_unit, unit):
            raise MoveRefused(
                N_("This unit is the accused, or stands above or below it (art. 30(3)).")
            )


@guard
def not_accusation(act: Act) -> None:
    """Accusations go their own way (art. 30)."""
    if act.petition.is_accusation:
        raise MoveRefused(N_("Not for accusations (art. 30)."))


@guard
def not_accusation_or_organ(act: Act) -> None:
    """An accusation goes only to a unit that has an accusation desk of its own."""
    if act.petition.is_accusation and not all(act.given.get("has_desk", (True,))):
        raise MoveRefused(N_("This unit has no accusation desk that could read it."))


@guard
def not_signed_for(act: Act) -> None:
    """What the other side has signed for can no longer be recalled."""
    leg = act.leg
    if leg is None or leg.from_unit_id != act.by.unit_id:
        raise MoveRefused(N_("Only the unit that sent it can recall it."))
    if leg.status == "signed":
        raise MoveRefused(N_("It has been signed for; the unit would have to object."))


@guard
def leg_unsigned(act: Act) -> None:
    """A leg is signed for once."""
    if act.leg is None or act.leg.status != "sent":
        raise MoveRefused(N_("It has been signed for already."))


@guard
def leg_signed(act: Act) -> None:
    """First the unit signs for what it got."""
    if act.petition.state == "transferred" and act.leg is not None and act.leg.status == "sent":
        raise MoveRefused(N_("Sign for it first."))


@guard
def no_objection_open(act: Act) -> None:
    """While an objection is open the competence is in doubt."""
    if _objection_open(act):
        raise MoveRefused(N_("An objection to the competence is still open."))


@guard
def objection_open(act: Act) -> None:
    """There must be an objection to decide, and it must have come to this unit."""
    if not _objection_open(act):
        raise MoveRefused(N_("No objection is open."))
    if act.leg is not None and act.leg.from_unit_id != act.by.unit_id:
        raise MoveRefused(N_("The objection is addressed to another unit."))


def _objection_open(act: Act) -> bool:
    leg = act.leg
    return leg is not None and leg.objected_on is not None and leg.objection_answer is None


@guard
def route_fits_state(act: Act) -> None:
    """Art. 22(2) for the petition office, art. 31 (1) to (5) for the competent unit."""
    route = act.given.get("route")
    if route is None:
        return
    organ = act.given.get("organ_route", False)
    if act.petition.state == "registered" and not organ and not _registrar_competent(act):
        raise Invalid(
            N_("From the pool only to the organs of art. 22(2); else transfer it first."),
            field="route",
        )
    if act.petition.state == "transferred" and organ and not act.petition.is_accusation:
        raise Invalid(N_("Choose one of the channels of art. 31 (1) to (5)."), field="route")


def _registrar_competent(act: Act) -> bool:
    return act.petition.registering_unit.kind != "petition_office"


@guard
def decline_code_active(act: Act) -> None:
    """Only codes that the rule set in force knows; R03 and R04 are redirections (art. 22, 31)."""
    code = act.given.get("reason_code")
    if code is not None:
        _in_force(act, code)
    if code == "R01" and not act.given.get("other_number"):
        raise Invalid(
            N_("Name the petition that is already being handled (art. 19(3))."),
            field="other_number",
        )
    if code == "R02" and not act.given.get("organ"):
        raise Invalid(
            N_("Name the authority to which the petitioner should turn (art. 23(1))."),
            field="organ",
        )


def _in_force(act: Act, code: str) -> None:
    """Local grounds hold where the petition's rule set names them, the others where in use."""
    rules = rules_of(act.petition)
    if code in LOCAL_GROUNDS:
        if not rules.allows(code):
            raise Invalid(
                N_(
                    "This ground is not in force here: it is a ground of local law that the"
                    " petition's rules do not name."
                ),
                field="reason_code",
            )
    elif code not in act.given.get("active_codes", ()):
        raise Invalid(N_("This ground is not in force here."), field="reason_code")


@guard
def bar_proved(act: Act) -> None:
    """Art. 36(3): the re-examination opinion and its service are the proof."""
    code = act.given.get("reason_code")
    if code is None:
        return
    _in_force(act, code)
    if code == "N01" and not act.given.get("opinion_number"):
        raise Invalid(
            N_("Give the number of the re-examination opinion (art. 36(3))."),
            field="opinion_number",
        )
    served_on = act.given.get("served_on")
    if code == "N01" and served_on is None:
        raise Invalid(N_("Give the day on which it was served."), field="served_on")
    if served_on is not None and served_on > act.petition.received_on:
        raise Invalid(
            N_("It was served before the same facts came again, on %(day)s at the latest."),
            field="served_on",
            day=act.petition.received_on,
        )
