"""What a setting is made of, whatever it sets: kind, bounds, words, what a number counts."""

from dataclasses import dataclass
from typing import Literal

from app.core.i18n import N_

Kind = Literal["number", "switch", "text", "choice", "hours"]
Value = int | bool | str


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One setting.

    ``least`` and ``most`` bound a number, and the length of a text. ``top_only`` settings are the
    installation's; the others may differ from unit to unit. ``unit`` is what a number counts.
    """

    title: str
    about: str
    kind: Kind
    default: Value
    variable: str = ""
    least: int = 0
    most: int = 1_000_000
    options: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    top_only: bool = False


def number(title: str, about: str, default: int, least: int, most: int, **more: object) -> Setting:
    """Return a setting that is a whole number within bounds."""
    return Setting(
        title=title,
        about=about,
        kind="number",
        default=default,
        least=least,
        most=most,
        **more,  # type: ignore[arg-type]
    )


DAYS, HOURS, OCLOCK, MINUTES, PEOPLE, TIMES, MONTHS = (
    N_("days"),
    N_("hours"),
    N_("o’clock"),
    N_("minutes"),
    N_("people"),
    N_("times"),
    N_("months"),
)
