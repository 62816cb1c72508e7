"""Every list either names the columns that hold its codes, or is known to have none."""

import sqlalchemy as sa

from app.core.db import Base
from app.dictionaries import uses
from app.dictionaries.catalog import LISTS

#: Their codes stand in no column: in the facts of events, or nowhere yet.
NO_COLUMN = {
    "petition_cause", "hot_topic",
    "secrecy", "accused_level", "occupation", "handle_way",
    "extension_reason", "disposition", "archive_retention",
    "dissatisfaction_reason", "petitioner_stance", "unit_kind",
}  # fmt: skip
#: Short texts of petitions that are no codes of a list.
NO_CODE = {
    "petition.form", "petition.lamp_code", "clock.code", "handover.kind",
    "handover.report",
}  # fmt: skip


#: Columns of codes that have room for longer ones.
LONGER = {"information.kind", "information_law.authority"}


def test_no_list_is_forgotten(app):
    named = {use.list_code for use in uses.known()}
    assert named | NO_COLUMN == set(LISTS)
    assert not named & NO_COLUMN


def test_no_column_with_codes_is_forgotten(app):
    kept = [use for use in uses.known() if use.derived is None]
    named = {f"{use.table.name}.{use.column.key}" for use in kept}
    homes = {use.table.name for use in uses.known()} | {"clock", "submission", "party"}
    short = {
        f"{name}.{column.name}"
        for name in homes
        for column in Base.metadata.tables[name].columns
        if isinstance(column.type, sa.String) and (column.type.length or 99) <= 8
    }
    assert short - NO_CODE == named - LONGER


def test_what_is_named_twice_is_counted_once(app):
    before = uses.known()
    uses.register(before)
    assert uses.known() == before
