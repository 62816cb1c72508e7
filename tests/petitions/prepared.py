"""What must lie on a file before a hearing, a contribution and the like can go on."""

from datetime import timedelta

from app.core import clock
from app.extensions import db
from app.petitions.models import Clock, Contribution, Hearing, Mediation


def _later(days):
    return clock.today() + timedelta(days=days)


def asked_to_contribute(petition, by):
    record = Contribution(
        petition=petition, unit_id=by.unit_id, asked_by_unit_id=by.unit_id, asked_by_id=by.id,
        asked_on=clock.today(), wanted_on=_later(9), asked="请提供权属意见。",
    )  # fmt: skip
    db.session.add(record)
    db.session.flush()
    petition.clocks.append(
        Clock(
            code="H07", rule_set=petition.rule_set, owner=by.unit, owner_unit_id=by.unit_id,
            started_on=clock.today(), given_on=_later(9), unrolled_on=_later(9), due_on=_later(9),
            provisional=False, extended_days=0, paused_days=0, record_id=record.id,
        )
    )  # fmt: skip


def hearing_called(petition, by):
    db.session.add(
        Hearing(
            petition=petition, level="handling", status="called", called_on=clock.today(),
            called_by_unit_id=by.unit_id, reason="案情复杂。", begins_on=clock.today(),
            place="三楼会议室", chair_id=by.id, recorder="王会", participants="信访人。",
        )
    )  # fmt: skip


def mediation(status):
    """Return what lets a mediation lie there in a status."""

    def prepare(petition, by):
        db.session.add(
            Mediation(
                petition=petition, unit_id=by.unit_id, mediator="马调解", sides="双方",
                status=status, opened_on=clock.today(), opened_by_id=by.id,
                perform_by_on=_later(10),
            )
        )  # fmt: skip

    return prepare
