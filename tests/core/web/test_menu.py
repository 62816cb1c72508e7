from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from flask import g
from flask_appbuilder.menu import Menu

from app.core.web import menu

NUMBERS = {
    "Pool": lambda officer: sa.select(sa.literal(23)).scalar_subquery(),
    "Mine": lambda officer: None,
    "Keys": lambda officer: pytest.fail("counted for somebody who may not open it"),
}


@pytest.fixture
def built(app, monkeypatch):
    """Return a function that builds the menu at an address for somebody who may open names."""
    tree = Menu()
    tree.add_link("Start", href="/start")
    tree.add_link("Pool", href="/pool", category="Work")
    tree.add_link("Mine", href="/mine", category="Work")
    tree.add_link("Keys", href="/keys", category="Secret")
    asked = []

    def allowed(names):
        asked.append(names)
        return {"Start", "Work", "Pool", "Mine"}

    sm = SimpleNamespace(get_user_menu_access=allowed)
    monkeypatch.setattr(menu, "framework", lambda: SimpleNamespace(menu=tree, sm=sm))
    monkeypatch.setattr(menu, "_counts", NUMBERS)

    def build(path="/", shut=()):
        with app.test_request_context(path):
            return {group.name: group for group in menu.build_menu(frozenset(shut))}

    build.asked = asked
    return build


def test_only_what_may_be_opened_is_shown(built):
    assert list(built()) == ["Start", "Work"]


def test_the_rights_are_asked_for_once(built):
    built()
    assert len(built.asked) == 1


def test_the_open_page_is_marked_with_its_group(built):
    work = built("/pool")["Work"]
    assert work.active
    assert [item.active for item in work.items] == [True, False]


def test_a_view_may_say_where_its_page_belongs(app, built):
    with app.test_request_context("/petitions/1"):
        g.menu_active = "Mine"
        work = {group.name: group for group in menu.build_menu(frozenset())}["Work"]
    assert [item.active for item in work.items] == [False, True]


def test_a_number_stands_beside_what_waits(built):
    assert [item.count for item in built()["Work"].items] == [23, None]


def test_the_group_of_an_officers_main_work_stands_under_the_home_page(monkeypatch):
    groups = [menu.Group(name, name) for name in ("Home", "Registration", "Tasks", "System")]
    monkeypatch.setattr(menu, "_first", [lambda officer: "System"])
    names = [group.name for group in menu._main_work_first(groups)]
    assert names == ["Home", "System", "Registration", "Tasks"]


def test_a_folded_group_stays_folded_unless_its_page_is_open(built):
    assert not built("/start", shut=["Work"])["Work"].open
    assert built("/pool", shut=["Work"])["Work"].open
