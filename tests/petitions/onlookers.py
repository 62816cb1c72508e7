"""Officers who look on: from one office or another, within one scope or several."""

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role

from app.accounts.models import RoleScope
from tests.factories import an_officer, the_unit


def of(role, code="LT"):
    return an_officer(role, the_unit(code), full_name=f"{code}的人")


def with_scope(session, *scopes, unit="LT", region=None):
    """Appoint an officer whose only role reads petitions within these scopes."""
    reading = session.scalar(sa.select(Role).where(Role.name == "Triage officer")).permissions
    role = Role(name="+".join(scopes) or "none", permissions=list(reading))
    session.add(role)
    session.flush()
    session.add_all(RoleScope(role_id=role.id, scope=scope) for scope in scopes)
    session.flush()
    officer = an_officer(role.name, the_unit(unit), full_name="有范围的人")
    officer.region_code = region or officer.region_code
    return officer
