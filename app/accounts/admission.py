"""Who may come in now. Every door asks here, whoever says that the password is right.

An open session is no door: it goes on until the account is closed (``own.sessions``). Who is at
work is not out of use, and the wrong passwords of somebody else do not send him out.
"""

from app.accounts.models import Officer
from app.accounts.people.disuse import unused


def admitted(officer: Officer | None) -> Officer | None:
    """Return the officer if he may log in now, else None.

    Not whom nobody knows or who was deleted, not an account that is closed, locked for a while
    after wrong passwords, or unused for too long.
    """
    if officer is None or officer.locked or unused(officer):
        return None
    return officer
