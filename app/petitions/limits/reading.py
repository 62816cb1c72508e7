"""Read rule sets from files and refuse what is missing, unknown or contradicts itself."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.petitions.limits.rules import (
    LOCAL_GROUNDS,
    OFFICE_LIMITS,
    AnsweredBy,
    Limit,
    RuleSet,
    Unit,
)
from app.petitions.limits.words import LABELS, PAUSES

SHIPPED = Path(__file__).with_name("data")
SETS = "rule_sets.csv"
SET_COLUMNS = ("code", "name", "region", "base", "valid_from", "valid_to")
#: What a list of rule sets may leave out; then no local ground holds, and service keeps D06.
FURTHER = ("note", "grounds", "answered_by")
ANSWERED_BY: dict[str, AnsweredBy] = {"": "service", "service": "service", "issue": "issue"}
LIMIT_COLUMNS = (
    "code event owner amount unit window extend_by extend_who pause roll instrument article"
).split()
UNITS: dict[str, Unit] = {"day": "day", "workday": "workday", "given": "given", "none": "none"}
YES = {"yes": True, "no": False}
_CODE = re.compile(r"[0-9A-Za-z-]{1,16}")

Row = dict[str, str]
_Known = TypeVar("_Known")


class BadRules(ValueError):
    """A file of rules that cannot be used: which one, where, and why."""


def read_rules(folder: Path, known: tuple[RuleSet, ...] = ()) -> tuple[RuleSet, ...]:
    """Return the rule sets of a folder after those known already.

    :raises BadRules: if a file is missing or says something that cannot be.
    """
    read = list(known)
    listed = list(_rows(folder / SETS, SET_COLUMNS, may_have=FURTHER))
    for place, row in listed:
        found = _rule_set(folder, place, row, read)
        _check_overlap(place, found, read)
        read.append(found)
    named = {f"{row['code']}.csv" for _, row in listed} | {SETS}
    unnamed = sorted({path.name for path in folder.glob("*.csv")} - named)
    if unnamed:
        raise BadRules(f"{folder / unnamed[0]}: {SETS} names no such rule set")
    return tuple(read)


def _rows(
    path: Path, columns: tuple[str, ...] | list[str], may_have: tuple[str, ...] = ()
) -> Iterator[tuple[str, Row]]:
    """Return each line with the place where it stands."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise BadRules(f"{path}: the file is missing")
    except UnicodeDecodeError:
        raise BadRules(f"{path}: save it as UTF-8")
    reader = csv.DictReader(text.splitlines())
    head = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = head
    missing = [name for name in columns if name not in head]
    unknown = [name for name in head if name not in (*columns, *may_have)]
    if missing or unknown:
        said = [f"columns missing: {', '.join(missing)}"] * bool(missing)
        said += [f"columns unknown: {', '.join(unknown)}"] * bool(unknown)
        raise BadRules(f"{path}: {'; '.join(said)}")
    for row in reader:
        place = f"{path}, line {reader.line_num}"
        if None in row or None in row.values():
            raise BadRules(f"{place}: it has {len(columns)} columns, as the first line says")
        yield place, {name: value.strip() for name, value in row.items()}


# --- a rule set ---------------------------------------------------------------------------------


def _rule_set(folder: Path, place: str, row: Row, known: list[RuleSet]) -> RuleSet:
    code, base = row["code"], row["base"]
    if not _CODE.fullmatch(code):
        raise BadRules(f"{place}: a code has 1 to 16 letters, digits and hyphens, not “{code}”")
    if any(one.code == code for one in known):
        raise BadRules(f"{place}: there is a rule set “{code}” already, and it is never changed")
    if not row["name"]:
        raise BadRules(f"{place}: the name is missing")
    if bool(row["region"]) != bool(base):
        raise BadRules(f"{place}: local rules have a region and a base, national ones neither")
    below = next((one for one in known if one.code == base and not one.region), None)
    if base and below is None:
        raise BadRules(f"{place}: the base “{base}” is no national rule set")
    own = _limits(folder / f"{code}.csv")
    return RuleSet(
        code=code,
        name=row["name"],
        region=row["region"],
        base=base,
        valid_from=_day(place, "valid_from", row["valid_from"]),
        valid_to=_day(place, "valid_to", row["valid_to"]) if row["valid_to"] else None,
        limits={**below.limits, **own} if below else own,
        grounds=_grounds(place, row),
        answered_by=_one_of(place, "answered_by", row.get("answered_by", ""), ANSWERED_BY),
    )


def _grounds(place: str, row: Row) -> dict[str, str]:
    """Read the grounds of a local law, each with its law and article behind a colon."""
    named = {
        code: article
        for code, _colon, article in (one.partition(":") for one in row.get("grounds", "").split())
    }
    unknown = [one for one in named if one not in LOCAL_GROUNDS]
    if unknown:
        raise BadRules(f"{place}: a ground is {', '.join(LOCAL_GROUNDS)}, not “{unknown[0]}”")
    if named and not row["region"]:
        raise BadRules(f"{place}: grounds of local law stand in a local rule set")
    return named


def _day(place: str, column: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRules(f"{place}: {column} must be a day such as 2022-05-01, not “{text}”")


def _check_overlap(place: str, found: RuleSet, known: list[RuleSet]) -> None:
    """Refuse two rule sets of a division on one day, and local rules that outlive their base."""
    last = found.valid_to or date.max
    if last < found.valid_from:
        raise BadRules(f"{place}: valid_to lies before valid_from")
    for one in known:
        same = one.region == found.region
        if same and one.valid_from <= last and found.valid_from <= (one.valid_to or date.max):
            raise BadRules(f"{place}: “{one.code}” is in force at the same time")
        if one.code == found.base and not (
            one.valid_from <= found.valid_from and last <= (one.valid_to or date.max)
        ):
            raise BadRules(f"{place}: its base “{one.code}” is not in force all that time")


# --- a limit ------------------------------------------------------------------------------------


def _limits(path: Path) -> dict[str, Limit]:
    found: dict[str, Limit] = {}
    for place, row in _rows(path, LIMIT_COLUMNS):
        limit = _limit(place, row)
        if limit.code in found:
            raise BadRules(f"{place}: {limit.code} stands there twice")
        contradiction = _contradiction(limit)
        if contradiction:
            raise BadRules(f"{place}: {limit.code} {contradiction}")
        found[limit.code] = limit
    if not found:
        raise BadRules(f"{path}: there is no limit in it")
    return found


def _limit(place: str, row: Row) -> Limit:
    code = row["code"]
    known = [one for one in LABELS if one not in OFFICE_LIMITS]
    if code not in known:
        raise BadRules(f"{place}: there is no limit “{code}”; there are {', '.join(known)}")
    for column in ("event", "owner"):
        if not row[column]:
            raise BadRules(f"{place}: {column} is missing")
    if row["pause"] and row["pause"] not in PAUSES:
        raise BadRules(f"{place}: pause is empty or {', '.join(PAUSES)}, not “{row['pause']}”")
    return Limit(
        code=code,
        label=LABELS[code],
        event=row["event"],
        owner=row["owner"],
        amount=_number(place, "amount", row["amount"]) if row["amount"] else None,
        unit=_one_of(place, "unit", row["unit"], UNITS),
        window=_one_of(place, "window", row["window"], YES),
        extend_by=_number(place, "extend_by", row["extend_by"] or "0"),
        extend_who=row["extend_who"],
        pause=row["pause"],
        roll=_one_of(place, "roll", row["roll"], YES),
        instrument=row["instrument"],
        article=row["article"],
    )


def _number(place: str, column: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise BadRules(f"{place}: {column} must be a number of days, not “{text}”")
    return int(text)


def _one_of(place: str, column: str, text: str, known: dict[str, _Known]) -> _Known:
    if text not in known:
        raise BadRules(f"{place}: {column} must be {' or '.join(known)}, not “{text}”")
    return known[text]


def _contradiction(limit: Limit) -> str | None:
    """Say what in a limit cannot be true together."""
    counted = limit.unit in ("day", "workday")
    changed = limit.extend_by or limit.pause
    said = (
        (counted and not limit.amount, "counts days, and amount says none"),
        (not counted and limit.amount, f"has the unit {limit.unit}, and yet an amount"),
        (not counted and limit.roll, "rolls, though no days are counted"),
        (limit.unit == "none" and changed, "has no clock that could be extended or paused"),
        (limit.unit == "given" and limit.pause, "has a given end, which nothing pauses"),
        (limit.window and changed, "is a window, which nobody extends or pauses"),
        (
            bool(limit.extend_by) != bool(limit.extend_who),
            "must name with an extension who grants it, and without one nobody",
        ),
        (limit.article and not limit.instrument, "has an article and no instrument"),
    )
    return next((sentence for wrong, sentence in said if wrong), None)
