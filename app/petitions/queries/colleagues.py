"""Officers as the forms of a file offer them: by unit, and the leaders who give instructions."""

import sqlalchemy as sa

from app.accounts.models import Officer
from app.accounts.queries import somebody_who_may
from app.extensions import db

MOST = 60


def name_of(officer_id: str) -> str | None:
    """Return the name of an active officer, or None."""
    if not (officer_id.isascii() and officer_id.isdecimal() and len(officer_id) < 10):
        return None
    return db.session.scalar(
        sa.select(Officer.full_name).where(Officer.id == int(officer_id), Officer.active)
    )


def meant_by(text: str) -> str | None:
    """Return the id of the one active officer with this name, or None."""
    found = db.session.scalars(
        sa.select(Officer.id).where(Officer.full_name == text, Officer.active).limit(2)
    ).all()
    return str(found[0]) if len(found) == 1 else None


def leaders(*, but: Officer) -> list[tuple[str, str]]:
    """Return those who give instructions, as (id, name and position), for a drop-down."""
    # A recorder may instruct for a leader; only a leader sends back what lies before him.
    rows = db.session.execute(
        sa.select(Officer.id, Officer.full_name, Officer.title)
        .where(somebody_who_may("return_submission", "Petition"), Officer.id != but.id)
        .order_by(Officer.full_name, Officer.id)
        .limit(MOST)
    )
    return [(str(id_), f"{name} {title}".strip()) for id_, name, title in rows]
