"""Reading the words: labels, choices, searching, divisions and the office's calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.core import clock
from app.core.chinese import half_width
from app.core.divisions import circles
from app.core.workdays import WorkCalendar
from app.dictionaries import words
from app.dictionaries.catalog import LISTS
from app.dictionaries.models import Region
from app.dictionaries.words import SEPARATOR, Word, remembered
from app.extensions import db

LIMIT = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a picker: what is kept, its label, and the labels from the top down to it."""

    value: str
    label: str
    path: str
    code: str


# ---- words ----------------------------------------------------------------------------------


def label(list_code: str, code: str | None, *, on: date | None = None) -> str:
    """Return the label of an entry, retired or not; of an unknown code the code itself.

    ``on`` is the day on which the code was written down: old files keep the old name.
    """
    word = _word(list_code, code)
    return str(word.names_on(on)) if word else code or ""


def path_label(list_code: str, code: str | None, *, on: date | None = None) -> str:
    """Return the labels from the highest ancestor down to the entry, as they were on a day."""
    word = _word(list_code, code)
    return word.path(on) if word else code or ""


def renamed(list_code: str) -> bool:
    """Tell whether an entry of the list was ever called otherwise."""
    return any(word.former for word in _entries(list_code))


def choices(list_code: str, *, keep: str | None = None) -> list[tuple[str, str]]:
    """Return the entries that may be chosen today, as (code, label), for a drop-down.

    ``keep`` is the code a form holds already: it stays choosable although it was retired since.
    """
    shape = LISTS[list_code]
    return [
        (word.code, word.path() if shape.hierarchical else str(word.names))
        for word in _entries(list_code)
        if word.code == keep or (word.level >= _least(list_code) and _offered(word))
    ]


def active_codes(list_code: str) -> frozenset[str]:
    """Return the codes that may be chosen today."""
    return frozenset(word.code for word in _entries(list_code) if _offered(word))


def known_codes(list_code: str) -> frozenset[str]:
    """Return every code of a list, retired ones included: what an import may hold."""
    return frozenset(word.code for word in _entries(list_code))


def counts() -> dict[str, tuple[int, int]]:
    """Return for each list how many entries are offered today, and how many are not."""
    offered = {name: len(active_codes(name)) for name in LISTS}
    return {name: (n, len(_entries(name)) - n) for name, n in offered.items()}


def needs_text(list_code: str, code: str | None) -> bool:
    """Tell whether the entry says too little by itself ("other") and must be explained."""
    word = _word(list_code, code)
    return word is not None and word.needs_text


def top_code(list_code: str, code: str | None) -> str:
    """Return the code of the highest ancestor, which reports group by."""
    word = _word(list_code, code)
    return (word.above[0] if word.above else word).code if word else code or ""


def search(
    list_code: str, text: str, parent: str | None = None, limit: int = LIMIT, *, tops: bool = False
) -> list[Choice]:
    """Return entries by a part of the label, the beginning of the code or the pinyin initials.

    Initials may run over a path: those of an ancestor, then those of the entry. ``parent``
    keeps to what stands under it; ``tops`` also offers levels too high for a petition, which
    filters want.
    """
    wanted = half_width(text or "").strip().lower()
    least = 1 if tops else _least(list_code)
    found = []
    for word in _entries(list_code):
        if word.level < least or not _offered(word) or not _under(word, parent):
            continue
        rank = _rank(word, wanted)
        if rank is not None:
            found.append((rank, word))
    found.sort(key=lambda pair: pair[0])  # stable: the list's own order within a rank
    return [_choice(list_code, word) for _, word in found[:limit]]


def lookup(list_code: str, code: str) -> str | None:
    """Return the path of an entry that a petition may hold, for a picker; else None."""
    word = _word(list_code, code)
    if word is None or word.level < _least(list_code):
        return None
    return _choice(list_code, word).path


def resolve(list_code: str, text: str) -> str | None:
    """Return the code that typed words can only mean: a code, a label, a path, one sole find."""
    return _only_meaning(text, search(list_code, text.replace(SEPARATOR, " ")))


def _only_meaning(text: str, found: list[Choice]) -> str | None:
    wanted = half_width(text).strip()
    exact = [each for each in found if wanted in (each.code, each.label, each.path)]
    meant = exact or found
    return meant[0].value if len(meant) == 1 else None


def _entries(list_code: str) -> tuple[Word, ...]:
    return tuple(remembered().lists.get(list_code, {}).values())


def _word(list_code: str, code: str | None) -> Word | None:
    return remembered().lists.get(list_code, {}).get(code) if code else None


def _least(list_code: str) -> int:
    return LISTS[list_code].min_level


def _offered(word: Word) -> bool:
    today = clock.today()
    return all(each.offered_on(today) for each in (*word.above, word))


def _under(word: Word, parent: str | None) -> bool:
    return not parent or any(each.code == parent for each in word.above)


def _choice(list_code: str, word: Word) -> Choice:
    name = str(word.names)
    path = word.path() if LISTS[list_code].hierarchical else name
    return Choice(word.code, name, path, word.code)


def _rank(word: Word, wanted: str) -> int | None:
    """Return how well an entry fits, 0 best, or None."""
    tests = (
        lambda: not wanted or word.code.lower() == wanted,
        lambda: word.code.lower().startswith(wanted) or word.names.begins(wanted),
        lambda: any(letters.startswith(wanted) for letters in word.initials),
        lambda: word.names.holds(wanted) or wanted in word.keywords.lower(),
        lambda: _initials_run_down(word, wanted),
        lambda: _every_part_named(word, wanted),
    )
    return next((rank for rank, test in enumerate(tests) if test()), None)


def _initials_run_down(word: Word, wanted: str) -> bool:
    return any(
        letters.startswith(wanted[cut:]) and above.startswith(wanted[:cut])
        for cut in range(1, len(wanted))
        for letters in word.initials
        for each in word.above
        for above in each.initials
    )


def _every_part_named(word: Word, wanted: str) -> bool:
    parts = wanted.replace("/", " ").split()
    line = (*word.above, word)
    return (
        len(parts) > 1
        and any(word.names.holds(part) for part in parts)
        and all(any(each.names.holds(part) for each in line) for part in parts)
    )


# ---- divisions ------------------------------------------------------------------------------


def region_label(code: str | None) -> str:
    """Return the name of a division; of an unknown code the code itself."""
    return region_labels([code])[code] if code else ""


def region_labels(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of divisions by code, with one query at most: for pages with many."""
    found = words.divisions(codes)
    return {code: str(found[code].names) if code in found else code for code in codes}


def region_path_label(code: str | None) -> str:
    """Return the names from the province down to the division."""
    names = [str(one.names) for one in reversed(words.line_of(code))]
    return SEPARATOR.join(names) or code or ""


def lies_in(code: str, around: str) -> bool:
    """Say whether a division is another one or lies within it."""
    return any(one.code == around for one in words.line_of(code))


def search_regions(
    text: str, under: str | None = None, *, near: str | None = None, limit: int = LIMIT
) -> list[Choice]:
    """Return divisions by a part of the name, the code or the initials, higher ones first.

    ``under`` keeps to a division and everything below it; those around ``near`` come first.
    """
    wanted = half_width(text or "").strip()
    query = sa.select(Region.code).where(Region.active, _region_fits(wanted))
    if under:
        path = sa.select(Region.path).where(Region.code == under).scalar_subquery()
        query = query.where(Region.path.like(path.concat("%")))
    exact = sa.case((sa.or_(Region.code == wanted, Region.name == wanted), 0), else_=1)
    fit = sa.case(
        (Region.name.startswith(wanted, autoescape=True), 1),
        (Region.pinyin.startswith(wanted.lower(), autoescape=True), 1),
        else_=2,
    )
    order = (exact, _distance(near), fit, Region.level, Region.code)
    codes = db.session.scalars(query.order_by(*order).limit(limit)).all()
    words.divisions(codes)
    return [_region_choice(code) for code in codes]


def _distance(near: str | None) -> sa.ColumnElement[int]:
    """Return how far a division lies from another: within it, then ever further out."""
    if near is None:
        return sa.literal(0)
    around = enumerate(circles(near))
    return sa.case(*((Region.path.startswith(circle), n) for n, circle in around), else_=9)


def lookup_region(code: str) -> str | None:
    """Return the path of a division, for a picker; None for what is not one."""
    return region_path_label(code) if words.divisions([code]) else None


def resolve_region(text: str) -> str | None:
    """Return the division that typed words can only mean."""
    return _only_meaning(text, search_regions(text.split(SEPARATOR)[-1]))


def _region_fits(wanted: str) -> sa.ColumnElement[bool]:
    if not wanted:
        return sa.true()
    return sa.or_(
        Region.name.contains(wanted, autoescape=True),
        Region.name_hant.contains(wanted, autoescape=True),
        Region.name_en.istartswith(wanted, autoescape=True),
        Region.pinyin.startswith(wanted.lower(), autoescape=True),
        Region.code.startswith(wanted, autoescape=True),
    )


def _region_choice(code: str) -> Choice:
    return Choice(code, region_label(code), region_path_label(code), code)


# ---- calendar -------------------------------------------------------------------------------


def work_calendar() -> WorkCalendar:
    """Return the office's working days: weekends, holidays, and weekends worked in exchange."""
    return words.calendar()


def last_calendar_year() -> int:
    """Return the last year whose holidays are known."""
    return words.calendar().last_year
