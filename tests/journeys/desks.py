"""The pages of the office as their users see them: forms that are filled in, files, lists."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.walker import Walker

NUMBER = re.compile(r"\b(?:LF|LX|WX|LD|JB)\d{18}\b")


def fill(page: Page, **given) -> None:
    """Fill fields by their names; a picker gets the words of an entry, a box True or False."""
    for name, value in given.items():
        fill_one(page.locator(f"[id='{name}']"), value)


def fill_one(field: Locator, value) -> None:
    """Fill one control, whatever it is."""
    kind = field.evaluate("e => e.getAttribute('role') || e.type || e.tagName")
    if kind == "combobox":
        pick(field, value)
    elif kind == "checkbox":
        field.set_checked(value)
    elif kind.startswith("select"):
        field.select_option(label=value)
    else:
        field.fill(value)


def pick(field: Locator, words: str) -> None:
    """Search in a long list and take the entry with exactly these words."""
    page = field.page
    field.fill(words)
    entry = page.locator(f"[id='{field.get_attribute('aria-controls')}'] [role=option]")
    entry.filter(has_text=re.compile(rf"(^|/ ){re.escape(words)}(\d*)( · .*)?$")).first.click()
    expect(entry.first).to_be_hidden()


def press(walker: Walker, name: str) -> None:
    """Press a button of the page and wait for the next one."""
    with walker.turned():
        walker.page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(walker: Walker, name: str) -> None:
    """Follow a link of the page."""
    with walker.turned():
        walker.page.locator("main").get_by_role("link", name=name, exact=True).click()


def look(walker: Walker) -> None:
    """Look at the page as it stands: nothing that keeps somebody out, nothing cut off."""
    walker.check_axe()
    walker.check_width()


def errors_beside(page: Page) -> dict[str, str]:
    """Return what is said beside each wrong field, by the field's id."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('[aria-invalid=true]')].map(
          (field) => [field.id, field.closest('.field, td, .asks__row')
            ?.querySelector('.field__error')?.textContent || '']))"""
    )


class Registration:
    """One of the three forms of the window."""

    def __init__(self, walker: Walker, form: str = "visit") -> None:
        self.walker, self.page = walker, walker.page
        walker.go(f"/registration/{form}")

    def fill(self, **given) -> "Registration":
        fill(self.page, **given)
        return self

    def save(self) -> str:
        """Save to the pool and return the number that stands large on the page."""
        return self._leave(lambda: self.page.keyboard.press("Control+Enter"))

    def reply(self) -> str:
        """Reply on the spot."""
        return self._leave(lambda: self.page.keyboard.press("Alt+r"))

    def _leave(self, press) -> str:
        with self.walker.turned():
            press()
        return self.page.locator(".receipt__no").inner_text(timeout=3000)

    def refused(self) -> dict[str, str]:
        """Try to save, and return what is said beside the fields."""
        with self.walker.turned():
            self.page.keyboard.press("Control+Enter")
        return errors_beside(self.page)


class Case:
    """The case page of one petition, at one officer's browser."""

    def __init__(self, walker: Walker, number: str, *, listed: str = "") -> None:
        """Open the file from a list, or else by the search box that stands above every page."""
        self.walker, self.page, self.number = walker, walker.page, number
        walker.go(listed or "/")
        if not listed:
            self.page.fill("#shell-q", number)
            with walker.turned():
                self.page.press("#shell-q", "Enter")
        with walker.turned():
            self.page.get_by_role("link", name=number, exact=True).first.click()
        self.path = re.search(r"/petitions/\d+", self.page.url).group()

    def reopen(self) -> "Case":
        """Look at the file again."""
        self.walker.go(self.path)
        return self

    @property
    def state(self) -> str:
        return self.page.locator(".casehead .state").inner_text().split()[-1]

    @property
    def history(self) -> list[str]:
        """What happened, newest first."""
        return self.page.locator("#past .time li > div").all_inner_texts()

    @property
    def column(self) -> Locator:
        """What can be done now."""
        return self.page.locator(".acts")

    def open(self, move: str) -> "Case":
        """Open the form of a move by its button."""
        with self.walker.turned():
            self.column.get_by_role("link", name=move, exact=True).click()
        return self

    def do(self, move: str, **given) -> "Case":
        """Make a move by its form, and look at the file again."""
        self.open(move)
        fill(self.page, **given)
        self.send()
        self.was_done()
        # A list that a file was opened from is where the officer goes on, once its state changed.
        return self if self.path in self.page.url else self.reopen()

    def send(self) -> None:
        """Send the open form; a question that is asked once more is answered with yes."""
        button = self.page.locator("#move [data-key=submit]")
        asked = button.get_attribute("data-confirm")
        with self.walker.turned():
            button.click()
            if asked:
                self.page.locator("#confirm-dialog [data-part=yes]").click()

    def was_done(self) -> None:
        """Fail unless the page says that it was done."""
        expect(self.page.locator("#flashes .notice--ok")).to_be_visible()

    def refused(self) -> dict[str, str]:
        """Send the open form in vain, and return what is said beside the fields."""
        self.send()
        return errors_beside(self.page)

    def why_not(self, move: str) -> str:
        """Return why a move is not possible now, as its greyed button says."""
        button = self.column.get_by_role("button", name=move, exact=True)
        assert button.get_attribute("aria-disabled") == "true"
        return self.page.locator(f"#{button.get_attribute('aria-describedby')}").inner_text()

    def decide(self, answer: str, note: str = "") -> "Case":
        """Answer a request as the second person: 同意 or 不同意."""
        box = self.page.locator(".decision")
        if note:
            box.locator("textarea").fill(note)
        with self.walker.turned():
            box.get_by_role("button", name=answer, exact=True).click()
        self.was_done()
        return self


def numbers_on(page: Page) -> set[str]:
    """Return every number of a petition that stands on a page."""
    return set(NUMBER.findall(page.content()))
