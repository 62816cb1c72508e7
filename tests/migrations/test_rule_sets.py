"""0012 gives each petition that is there already the law of its registration."""

import sqlalchemy as sa
from flask_migrate import downgrade, upgrade

from app import create_app
from app.extensions import db
from tests.databases import Sqlite

DAYS = {1: "2022-04-30", 2: "2022-05-01", 3: "2026-03-02"}


def least(table, **own):
    """Return a row that says no more than its columns must hold."""
    columns = sa.inspect(db.engine).get_columns(table)
    return {c["name"]: 0 for c in columns if not c["nullable"]} | own


def rows():
    """Return petitions, and what they speak of."""
    yield "unit", least("unit", id=1, code="LT", region_code=1)
    yield "region", least("region", code=1)
    yield "ab_user", least("ab_user", id=1)
    for number, day in DAYS.items():
        own = {"id": number, "number": str(number), "registered_on": day, "received_on": day}
        known = {"state": "registered", "head_count": 1, "registering_unit_id": 1}
        known |= {"registered_by_id": 1, "registered_at": f"{day} 08:00:00"}
        yield "petition", least("petition", **own, **known)


def insert(connection, table, row):
    names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({places})"), row)


def test_the_day_of_registration_chooses_the_rules_of_old_petitions(settings, tmp_path):
    database = Sqlite(tmp_path)
    app = create_app(settings | {"SQLALCHEMY_DATABASE_URI": database.url})
    with app.app_context():
        database.engine = db.engine
        upgrade(revision="0011")
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
            for table, row in rows():
                insert(connection, table, row)
            connection.commit()
        db.engine.dispose()
        upgrade(revision="0012")
        found = db.session.execute(sa.text("SELECT id, rule_set FROM petition")).all()
        assert dict(map(tuple, found)) == {1: "2005", 2: "2022", 3: "2022"}
        db.session.remove()
        downgrade(revision="0011")
    database.drop()
