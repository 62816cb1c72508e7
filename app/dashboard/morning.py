"""One message for each officer each morning: how much waits for him, and where it is said what."""

from datetime import date

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core.db import atomic
from app.core.i18n import N_
from app.dashboard.matters import counts, represented, total
from app.extensions import db
from app.jobs.reporting import Report, report_back
from app.settings.queries import value

OWN = N_("Matters of today: %(count)s wait for you")
BOTH = N_("Matters of today: %(count)s wait for you, %(others)s for whom you stand in (%(names)s)")


def tell_everybody(today: date) -> int:
    """Tell every officer for whom something waits, each once a day; return how many were told.

    Begun anew after a power cut it tells again, and whoever was told is told nothing.
    """
    everybody = sa.select(Officer.id).where(Officer.active, Officer.unit_id.is_not(None))
    ids = db.session.scalars(everybody.order_by(Officer.id)).all()
    return sum(tell(officer_id, today) for officer_id in ids)


@atomic
def tell(officer_id: int, today: date) -> bool:
    """Tell one officer; say whether anything waits for him."""
    officer = db.session.get(Officer, officer_id, populate_existing=True)
    if officer is None or not value("morning_list", officer.unit):
        return False
    if not officer.may("read", "Reminder"):
        return False
    own = total(counts(officer))
    others = {one.full_name: total(found) for one, found in represented(officer)}
    waiting = {name: count for name, count in others.items() if count}
    if not own and not waiting:
        return False
    params = {"count": own, "others": sum(waiting.values()), "names": ", ".join(waiting)}
    report_back(
        Report(
            officer_id=officer_id,
            text=BOTH if waiting else OWN,
            params=params if waiting else {"count": own},
            key=f"morning {today.isoformat()}",
            href="/morning",
        )
    )
    return True
