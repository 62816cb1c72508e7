"""A file shares the fate of the transaction in which it was kept, not of every one around it."""

import pytest

from app.petitions.attachments import storage
from app.petitions.attachments.keeping import keep_made
from config import TestConfig


@pytest.fixture
def session(db, tmp_path, monkeypatch):
    kept = storage.Cabinet(tmp_path, 20_000, 3, frozenset(TestConfig.UPLOAD_TYPES))
    monkeypatch.setattr(storage, "_cabinet", kept)
    db.session.rollback()
    return db.session


def lies_there(one) -> bool:
    return storage.path_of(one.stored_name).exists()


def made(text: bytes):
    return keep_made("意见书.pdf", text, "application/pdf")


def test_an_act_that_is_only_rehearsed_takes_no_file_but_its_own_away(session):
    before = made(b"before")
    rehearsed = session.begin_nested()
    within = made(b"within")
    rehearsed.rollback()
    assert lies_there(before)
    assert not lies_there(within)
    session.commit()
    assert lies_there(before)


def test_what_was_kept_by_a_part_goes_with_the_whole(session):
    with session.begin_nested():
        one = made(b"released")
    assert lies_there(one)
    session.rollback()
    assert not lies_there(one)


def test_a_later_refusal_takes_nothing_that_was_committed(session):
    one = made(b"committed")
    session.commit()
    session.rollback()
    assert lies_there(one)


def test_a_part_within_a_part_goes_with_the_outer_one(session):
    outer = session.begin_nested()
    with session.begin_nested():
        one = made(b"inner")
    outer.rollback()
    assert not lies_there(one)
    session.rollback()
