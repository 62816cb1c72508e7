import re

from app.core.web.links import here
from app.messages.commands import send
from tests.factories import people


def test_the_gallery_draws_every_macro(page):
    client = page(people.an_officer("Triage officer"))
    assert client.get("/ui/").status_code == 200
    assert client.get("/ui/case").status_code == 200


def test_the_door_is_a_page_like_any_other(page):
    response = page().get("/login/")
    assert response.dom.find(".//input[@name='username']") is not None


def test_every_page_says_what_it_may_load(page):
    response = page().get("/login/")
    policy = response.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([\w-]+)'", policy)[1]
    assert f'nonce="{nonce}"' in response.text
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_nonce_is_never_used_twice(page):
    client = page()
    policies = {client.get("/login/").headers["Content-Security-Policy"] for _ in range(2)}
    assert len(policies) == 2


def test_large_text_and_the_folded_menu_are_remembered_by_the_server(page):
    client = page(people.an_officer("Triage officer"))
    client.set_cookie("text", "large")
    client.set_cookie("menu", "folded")
    html = client.get("/ui/").dom
    assert set(html.get("class").split()) == {"large-text", "menu-folded"}


def test_turning_a_page_keeps_two_conditions_on_one_column(app):
    with app.test_request_context("/pool?issue=1&issue=2&page=3&q="):
        assert here({"page": 4}) == "/pool?issue=1&issue=2&q=&page=4"
        assert here({"page": None, "q": None}) == "/pool?issue=1&issue=2"


def test_who_must_choose_a_password_first_is_shown_no_menu(page, db):
    officer = people.an_officer("Handler")
    assert 'id="menu"' in page(officer).get("/me/password").text
    officer.must_change_password = True
    db.session.commit()
    held = page(officer).get("/me/password").text
    assert 'id="menu"' not in held
    assert "/logout" in held


def test_what_is_unread_is_counted_in_the_top_bar(page, db):
    clerk, colleague = people.an_officer("Window clerk"), people.an_officer("Handler")
    send(subject="周例会", text="九点", receivers=[colleague.id], by=clerk)
    bar = page(colleague).get("/").text.partition('id="menu"')[0]
    assert 'href="/messages/"' in bar
    assert 'href="/messages/"' not in page(clerk).get("/").text.partition('id="menu"')[0]
