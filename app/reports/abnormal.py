"""群众异常访统计表: incidents by kind of conduct; sums only, and never below three."""

from app.core.i18n import N_
from app.reports.report import Check, Column, Report

_FIRST, _SIZE = N_("First and repeat visits"), N_("Single and group visits")
_WHERE, _LEVEL = N_("Place of the visit"), N_("Level reached")
_CALLED = N_("Called to it, times")
_LEVELS = (
    ("incidents.township", N_("To the township")),
    ("incidents.county", N_("To the county")),
    ("incidents.city", N_("To the city")),
    ("incidents.province", N_("To the province")),
    ("incidents.nation", N_("To Beijing")),
)


def _made_of(says: str, *parts: str) -> Check:
    return Check(whole="incidents.pieces", parts=parts, says=says)


ABNORMAL = Report(
    name="abnormal",
    title=N_("Incidents by kind of conduct"),
    unit=N_("incidents, visits, people"),
    conducts=True,
    columns=(
        Column(measure="incidents", label=N_("Times it happened")),
        Column(measure="incidents.pieces", label=N_("Visits concerned")),
        Column(measure="incidents.pieces.people", label=N_("Heads")),
        Column(measure="incidents.first", group=_FIRST, label=N_("First visits")),
        Column(measure="incidents.repeat", group=_FIRST, label=N_("Repeat visits")),
        Column(measure="incidents.single", group=_SIZE, label=N_("Single")),
        Column(measure="incidents.group", group=_SIZE, label=N_("Group")),
        Column(measure="incidents.inside", group=_WHERE, label=N_("At the reception place")),
        Column(measure="incidents.outside", group=_WHERE, label=N_("Outside it")),
        *(Column(measure=name, group=_LEVEL, label=label) for name, label in _LEVELS),
        Column(
            measure="incidents.elsewhere", group=_LEVEL, label=N_("Level not stated"), sparse=True
        ),
        Column(measure="incidents.120", group=_CALLED, label=N_("Ambulance 120")),
        Column(measure="incidents.119", group=_CALLED, label=N_("Fire brigade 119")),
        Column(measure="incidents.110", group=_CALLED, label=N_("Police 110")),
        Column(measure="incidents.warned", label=N_("Warned of before")),
        Column(measure="incidents", how="before", label=N_("Same days last year")),
        Column(measure="incidents", how="change", label=N_("Against last year, %")),
    ),
    checks=(
        _made_of(
            N_("First and repeat visits make the visits concerned."),
            "incidents.first",
            "incidents.repeat",
        ),
        _made_of(
            N_("Single and group visits make the visits concerned."),
            "incidents.single",
            "incidents.group",
        ),
        _made_of(
            N_("Visits at the reception place and outside it make the visits concerned."),
            "incidents.inside",
            "incidents.outside",
        ),
        _made_of(
            N_("The levels make the visits concerned."),
            *(name for name, _label in _LEVELS),
            "incidents.elsewhere",
        ),
    ),
    notes=(
        N_("An incident is counted by the day on which it happened."),
        N_(
            "A visit with two kinds of conduct stands on two lines as incidents, and once among"
            " the visits and the heads of the class and of the total."
        ),
        N_(
            "What stands below the total is in no sum: to announce a visit to a higher level is"
            " lawful, an illness is no conduct."
        ),
        N_("One and two are shown as <3; * stands for a number that would give such a one away."),
    ),
)
