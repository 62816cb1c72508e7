"""Who may learn of a page: those it is for, while it is told, and the unit that wrote it."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts.queries import all_roles
from app.notices.commands.writing import withdraw
from app.notices.models import Information
from app.notices.scope import information_visible_to
from app.notices.waiting import readers
from tests.factories import an_officer, the_unit
from tests.notices.pages import WRITER, a_page
from tests.petitions.attachments.uploads import PDF, sent


def sees(db, officer, page) -> bool:
    query = sa.select(Information.id).where(
        Information.id == page.id, information_visible_to(officer)
    )
    return db.session.scalar(query) is not None


def role_named(name):
    return next(role.id for role in all_roles() if role.name == name)


@pytest.fixture
def handler(db):
    return an_officer("Handler")


def test_everyone_sees_what_is_for_everyone(db, handler):
    assert sees(db, handler, a_page())


@pytest.mark.parametrize(
    ("unit", "seen", "because"),
    [
        ("LT-WATER", True, "his own unit"),
        ("LT-GOV", True, "the unit above him: those below are meant too"),
        ("LT-WATER-1", False, "a unit below him"),
        ("LT-HOUSING", False, "a unit beside him"),
    ],
)
def test_a_unit_means_itself_and_those_below(db, handler, unit, seen, because):
    page = a_page(unit_ids=[the_unit(unit).id])
    assert sees(db, handler, page) is seen, because
    assert (handler in [officer for officer, _ in readers(page)]) is seen, because


def test_a_role_means_its_holders(db, handler):
    assert sees(db, handler, a_page(role_ids=[role_named("Handler")]))
    assert not sees(db, handler, a_page(role_ids=[role_named("Archivist")]))


def test_a_person_means_nobody_else(db, handler):
    page = a_page(officer_ids=[handler.id])
    assert sees(db, handler, page)
    assert not sees(db, an_officer("Unit intake"), page)
    assert [officer for officer, _ in readers(page)] == [handler]


@pytest.mark.parametrize(
    ("day", "seen"),
    [("2026-03-01", False), ("2026-03-02", True), ("2026-03-05", True), ("2026-03-06", False)],
)
def test_a_page_is_told_from_its_first_to_its_last_day(db, at, handler, day, seen):
    with at("2026-02-01"):
        page = a_page(visible_from=date(2026, 3, 2), visible_until=date(2026, 3, 5))
    with at(day):
        assert sees(db, handler, page) is seen
        assert sees(db, an_officer(WRITER), page), "who wrote it sees it always"


def test_what_is_not_published_or_taken_down_is_the_own_units(db, as_, handler):
    draft, gone = a_page(published=False), a_page()
    withdraw(gone, by=an_officer(WRITER), reason="内容有误")
    for page in (draft, gone):
        assert not sees(db, handler, page)
        assert as_(handler).get(f"/information/{page.id}").status_code == 404
        assert as_(an_officer(WRITER)).get(f"/information/{page.id}").status_code == 200
        elsewhere = an_officer(WRITER, the_unit("YL"))
        assert as_(elsewhere).get(f"/information/{page.id}").status_code == 404


def test_nobody_and_a_locked_officer_see_nothing(db, handler):
    page = a_page()
    handler.active = False
    assert not sees(db, handler, page)
    assert not sees(db, None, page)


def test_who_does_not_see_a_page_gets_nothing_of_it(db, as_, handler):
    page = a_page(title="麒麟瑞兽", unit_ids=[the_unit("YL").id], uploads=[sent("麒麟.pdf", PDF)])
    client = as_(handler)
    assert client.get(f"/information/{page.id}").status_code == 404
    for way in ("", "/show", "/content"):
        assert client.get(f"/information/files/1{way}").status_code == 404
    assert client.post(f"/information/{page.id}/seen").status_code == 404
    assert client.post(f"/information/{page.id}/confirm").status_code == 404
    for way in ("/announcements/", "/announcements/?q=麒麟", "/"):
        found = client.get(way).text
        assert "瑞兽" not in found, way


def test_who_sees_a_page_gets_its_file(db, as_, handler):
    page = a_page(uploads=[sent("安排.pdf", PDF)])
    shown = as_(handler).get(f"/information/{page.id}").text
    assert "安排.pdf" in shown
    with as_(handler).get("/information/files/1") as answer:
        assert answer.data == PDF
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_who_sees_a_page_sees_its_file_inside_a_page(db, page, as_, handler):
    made = a_page(uploads=[sent("安排.pdf", PDF)])
    client = page(handler)
    assert 'href="/information/files/1/show"' in client.get(f"/information/{made.id}").text
    shown = client.get("/information/files/1/show").text
    assert "<iframe" in shown
    assert f'href="/information/{made.id}#attachments"' in shown
    with as_(handler).get("/information/files/1/content") as answer:
        assert answer.data == PDF
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
