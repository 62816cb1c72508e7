"""What is counted is kept by the session: nothing writes past it but who says so (ADR 0020)."""

import re
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
#: Writes of many rows at once, of tables from which numbers are counted.
PAST_THE_SESSION = re.compile(
    r"sa\.(insert|update|delete)\(\s*(Petition|Clock|Handover|FollowUp)\b"
)
#: The keeper itself; the ladder, whose limits are in no number and say where they are counted;
#: lamps and versions; the ends of limits that run still, called the same wherever they end.
KNOWN = {
    "petitions/models/placing.py",
    "petitions/commands/pressing.py",
    "petitions/clocks/relit.py",
    "petitions/clocks/relighting.py",
    "petitions/calendar/carrying_out.py",
}


def test_what_is_counted_is_written_by_the_session():
    found = {
        str(path.relative_to(APP))
        for path in APP.rglob("*.py")
        if PAST_THE_SESSION.search(path.read_text("utf-8"))
    }
    assert found <= KNOWN, f"call recount of models/placing.py there: {found - KNOWN}"
    assert found, "the pattern finds nothing any more"


def test_nobody_else_writes_what_is_kept():
    written = re.compile(r"\.(traits|what|placing_id)\s*=[^=]")
    allowed = {"petitions/models/placing.py"}
    found = {
        str(path.relative_to(APP))
        for path in (APP / "petitions").rglob("*.py")
        if written.search(path.read_text("utf-8"))
    }
    assert found <= allowed, f"the session keeps it: {found - allowed}"
