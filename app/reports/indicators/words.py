"""What stands beside an indicator: its target, whether it is reached, its definition as a table."""

from collections.abc import Iterable
from decimal import Decimal

from flask_babel import gettext as _

from app.core.i18n import N_
from app.core.sheet import Column, Row, Sheet
from app.reports.indicators.catalog import Indicator
from app.reports.measure import VERSION
from app.reports.reader import Reader
from app.reports.words import said
from app.settings.queries import value

REACHED, BELOW = N_("Target reached"), N_("Below the target")
HEADS = {
    "label": N_("Indicator"),
    "part_says": N_("Numerator"),
    "whole_says": N_("Denominator"),
    "day": N_("Counted by"),
    "left_out": N_("Excluded"),
    "law": N_("Source of the definition"),
}
NOTES = (
    N_("Units stand in the order of the organisation; neither units nor places are ranked."),
    N_("Limits count each; a list shows every petition once."),
)


def target_of(indicator: Indicator, reader: Reader) -> int:
    """Return what the reader's office aims at, in per cent; 0 where it aims at nothing."""
    return int(value(indicator.target, reader.unit)) if indicator.target else 0


def verdict(found: Decimal | None, target: int) -> str:
    """Say in words whether a target is reached; nothing where there is none, or no number."""
    if found is None or not target:
        return ""
    return _(REACHED) if found >= target else _(BELOW)


def definitions(indicators: Iterable[Indicator]) -> Sheet:
    """Return what the indicators mean, as a table for page and workbook."""
    return Sheet(
        title=_("Definitions of the indicators"),
        columns=tuple(Column(name, _(label), "text") for name, label in HEADS.items()),
        rows=tuple(
            Row(one.name, tuple(said(getattr(one, name)) for name in HEADS)) for one in indicators
        ),
        notes=tuple(_(note) for note in NOTES),
        version=VERSION,
    )
