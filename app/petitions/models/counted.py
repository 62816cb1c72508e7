"""By what rows are counted, kept beside them: as SQL, and as it is reckoned of one row.

``Petition.traits`` and ``Clock.what`` are written with their rows (``models/placing.py``); indexes
over them are read instead of the wide rows. A change here is a change of meaning: it needs a
migration, and a new ``VERSION`` of the reports.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from app.petitions.models.handover import ON_ITS_WAY
from app.petitions.workflow import ENDED

#: Returns a column of a row by its name.
Column = Callable[[str], Any]

YES, NO, NONE = "1", "0", "00"
#: From so many heads on a visit is counted apart in the master table.
LARGE = 50
#: Sources that mean "from above": domain 3.4.
FROM_ABOVE = ("02", "06", "07", "08")
#: Statutory routes that art. 22 (2) knows: the legal organs, the discipline inspection.
ORGANS = ("71", "72")
#: Limits of handing over, of telling whether it is accepted, and of the answer.
DUTIES = {"send": ("D01", "D15"), "accept": ("D02", "D03", "D16"), "answer": ("D06", "D17")}
#: Limits of the one who answers; a petition on which one of these ended late was not in time.
ANSWERING = ("D06", "D16", "D17")
#: A leg in any other state was sent back: nobody had to keep its limits.
_SENT_BACK = f"status NOT IN ({', '.join(map(repr, ON_ITS_WAY))})"
#: The limit of rating; the tables ask themselves whether somebody did.
RATING = "D18"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def answered_late(limit: Any) -> bool:
    """Say of a limit whether it is one of the answer that ended late."""
    return bool(limit.code in ANSWERING and limit.stopped_on and limit.stopped_on > limit.due_on)


class Part(NamedTuple):
    """One trait of a petition: so wide, so in SQL, and so of one row."""

    width: int
    sql: str
    of: Callable[[Column], str]


def _flag(column: str) -> Part:
    said = f"CASE WHEN {column} THEN '{YES}' ELSE '{NO}' END"
    return Part(1, said, lambda row: YES if row(column) else NO)


def _known(column: str, values: tuple[str, ...], otherwise: str) -> Part:
    """Return a code that has a column of its own, or what stands for every other one."""
    said = f"CASE WHEN {column} IN ({_listed(values)}) THEN {column} ELSE '{otherwise}' END"
    return Part(
        len(otherwise), said, lambda row: row(column) if row(column) in values else otherwise
    )


_KINDS = ("1", "2", "3", "4")
_KIND = Part(
    1,
    f"CASE WHEN substr(channel, 1, 1) IN ({_listed(_KINDS)}) THEN substr(channel, 1, 1)"
    " ELSE '9' END",
    lambda row: row("channel")[0] if row("channel")[:1] in _KINDS else "9",
)
_OVER = (*ENDED, "archived")
#: By what petitions are sorted. The last one is as wide as it comes: what became of a file; one
#: that was archived stays what it was before.
PARTS: dict[str, Part] = {
    "kind": _KIND,
    "repeat": _flag("is_repeat"),
    "group": _flag("is_group"),
    "large": Part(
        1,
        f"CASE WHEN head_count >= {LARGE} THEN '{YES}' ELSE '{NO}' END",
        lambda row: YES if row("head_count") >= LARGE else NO,
    ),
    "anonymous": _flag("anonymous"),
    "skip": _flag("skip_level"),
    "level": _known("level", ("1", "2", "3", "4", "5"), "9"),
    "purpose": _known("purpose", ("01", "02", "03", "04", "05"), "99"),
    "ended": Part(
        1,
        f"CASE WHEN state IN ({_listed(_OVER)}) THEN '{YES}' ELSE '{NO}' END",
        lambda row: YES if row("state") in _OVER else NO,
    ),
    "outside": _flag("off_site"),
    "above": _known("source", FROM_ABOVE, NONE),
    "organ": _known("statutory_route", ORGANS, NONE),
    "late": Part(
        1,
        "CASE WHEN EXISTS (SELECT 1 FROM clock WHERE clock.petition_id = petition.id"
        f" AND clock.code IN ({_listed(ANSWERING)}) AND clock.stopped_on > clock.due_on)"
        f" THEN '{YES}' ELSE '{NO}' END",
        lambda row: YES if any(map(answered_late, row("clocks"))) else NO,
    ),
    "fate": Part(
        24, "coalesce(archived_from, state)", lambda row: row("archived_from") or row("state")
    ),
}
TRAITS = " || ".join(part.sql for part in PARTS.values())


def traits_of(row: Column) -> str:
    """Return what a petition is sorted by, all in one text."""
    return "".join(part.of(row) for part in PARTS.values())


def _what() -> str:
    owed = " ".join(
        f"WHEN code IN ({_listed(codes)}) THEN '{name}'" for name, codes in DUTIES.items()
    )
    return (
        f"CASE WHEN code = '{RATING}' AND (outcome = 'released' OR EXISTS"
        " (SELECT 1 FROM follow_up WHERE follow_up.petition_id = clock.petition_id)) THEN NULL"
        f" WHEN code = '{RATING}' THEN 'rate'"
        " WHEN outcome NOT IN ('met', 'late') THEN NULL"
        f" WHEN handover_id IN (SELECT handover.id FROM handover WHERE {_SENT_BACK}) THEN NULL"
        f" {owed} END"
        " || CASE WHEN stopped_on IS NULL THEN '.unmet'"
        " WHEN stopped_on <= due_on THEN '.kept' ELSE '.late' END"
    )


WHAT = _what()
_DUTY = {code: duty for duty, codes in DUTIES.items() for code in codes}


def what_of(limit: Any, *, done_with: bool) -> str | None:
    """Return what a limit is counted as; None where nobody had to keep it, or nobody counts it.

    ``done_with``: its leg was sent back; that of rating: the petition was rated.
    """
    if limit.code == RATING:
        duty = None if done_with or limit.outcome == "released" else "rate"
    else:
        owed = limit.outcome in (None, "met", "late") and not done_with
        duty = _DUTY.get(limit.code) if owed else None
    if duty is None:
        return None
    if limit.stopped_on is None:
        return f"{duty}.unmet"
    return f"{duty}.kept" if limit.stopped_on <= limit.due_on else f"{duty}.late"
