"""Every move and record is made by its form on the one route, second persons included."""

import pytest

from app.extensions import db as _db
from app.petitions.models import Approval, Event, Petition
from app.petitions.workflow import PETITION
from tests.factories import officer_at
from tests.petitions.move_cases import MAIN_LINE
from tests.petitions.record_cases import RECORDS

CASES = (*MAIN_LINE, *RECORDS)
#: Registering is the registration desk's; files and texts of letters have pages of their own.
ELSEWHERE = {"register", "attach", "revise_letter"}


def test_no_move_is_forgotten():
    named = {case.verb.replace("-", "_") for case in CASES}
    assert named == {move.name for move in PETITION.moves} - ELSEWHERE


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.verb)
def test_a_move_is_made_by_its_form(page, db, case):
    petition = case.made()
    client = page(officer_at(*case.by))
    address = f"/petitions/{petition.id}/{case.verb}"
    opened = client.get(address)
    assert opened.status_code == 200
    assert f'action="{address}"' in opened.text
    entries = case.entries(petition)
    answer = client.post(address, data={"version": petition.version, **entries})
    assert answer.status_code == 200, _errors(answer)
    if case.second:
        _agree(page, petition, case)
    done = _db.session.scalars(
        _db.select(Event).where(Event.petition_id == petition.id).order_by(Event.id.desc())
    ).first()
    assert (done.move, done.step) == (case.verb.replace("-", "_"), "done")


def _agree(page, petition: Petition, case) -> None:
    waiting = _db.session.scalar(
        _db.select(Approval).where(Approval.petition_id == petition.id, Approval.status == "asked")
    )
    second = page(officer_at(*case.second))
    shown = second.get(f"/petitions/{petition.id}")
    assert f"decisions/{waiting.id}" in shown.text
    answer = second.post(
        f"/petitions/{petition.id}/decisions/{waiting.id}", data={"act": "grant", "note": "同意。"}
    )
    assert answer.status_code == 200


def _errors(answer) -> list[str]:
    return [line for line in answer.text.splitlines() if "error" in line or "notice" in line]
