"""G13: what README and the manuals tell a newcomer to type exists."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
MAKE = re.compile(
    r"`(?:\w+=\S+ )*make ([a-z][a-z0-9-]*)|^\s*(?:\w+=\S+ )*make ([a-z][a-z0-9-]*)", re.M
)
FLASK = re.compile(r"flask ([a-z]+)(?: ([a-z]+))?")
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_exists(page):
    makefile = (ROOT / "Makefile").read_text()
    for match in MAKE.finditer(page.read_text()):
        target = match[1] or match[2]
        assert re.search(rf"^{target}:", makefile, re.M), f"{page.name}: make {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    broken = [to for to in LINK.findall(page.read_text()) if not (page.parent / to).exists()]
    assert not broken, f"{page.relative_to(ROOT)}: {broken}"


def test_make_help_lists_the_two_commands():
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "make run" in shown.stdout
    assert "make test" in shown.stdout
