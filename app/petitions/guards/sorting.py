"""The classes of art. 31: an appeal is accepted in the sixth, led elsewhere in the others."""

from app.core.errors import Invalid, Ordinal
from app.core.i18n import N_
from app.petitions.checks import guard
from app.petitions.codes import APPEALS
from app.petitions.engine import Act, MoveRefused
from app.petitions.sorts import AWAY, NOT_SORTED, SIX


@guard
def sorted_six(act: Act) -> None:
    """Art. 31 (6): what is accepted is of class 6, and the reason for it is written down."""
    if act.given:
        must_be_six(act, act.given.get("art31_class"), act.given.get("art31_reason"))


def must_be_six(act: Act, code: str | None, reason: str | None) -> None:
    """Refuse to accept an appeal of another class, or anything else that was sorted at all."""
    purpose = act.petition.purpose
    if code and purpose in NOT_SORTED:
        raise Invalid(NOT_SORTED[purpose], field="art31_class")
    if purpose not in APPEALS:
        return
    if not code:
        raise Invalid(N_("Say to which class of art. 31 it belongs."), field="art31_class")
    if code in AWAY:
        raise Invalid(
            N_(
                "Class %(code)s of art. 31 is not accepted: no 60 days, no opinion, no review."
                " Lead it to its statutory channel."
            ),
            field="art31_class",
            code=Ordinal(code),
        )
    if code != SIX:
        raise Invalid(N_("Choose from the list."), field="art31_class")
    if not (reason or "").strip():
        raise Invalid(
            N_("Say why none of art. 31 (1) to (5) applies; who sorts gives the reason."),
            field="art31_reason",
        )


@guard
def sorted_away(act: Act) -> None:
    """Art. 31 (1) to (5) are for appeals: nothing else is led there."""
    purpose = act.petition.purpose
    if act.given.get("art31_class") in AWAY and purpose in NOT_SORTED:
        raise Invalid(NOT_SORTED[purpose], field="route")


@guard
def petition_procedure(act: Act) -> None:
    """What art. 31 (1) to (5) leads elsewhere gets no days of art. 34 and no opinion."""
    code = act.petition.art31_class
    if code in AWAY:
        raise MoveRefused(
            N_(
                "It is of class %(code)s of art. 31: no 60 days, no opinion, no review; it has"
                " its statutory channel."
            ),
            code=Ordinal(code),
        )
