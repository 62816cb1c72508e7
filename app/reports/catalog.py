"""The reports of domain 5 as data: titles, lines, columns. Nothing here counts."""

from app.core.i18n import N_
from app.reports.abnormal import ABNORMAL
from app.reports.checks import BY_PURPOSE, BY_WAY
from app.reports.master import MASTER
from app.reports.report import Check, Column, Report


def _pair(measure: str, group: str, *, sparse: bool = False) -> tuple[Column, Column]:
    return (
        Column(measure=measure, group=group, label=N_("Occasions"), sparse=sparse),
        Column(measure=f"{measure}.people", group=group, label=N_("Heads"), sparse=sparse),
    )


LEVELS = (
    ("visits.township", N_("To the township")),
    ("visits.county", N_("To the county")),
    ("visits.city", N_("To the city")),
    ("visits.province", N_("To the province")),
    ("visits.nation", N_("To Beijing")),
)
PURPOSES = (
    ("purpose.suggestion", N_("Suggestions")),
    ("purpose.appeal", N_("Appeals")),
    ("purpose.solution", N_("Requests for a solution")),
    ("purpose.accusation", N_("Accusations")),
    ("purpose.inquiry", N_("Inquiries")),
    ("purpose.other", N_("Others")),
)
_GROWTH = N_("Against last year, %")
_SHARE = N_("Share, %")

LEVEL = Report(
    name="level",
    title=N_("Visits by level"),
    unit=N_("visits, people"),
    bases=("region", "office", "unit", "month"),
    beside=True,
    columns=(
        *_pair("visits", N_("All levels")),
        *(one for name, label in LEVELS for one in _pair(name, label)),
        *_pair("visits.elsewhere", N_("Level not stated"), sparse=True),
        *_pair("visits.group", N_("Group visits")),
        *_pair("visits.repeat", N_("Repeat visits")),
        *_pair("visits.skip", N_("Above the level")),
        Column(measure="visits", how="change", label=_GROWTH),
        Column(measure="visits", how="share", label=_SHARE),
    ),
    checks=(
        Check(
            whole="visits",
            parts=(*(name for name, _label in LEVELS), "visits.elsewhere"),
            says=N_("The total is the sum of the levels."),
        ),
    ),
    notes=(N_("Group, repeat and skipping visits are a part of the total, not added to it."),),
)

FIRST = Report(
    name="first",
    title=N_("First letters and visits by issue"),
    unit=N_("petitions, visits, people"),
    issue_depth=2,
    columns=(
        Column(measure="letters.first", label=N_("First letters")),
        Column(measure="visits.first", group=N_("First visits"), label=N_("Occasions")),
        Column(measure="visits.first.people", group=N_("First visits"), label=N_("Heads")),
        Column(measure="online.first", label=N_("First online")),
        Column(measure="calls.first", label=N_("First calls")),
        Column(measure="first", label=N_("First, all")),
        Column(measure="first", how="before", label=N_("Same days last year")),
        Column(measure="first", how="change", label=_GROWTH),
        Column(measure="first", how="share", label=_SHARE),
        Column(measure="repeat", label=N_("Repeat, same issue")),
        Column(measure="first", how="rate", of="all", label=N_("First in all, %")),
        Column(measure="first.ended", label=N_("Concluded")),
        Column(measure="first.in_time", label=N_("Concluded in time")),
        Column(measure="first.settled", label=N_("Settled at once")),
    ),
    notes=(
        N_("First is what this office registered as the first petition of a matter."),
        N_(
            "Settled at once: ended, and nobody came again on it within %(settled)s months, as far"
            " as is known today."
        ),
    ),
)

_LETTERS, _VISITS, _ONLINE = N_("Letters"), N_("Visits"), N_("Online")
CONTENT = Report(
    name="content",
    title=N_("Petitions of the local offices by issue"),
    unit=N_("petitions, people"),
    issue_depth=2,
    columns=(
        Column(measure="all", group=N_("Total"), label=N_("Pieces")),
        Column(measure="all.people", group=N_("Total"), label=N_("Heads")),
        Column(measure="all", how="change", label=_GROWTH),
        Column(measure="letters", group=_LETTERS, label=N_("Subtotal")),
        Column(measure="letters.first", group=_LETTERS, label=N_("First")),
        Column(measure="letters.repeat", group=_LETTERS, label=N_("Repeat")),
        Column(measure="letters.joint", group=_LETTERS, label=N_("Joint")),
        Column(measure="letters.joint.people", group=_LETTERS, label=N_("Signers")),
        Column(measure="letters.anonymous", group=_LETTERS, label=N_("Anonymous")),
        Column(measure="visits", group=_VISITS, label=N_("Occasions")),
        Column(measure="visits.people", group=_VISITS, label=N_("Heads")),
        Column(measure="visits.first", group=_VISITS, label=N_("First")),
        Column(measure="visits.repeat", group=_VISITS, label=N_("Repeat")),
        Column(measure="visits.group", group=_VISITS, label=N_("Group")),
        Column(measure="visits.group.people", group=_VISITS, label=N_("Group heads")),
        Column(measure="online", group=_ONLINE, label=N_("Subtotal")),
        Column(measure="online.first", group=_ONLINE, label=N_("First")),
        Column(measure="online.repeat", group=_ONLINE, label=N_("Repeat")),
        Column(measure="calls", label=N_("Calls")),
        Column(measure="elsehow", label=N_("Other ways"), sparse=True),
        *(Column(measure=name, group=N_("Purpose"), label=label) for name, label in PURPOSES),
    ),
    checks=(
        BY_WAY,
        BY_PURPOSE,
        Check(
            whole="letters",
            parts=("letters.first", "letters.repeat"),
            says=N_("First and repeat letters make the letters."),
        ),
        Check(
            whole="online",
            parts=("online.first", "online.repeat"),
            says=N_("First and repeat online petitions make the online petitions."),
        ),
    ),
)

RANKING = Report(
    name="ranking",
    title=N_("Issues by rank"),
    unit=N_("petitions, people"),
    columns=(),
    ranks=True,
)

_ALL = (LEVEL, FIRST, CONTENT, RANKING, ABNORMAL, MASTER)
REPORTS: dict[str, Report] = {one.name: one for one in _ALL}
