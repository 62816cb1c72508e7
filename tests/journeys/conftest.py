"""A real server and real browsers; every journey begins on the snapshot of the same office."""

import os
import re
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys import staged
from tests.journeys.live import LiveOffice
from tests.journeys.walker import Walker

# The shell without windows needs a quarter less time for the same pages.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run",
)  # fmt: skip
NO_BROWSER = "no Chromium for the journeys (apt-get install chromium)"
DESK = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def _browser():
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.exit(f"CI needs a browser: {NO_BROWSER}", returncode=3)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _office(settings, tmp_path_factory):
    office = LiveOffice(settings, tmp_path_factory.mktemp("live"))
    yield office
    office.close()


@pytest.fixture
def live(_office):
    """Return the running office, put back to its first day afterwards."""
    _office.moment = None
    yield _office
    _office.restore()


@pytest.fixture(scope="module")
def looked_at(_office):
    """Return the office with something on every page; tests that ask for it only look."""
    _office.moment = staged.TODAY
    with _office.stage():
        staged.something_everywhere()
    yield _office
    _office.restore()


@pytest.fixture
def come_in(request, _browser, live):
    """Return a function: somebody at a 1366×768 browser of his own, of a role or a stranger.

    A failed journey leaves a picture of every browser behind.
    """
    walkers: list[Walker] = []

    def come(role=None, **traits) -> Walker:
        context = _browser.new_context(
            viewport=DESK, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True
        )
        context.set_default_timeout(10_000)
        walkers.append(Walker(context.new_page(), live))
        if role is not None:
            context.add_cookies([live.session_of(role, **traits)])
        return walkers[-1]

    yield come
    if getattr(request.node, "failed", False):
        for number, walker in enumerate(walkers, 1):
            if walker.page.is_closed():
                continue
            name = re.sub(r"\W+", "-", f"{request.node.name}-{number}")
            walker.page.screenshot(path=f"instance/failed-{name}.png", full_page=True)
    for walker in walkers:
        walker.page.context.close()
    live.finish()
    errors = [error for walker in walkers for error in walker.errors]
    assert not errors, errors


@pytest.fixture
def walker(come_in):
    """Return somebody who has not logged in."""
    return come_in()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        item.failed = True
    return report
