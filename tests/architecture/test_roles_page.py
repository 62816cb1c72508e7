"""G6: the page of roles says what the seeds give."""

from pathlib import Path

from app.accounts.roles_table import as_markdown

PAGE = Path(__file__).parents[2] / "docs" / "roles.md"


def test_the_page_of_roles_is_up_to_date():
    assert PAGE.read_text() == as_markdown(), "flask roles --write docs/roles.md"
