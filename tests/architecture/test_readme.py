"""G13: what README and the manuals tell a newcomer to type exists."""

import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
MAKE = re.compile(
    r"`(?:\w+=\S+ )*make ([a-z][a-z0-9-]*)|^\s*(?:\w+=\S+ )*make ([a-z][a-z0-9-]*)", re.M
)
#: What is read by those who run an office: a bare `flask` is the one of another Python.
FOR_OFFICES = [ROOT / "README.md", ROOT / "docs/upgrading.md", *ROOT.glob("docs/manual/*.md")]
FLASK = re.compile(r"(\S*)\bflask ([a-z][a-z-]*)")
OFFERED = re.compile(r'@click\.(?:command|group)\("([a-z-]+)"')
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_exists(page):
    makefile = (ROOT / "Makefile").read_text()
    for match in MAKE.finditer(page.read_text()):
        target = match[1] or match[2]
        assert re.search(rf"^{target}:", makefile, re.M), f"{page.name}: make {target}"


@pytest.mark.parametrize("page", FOR_OFFICES, ids=lambda page: page.name)
def test_every_command_works_as_it_is_printed(page):
    offered = {"db", *OFFERED.findall((ROOT / "app" / "cli.py").read_text())}
    for before, command in FLASK.findall(page.read_text()):
        assert before.strip("`（：，；").endswith(".venv/bin/"), f"{page.name}: flask {command}"
        assert command in offered, f"{page.name}: flask {command}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    broken = [to for to in LINK.findall(page.read_text()) if not (page.parent / to).exists()]
    assert not broken, f"{page.relative_to(ROOT)}: {broken}"


def test_git_passes_over_what_a_backup_writes():
    ignored = (ROOT / ".gitignore").read_text().split()
    written = re.findall(r"(?:--file=|backup )([\w.-]+)", (ROOT / "README.md").read_text())
    assert {"petitions.dump", "petitions-copy.db", "attachments.tar"} <= set(written)
    seen = [name for name in written if not any(fnmatch(name, one) for one in ignored)]
    assert not seen, "personal data would be committed one day"


def test_make_help_lists_the_two_commands():
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "make run" in shown.stdout
    assert "make test" in shown.stdout
