"""Art. 31 as a table: the six classes of an appeal, and what follows from each.

The competent unit sorts (六分法); only class 6 is handled by the petition procedure. The other
five are led to the channel that the law has for them: no 60 days, no opinion, no review.
"""

from dataclasses import dataclass

from app.core.i18n import N_
from app.petitions.codes import ACCUSATION, CONSULTATION, SUGGESTION

#: 信访程序: the class that stays.
SIX = "6"


@dataclass(frozen=True, kw_only=True)
class Sort:
    """One class of art. 31: who deals with it, within what, what is answered, what remains."""

    code: str
    leads: str
    days: str
    opinion: str
    remedy: str


_NO_DAYS = N_("The 60 days of art. 34 do not apply")
_NO_OPINION = N_("No opinion of art. 32 is issued")
_NO_REVIEW = N_("There is no review and no re-examination (arts. 35, 36)")
_OTHER_REMEDY = N_("Remedies are those of that procedure; no review or re-examination (art. 35)")

SORTS = {
    one.code: one
    for one in (
        Sort(
            code="1",
            leads=N_("Art. 31 (1): the legal organs deal with it by their own procedure"),
            days=_NO_DAYS,
            opinion=_NO_OPINION,
            remedy=_NO_REVIEW,
        ),
        Sort(
            code="2",
            leads=N_("Art. 31 (2): it is led to arbitration"),
            days=_NO_DAYS,
            opinion=_NO_OPINION,
            remedy=_NO_REVIEW,
        ),
        Sort(
            code="3",
            leads=N_("Art. 31 (3): it is led to the procedures of the Party"),
            days=_NO_DAYS,
            opinion=_NO_OPINION,
            remedy=_NO_REVIEW,
        ),
        Sort(
            code="4",
            leads=N_("Art. 31 (4): it is led to an administrative procedure"),
            days=N_("The limit is that of the procedure, not the 60 days of art. 34"),
            opinion=N_("The document of that procedure answers, no opinion of art. 32"),
            remedy=_OTHER_REMEDY,
        ),
        Sort(
            code="5",
            leads=N_("Art. 31 (5): the unit acts as its duty under the law wants"),
            days=N_("The limit is that of the duty, not the 60 days of art. 34"),
            opinion=N_("The answer on the duty takes the place of an opinion of art. 32"),
            remedy=_OTHER_REMEDY,
        ),
        Sort(
            code=SIX,
            leads=N_("Art. 31 (6): it is handled by the petition procedure"),
            days=N_("60 days from acceptance, at most 30 more (art. 34)"),
            opinion=N_("A written opinion answers each request (art. 32)"),
            remedy=N_("Review and re-examination are open (arts. 35, 36)"),
        ),
    )
}
#: Classes that are led elsewhere.
AWAY = tuple(code for code in SORTS if code != SIX)

#: What art. 31 does not sort, and why.
NOT_SORTED = {
    SUGGESTION: N_(
        "A suggestion is studied and answered (art. 29); the classes of art. 31 are for appeals"
        " and requests for a solution only."
    ),
    CONSULTATION: N_(
        "An inquiry is answered (art. 23); the classes of art. 31 are for appeals and requests"
        " for a solution only."
    ),
    ACCUSATION: N_(
        "An accusation goes its own way (art. 30); the classes of art. 31 are for appeals and"
        " requests for a solution only."
    ),
}


def consequences(code: str) -> tuple[str, ...]:
    """Return what follows from a class, as messages; of an unknown one nothing."""
    one = SORTS.get(code)
    return (one.leads, one.days, one.opinion, one.remedy) if one else ()
