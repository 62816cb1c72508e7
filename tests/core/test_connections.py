"""Every connection is told what its database needs to know."""

import sqlalchemy as sa

from app.core.postgresql import TABLES_WEIGHED


def test_the_planner_weighs_as_many_tables_as_a_list_joins(db):
    if db.engine.dialect.name == "postgresql":
        limits = db.session.execute(
            sa.text(
                "SELECT setting::int FROM pg_settings"
                " WHERE name IN ('join_collapse_limit', 'from_collapse_limit')"
            )
        )
        assert set(limits.scalars()) == {TABLES_WEIGHED}
    else:
        assert db.session.scalar(sa.text("PRAGMA foreign_keys")) == 1
        assert db.session.scalar(sa.text("PRAGMA journal_mode")) == "wal"
