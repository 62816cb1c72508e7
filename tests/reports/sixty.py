"""Sixty petitions with every corner, written by hand in sixty.csv, registered by the window."""

import csv
from datetime import date
from pathlib import Path

from app.core import clock
from app.petitions.commands import intake
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.models import Petition
from tests.factories import a_registration, an_officer

HERE = Path(__file__).parent
QUARTER = "since=2026-01-01&until=2026-03-31"
TODAY = "2026-04-02"


def rows(name: str = "sixty.csv") -> list[dict[str, str]]:
    """Return the lines of a file, in order."""
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def sixty() -> dict[str, Petition]:
    """Register them all, each on its own day, and let two of them end as the file says."""
    made: dict[str, Petition] = {}
    for row in sorted(rows(), key=lambda one: one["day"]):
        made[row["n"]] = _registered(row, made)
    for row in rows("incidents.csv"):
        _happened(row, made[row["n"]])
    for row in rows():
        if row["fate"]:
            _ended(row, made)
    return made


def _registered(row: dict[str, str], made: dict[str, Petition]) -> Petition:
    first = made.get(row["first"])
    accusation = row["purpose"] == "04"
    traits = {
        "form": row["form"],
        "channel": row["channel"],
        "source": row["source"],
        "issue": row["issue"],
        "problem_region": row["place"],
        "head_count": int(row["heads"]),
        "level": row["level"] or None,
        "skip_level": bool(row["skip"]),
        "is_repeat": first is not None,
        "first_number": first.number if first else None,
        "anonymous": bool(row["anonymous"]),
        "off_site": bool(row["off"]),
    }
    if not accusation:
        traits["purpose"] = row["purpose"]
    if row["form"] == "assigned":
        traits |= {"assigned_number": f"交〔{row['n']}〕", "assigning_unit": "西安市信访局"}
    day = date.fromisoformat(row["day"])
    with clock.at(day):
        given = a_registration(day, accusation=accusation, **traits)
        return intake.register(given, by=an_officer("Window clerk")).petition


def _happened(row: dict[str, str], petition: Petition) -> None:
    role = "Accusation officer" if petition.is_accusation else "Triage officer"
    ticked = {f"called_{number}": True for number in row["called"].split()}
    with clock.at(date.fromisoformat(row["day"])):
        perform(
            petition,
            "record_incident",
            by=an_officer(role),
            conduct=row["conduct"],
            facts="经劝导离开。",
            forewarned=bool(row["warned"]),
            **ticked,
        )


def _ended(row: dict[str, str], made: dict[str, Petition]) -> None:
    petition, fate = made[row["n"]], row["fate"].split()
    with clock.at(petition.registered_on):
        triage = an_officer("Triage officer")
        if fate[0] == "void":
            asked = perform(petition, "void", by=triage, reason="登记有误，重复录入。")
            grant(asked, by=an_officer("Reviewer"))
        else:
            perform(petition, "join", by=triage, other_number=made[fate[1]].number)
