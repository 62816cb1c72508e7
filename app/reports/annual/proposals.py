"""The table of an annual report about the three kinds of proposals: made, answered, adopted."""

from flask_babel import gettext as _

from app.core.sheet import Column, Row, Sheet
from app.petitions.models.advice import KINDS
from app.reports.asked import Asked
from app.reports.axes import TOTAL, axis_of
from app.reports.counting import Tally, tally
from app.reports.measure import VERSION
from app.reports.measures import MEASURES
from app.reports.ratios import rate
from app.reports.reader import Reader

PARTS = ("", ".answered", ".wholly", ".partly", ".refused")


def proposals(reader: Reader, asked: Asked) -> Sheet:
    """Count the proposals of some days by kind, with the share that was adopted."""
    names = ["proposals", *(f"proposals.{kind}" for kind in KINDS)]
    parts = (*PARTS, ".adopted")
    measures = [MEASURES[f"{name}{part}"] for name in names for part in parts]
    counted = tally(reader, asked, axis_of("office", reader, asked), measures)
    heads = (Column(part, _(MEASURES[f"proposals{part}"].label)) for part in PARTS)
    return Sheet(
        title=_("The three kinds of proposals"),
        columns=(
            Column("", _("Kind"), "text"),
            *heads,
            Column("adopted", _("Proposals adopted, share"), "percent"),
        ),
        rows=(
            *(_row(kind, _(said), counted) for kind, said in KINDS.items()),
            _row("", _("Total"), counted),
        ),
        version=VERSION,
    )


def _row(kind: str, label: str, counted: Tally) -> Row:
    name = f"proposals.{kind}" if kind else "proposals"
    numbers = [counted.count(MEASURES[f"{name}{part}"]) for part in PARTS]
    adopted = counted.count(MEASURES[f"{name}.adopted"])
    values = (label, *numbers, rate(adopted, numbers[1]))
    return Row(kind, values) if kind else Row(TOTAL, values, "total")
