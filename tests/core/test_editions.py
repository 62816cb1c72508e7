"""Marks outside a request: read once a transaction, and never believed beyond it."""

import sqlalchemy as sa

from app.core.editions import Edition, mark_of, renew

NAME = "settings"


def told(database) -> list[str]:
    return [line for line in database.statements if "dictionary_edition" in line]


def test_a_transaction_reads_the_marks_once(db, database):
    db.session.rollback()
    database.statements.clear()
    assert mark_of(NAME) == mark_of(NAME)
    assert mark_of("words")
    assert len(told(database)) == 1


def test_what_another_process_changed_is_seen_by_the_next_transaction(db):
    before = mark_of(NAME)
    db.session.commit()
    with db.engine.begin() as elsewhere:
        elsewhere.execute(sa.update(Edition).where(Edition.name == NAME).values(mark="another's"))
    assert (before != "another's", mark_of(NAME)) == (True, "another's")


def test_a_renewed_mark_is_seen_at_once(db):
    before = mark_of(NAME)
    renew(db.session, NAME)
    assert mark_of(NAME) != before


def test_a_mark_that_was_taken_back_is_forgotten(db):
    before = mark_of(NAME)
    within = db.session.begin_nested()
    renew(db.session, NAME)
    assert mark_of(NAME) != before
    within.rollback()
    assert mark_of(NAME) == before
