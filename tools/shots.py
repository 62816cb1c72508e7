"""Photographs every page into docs/screens/, from the demonstration, on a day that stands still.

``make shots`` plays the demonstration in a folder of its own, starts it on a free port, logs in as
each role and takes the pictures of ``shot_list``. ``ARGS=--only=pool`` takes a few of them.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from app.core import clock
from app.demo.play import Played, play
from app.extensions import db
from app.petitions.models import Petition
from tools.shot_list import SHOTS, Shot

SCREENS = Path(__file__).parents[1] / "docs" / "screens"
MOMENT = datetime(2026, 3, 16, 10, 20, tzinfo=clock.OFFICE_ZONE)
HEIGHTS = {1366: 768, 390: 844, 1920: 1080}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PNGQUANT = shutil.which("pngquant")
# Date fields and file buttons speak the browser's language, which is the environment's.
BROWSERS = {"zh": "zh_CN", "zh_TW": "zh_TW", "en": "en_US"}
CHINESE = Path("/usr/lib/chromium/locales/zh-CN.pak")


@dataclass
class Exhibition:
    """The running demonstration: where it is, who gets in with what, which petitions are told."""

    url: str
    passwords: dict[str, str]
    petitions: dict[str, int]


class Silent(WSGIRequestHandler):
    """Does not write a line for every picture."""

    def log_request(self, *_args: Any) -> None:
        """Say nothing."""


@contextmanager
def exhibition() -> Iterator[Exhibition]:
    """Play the demonstration and serve it, as of one moment."""
    with tempfile.TemporaryDirectory() as folder, clock.at(MOMENT):
        app = create_app(settings(folder))
        with app.app_context():
            upgrade()
        app.test_cli_runner().invoke(args=["init"], catch_exceptions=False)
        with app.app_context():
            played = play()
            petitions = told(played)
        server = make_server("127.0.0.1", 0, held(app), threaded=True, request_handler=Silent)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        passwords = {account.username: account.password for account in played.accounts}
        yield Exhibition(f"http://127.0.0.1:{server.server_port}", passwords, petitions)
        server.shutdown()


def settings(folder: str) -> dict[str, Any]:
    """Return where everything is kept: nothing outside the folder."""
    return {
        "INSTANCE_DIR": folder,
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/shots.db",
        "KEY_FILE": f"{folder}/keys.json",
        "SECRET_KEY_FILE": f"{folder}/secret_key",
        "UPLOAD_FOLDER": f"{folder}/attachments",
        "PASSWORD_HASH_METHOD": "scrypt:1024:8:1",
        # The browser's calendar is another one, and each officer sits at several windows.
        "SESSION_HOURS": 24 * 36500,
        "IDLE_MINUTES": 60 * 24 * 36500,
        "SESSIONS_AT_ONCE": 0,
        "PASSWORD_DAYS": 0,
    }


def told(played: Played) -> dict[str, int]:
    """Return the petitions that paths may name, by story; ``today`` is this morning's first."""
    ids = dict(db.session.execute(sa.select(Petition.number, Petition.id)).all())
    morning = sa.select(sa.func.min(Petition.id)).where(
        Petition.registered_on == clock.today(), Petition.form == "visit"
    )
    found = {name: ids[number] for name, number in played.stories.items()}
    return found | {"today": db.session.scalar(morning) or 0}


def held(app: Flask) -> Any:
    """Answer every request as of the moment: each has a thread, so a clock, of its own."""

    def answer(environ: Any, start_response: Any) -> list[bytes]:
        with clock.at(MOMENT):
            return list(app(environ, start_response))

    return answer


# --- looking ------------------------------------------------------------------------------------


class Photographer:
    """Keeps a browser window for each officer, width and language."""

    def __init__(self, playwright: Playwright, shown: Exhibition) -> None:
        self.playwright, self.shown = playwright, shown
        self._browsers: dict[str, Browser] = {}
        self._windows: dict[tuple[str, int, str], BrowserContext] = {}
        self.complaints: list[str] = []
        self.taken: list[Path] = []

    def take(self, shot: Shot) -> None:
        """Take one picture, and note what the page complained about."""
        path = SCREENS / f"{shot.name}.png"
        page = self._window(shot).new_page()
        page.on("console", lambda said: self._hear(shot, said))
        page.on("pageerror", lambda error: self.complaints.append(f"{shot.name}: {error}"))
        page.goto(self.shown.url + shot.path.format(**self.shown.petitions))
        if shot.press:
            with page.expect_navigation():
                page.locator(shot.press).first.click()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(150)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > shot.width:
            self.complaints.append(f"{shot.name}: scrolls sideways, {wide} px")
        if shot.whole:
            stretch(page, shot.width)
        page.screenshot(path=path, animations="disabled", caret="hide")
        page.close()
        self.taken.append(path)

    def _hear(self, shot: Shot, said: Any) -> None:
        if said.type == "error" and "status of 4" not in said.text:
            self.complaints.append(f"{shot.name}: {said.text}")

    def _window(self, shot: Shot) -> BrowserContext:
        key = (shot.username, shot.width, shot.locale)
        if key not in self._windows:
            size = {"width": shot.width, "height": HEIGHTS[shot.width]}
            browser = self._browser(shot.locale)
            window = browser.new_context(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
            page = window.new_page()
            if shot.username:
                self._log_in(page, shot.username)
            if shot.locale != "zh":
                page.goto(f"{self.shown.url}/lang/{shot.locale}")
            page.close()
            self._windows[key] = window
        return self._windows[key]

    def _browser(self, locale: str) -> Browser:
        if locale not in self._browsers:
            self._browsers[locale] = self.playwright.chromium.launch(
                executable_path=CHROMIUM,
                args=["--no-sandbox"],
                env={**os.environ, "LANGUAGE": BROWSERS[locale]},
            )
        return self._browsers[locale]

    def _log_in(self, page: Page, username: str) -> None:
        page.goto(f"{self.shown.url}/login/")
        page.fill("#username", username)
        page.fill("#password", self.shown.passwords[username])
        page.click("main [type=submit]")
        page.wait_for_load_state()


def stretch(page: Page, width: int) -> None:
    """Make the window as high as the page, so that what sticks to it lies at the page's edges."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(100)


def squeeze(paths: list[Path]) -> None:
    """Cut the pictures down to 128 colours: a third of the size, and the eye sees no difference."""
    if PNGQUANT is None:
        print("No pngquant, the pictures stay as large as they are: apt-get install pngquant")
        return
    for batch in (paths[at : at + 20] for at in range(0, len(paths), 20)):
        options = ("--force", "--ext=.png", "--skip-if-larger", "--strip", "--nofs", "--speed=1")
        done = subprocess.run([PNGQUANT, *options, "128", "--", *map(str, batch)], check=False)
        if done.returncode not in (0, 98):  # 98: a picture is smaller as it is
            raise subprocess.CalledProcessError(done.returncode, PNGQUANT)


def main() -> int:
    """Take the pictures; say what looked wrong."""
    parser = argparse.ArgumentParser(description=__doc__, prog="make shots ARGS=")
    parser.add_argument("--only", default="", help="take the pictures whose name holds this")
    wanted = parser.parse_args().only
    if CHROMIUM is None:
        print("No Chromium: apt-get install chromium")
        return 1
    if not CHINESE.exists():
        print("Date fields and file buttons stay English: apt-get install chromium-l10n")
    SCREENS.mkdir(parents=True, exist_ok=True)
    with exhibition() as shown, sync_playwright() as playwright:
        photographer = Photographer(playwright, shown)
        for shot in SHOTS:
            if wanted in shot.name:
                photographer.take(shot)
    squeeze(photographer.taken)
    size = sum(path.stat().st_size for path in SCREENS.glob("*.png"))
    print(f"{len(list(SCREENS.glob('*.png')))} pictures, {size / 1e6:.1f} MB in {SCREENS}")
    print("\n".join(photographer.complaints))
    return bool(photographer.complaints)


if __name__ == "__main__":
    sys.exit(main())
