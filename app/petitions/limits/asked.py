"""Whether a limit may be reckoned as somebody asks: what the rule set does not allow is refused."""

from datetime import date

from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.limits.reckoning import Happened, Pause, TooFarAhead
from app.petitions.limits.rules import Limit

#: In days. No hearing takes ten years; it would be counted day by day.
LONGEST_PAUSE = 3660


def check_asked(limit: Limit, happened: Happened) -> None:
    """Refuse an extension, a pause or an end that the limit does not know.

    :raises Invalid: with a sentence that says what is allowed.
    """
    if not limit.has_clock:
        raise Invalid(
            N_("%(code)s has no number of days; there is nothing to reckon."), code=limit.code
        )
    _check_given(limit, happened.started_on, happened.given_on)
    _check_extension(limit, happened.extended_days)
    for pause in happened.pauses:
        _check_pause(limit, pause)


def _check_given(limit: Limit, start: date, given: date | None) -> None:
    if limit.unit != "given":
        if given is not None:
            raise Invalid(
                N_("%(code)s has a length of its own; no end can be given."), code=limit.code
            )
        return
    if given is None:
        raise Invalid(N_("The end of %(code)s is set by hand: give it."), code=limit.code)
    if given < start:
        raise Invalid(N_("The end that is given lies before the start."))


def _check_extension(limit: Limit, days: int) -> None:
    if days and not limit.extend_by:
        raise Invalid(N_("%(code)s cannot be extended."), code=limit.code)
    if not 0 <= days <= limit.extend_by:
        raise Invalid(
            N_("%(code)s can be extended by %(most)s days in all at most, not by %(days)s."),
            code=limit.code,
            most=limit.extend_by,
            days=days,
        )


def _check_pause(limit: Limit, pause: Pause) -> None:
    if not limit.pause:
        raise Invalid(N_("Nothing pauses %(code)s."), code=limit.code)
    if (pause.to_on - pause.from_on).days > LONGEST_PAUSE:
        raise TooFarAhead
    if pause.to_on < pause.from_on:
        raise Invalid(
            N_("The pause ends on %(end)s, before it begins on %(begin)s."),
            begin=pause.from_on.isoformat(),
            end=pause.to_on.isoformat(),
        )
