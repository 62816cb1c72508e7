"""What every page owes to everybody: axe, no sideways scrolling, nothing foreign, no error.

Foreign requests, errors in the console and broken content policies are watched by the walker.
"""

import pytest

from app.accounts.roles import ROLES

SIZES = ({"width": 1366, "height": 768}, {"width": 390, "height": 844})
NOTHING = "查无此件"
FORMS = {
    "Window clerk": ("/registration/visit", "/registration/letter", "/registration/assigned"),
    "Triage officer": ("/instructions/add", "/triage/filters?lamp=red"),
    "System administrator": ("/units/add", "/accounts/add", "/me/password"),
}
#: Whose case pages show which moves, in which list they stand.
DESKS = (
    ("Window clerk", "/work/?tab=today"),
    ("Triage officer", "/triage/"),
    ("Triage officer", "/work/?tab=passed"),
    ("Unit intake", "/work/?tab=unit"),
    ("Handler", "/work/"),
    ("Head of unit", "/work/?tab=decide"),
    ("Review officer", "/reviews/"),
    ("Bureau leader", "/supervisions/"),
    ("Archivist", "/archive/?tab=to_archive"),
    ("Archivist", "/archive/"),
    ("Accusation officer", "/accusations/"),
    ("Party and government leader", "/work/?tab=decide"),
)


NEEDS_SOMETHING = """(form) => [...form.querySelectorAll('[required]')].some((one) =>
  one.matches('[type=radio], [type=checkbox]')
    ? !form.querySelector(`[name="${one.name}"]:checked`) : !one.value)"""


@pytest.fixture
def live(looked_at):
    """Return an office in which nothing is changed here, so that nothing need be put back."""
    return looked_at


@pytest.fixture(scope="module")
def seen():
    """Return the tabs and forms that were looked at, whoever opened them."""
    return set()


def look(walker) -> None:
    """Look at the page as it stands, on a desk and on a phone."""
    walker.check_shape()
    for size in reversed(SIZES):
        walker.page.set_viewport_size(size)
        walker.check_width()


def links(walker, where: str) -> list[str]:
    """Return the addresses that a part of the page leads to, each once."""
    found = walker.page.locator(f"{where} a[href^='/']:not([href^='/lang/'])").evaluate_all(
        "all => all.map((one) => one.getAttribute('href').split('#')[0])"
    )
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_the_pages_of_a_role(come_in, role, seen):
    walker = come_in(role)
    walker.go("/")
    look(walker)
    for path in links(walker, "#menu"):
        walker.go(path)
        look(walker)
        more = links(walker, ".views")[1:]
        if walker.page.locator(".filter #words").count():
            more.append(f"{path}?words={NOTHING}")
        for tab in set(more) - seen:
            walker.go(tab)
            look(walker)
        seen |= set(more)


@pytest.mark.parametrize(("role", "path"), [(r, p) for r, paths in FORMS.items() for p in paths])
def test_a_form_and_its_errors(come_in, role, path):
    walker = come_in(role)
    walker.go(path)
    look(walker)
    with walker.turned():
        walker.page.locator("main form [type=submit]").first.click()
    assert walker.page.locator(".field__error").count()
    look(walker)


@pytest.mark.parametrize(("role", "desk"), DESKS)
def test_the_files_of_a_desk_and_every_move_that_they_offer(come_in, role, desk, seen):
    walker = come_in(role)
    walker.go(desk)
    files = links(walker, "table.work tbody th")
    assert files, f"{desk} shows nothing to a {role}"
    for path in files:
        walker.go(path)
        moves = {one.split("?")[0].rsplit("/", 1)[-1]: one for one in links(walker, ".acts")}
        if set(moves) <= seen:
            continue
        look(walker)
        for tab in links(walker, "#papers .tabs"):
            walker.go(tab)
            walker.check_shape()
        for name in set(moves) - seen - {"export.xlsx"}:
            walker.go(moves[name])
            look_at_the_form(walker)
        seen |= set(moves)


def look_at_the_form(walker) -> None:
    """Look at a move's form, and at what it says when nothing is filled in."""
    look(walker)
    form = walker.page.locator("#move")
    if not form.locator("[required]").count():
        return
    form.evaluate("form => form.reset()")
    # A form that begins filled in would be taken, and the next desk would miss what it acts on.
    if not form.evaluate(NEEDS_SOMETHING):
        return
    with walker.turned():
        form.evaluate("form => form.submit()")
    look(walker)
