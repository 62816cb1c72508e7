"""Somebody at a browser, and what every page owes him."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

from tests.factories import people
from tests.journeys.live import LiveOffice

#: What the browser writes about an answer that says no; the page itself is judged instead.
ANSWERED_NO = "Failed to load resource"
#: Every kind of element with its classes and attributes, and what it stands in; no words, no rows.
SHAPE = """() => {
  const of = (e) => e.localName + '.' + e.className + '[' + e.getAttributeNames().join() + ']';
  const all = document.querySelectorAll('body *:not(#menu *, .topbar *, svg *)');
  return [...new Set([...all].map((e) => of(e.parentElement) + '>' + of(e)))].sort().join('\\n');
}"""
PARTS = {"script", "stylesheet", "image", "font", "media"}


class Walker:
    """A person at a browser: goes to pages, and has each page looked at by axe."""

    def __init__(self, page: Page, office: LiveOffice) -> None:
        self.page = page
        self.office = office
        self.axe = Axe()
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._listen)
        page.on("request", self._stay_inside)
        page.on("response", self._miss_nothing)

    def _listen(self, message) -> None:
        # A broken content policy is such an error too.
        if message.type == "error" and not message.text.startswith(ANSWERED_NO):
            self.errors.append(f"{self.page.url}: {message.text}")

    def _stay_inside(self, request) -> None:
        # The browser's own reader of PDF files asks the browser, and nobody else.
        ours = (self.office.url, "data:", "blob:", "chrome-extension:", "chrome:")
        if not request.url.startswith(ours):
            self.errors.append(f"the page asked another host: {request.url}")

    def _miss_nothing(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in PARTS:
            self.errors.append(f"{response.status} {response.url}")

    # --- moving about -----------------------------------------------------------------------------

    def go(self, path: str) -> None:
        """Open a page of the office."""
        response = self.page.goto(self.office.url + path)
        assert response.status < 400, f"{path}: {response.status}"
        self.ready()

    def status(self, path: str) -> int:
        """Return how the office answers this officer's browser at an address."""
        return self.page.request.get(self.office.url + path, max_redirects=0).status

    def ready(self) -> None:
        """Wait until keys and clicks find their behaviour."""
        self.page.wait_for_selector("html[data-ready]:not([data-left])", state="attached")

    @contextmanager
    def turned(self) -> Iterator[None]:
        """Do something that leads to another page, and wait until that one is ready."""
        self.page.evaluate("document.documentElement.dataset.left = ''")
        yield
        self.ready()

    def on(self, moment: str) -> None:
        """Let the calendar show another day, at the office and at this browser."""
        self.office.moment = moment
        shown = moment if "T" in moment else f"{moment}T09:00"
        self.page.clock.set_fixed_time(datetime.fromisoformat(f"{shown}:00+08:00"))

    def log_in(self, role: str) -> None:
        """Log in through the form as the settled officer of a role."""
        self.page.context.clear_cookies()
        with self.office.app.app_context():
            username = people.an_officer(role).username
        self.go("/login/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", people.PASSWORD)
        self.page.click("form [type=submit]")
        self.page.wait_for_url(lambda url: "/login" not in url)

    # --- looking ----------------------------------------------------------------------------------

    def check_axe(self) -> None:
        """Fail with every accessibility violation of the page as it stands now."""
        results = self.axe.run(self.page)
        assert results.violations_count == 0, f"{self.page.url}\n{results.generate_report()}"

    def check_shape(self) -> None:
        """As ``check_axe``, unless a page built of the very same parts was found clean before."""
        shape = self.page.evaluate(SHAPE)
        if shape not in self.office.clean_shapes:
            self.check_axe()
            self.office.clean_shapes.add(shape)

    def check_width(self) -> None:
        """Fail if the page scrolls sideways."""
        excess = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert excess <= 0, f"{self.page.url} is {excess} px too wide"
