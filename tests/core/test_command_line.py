"""A command without the office's database says so in one sentence, and leaves nothing behind."""

import sqlite3

import pytest
import sqlalchemy as sa

from app import create_app

COMMANDS = ["unlock admin", "reset-password admin", "reckon D04 2026-03-02", "jobs", "init"]


@pytest.fixture
def elsewhere(settings, tmp_path):
    """Run a command against another database file; return exit code and output."""

    def run(line):
        app = create_app(settings | {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/other.db"})
        result = app.test_cli_runner().invoke(args=line.split())
        return result.exit_code, result.output

    return run


@pytest.mark.parametrize("line", COMMANDS)
def test_a_database_that_is_not_there_is_not_made(elsewhere, tmp_path, line):
    code, said = elsewhere(line)
    assert code == 1
    assert said.startswith(f"Error: There is no database sqlite:///{tmp_path}/other.db.")
    assert "DATABASE_URL" in said
    assert said.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("line", COMMANDS)
def test_an_empty_database_is_named(elsewhere, tmp_path, line):
    sqlite3.connect(tmp_path / "other.db").close()
    code, said = elsewhere(line)
    assert code == 1
    assert said.startswith(f"Error: The database sqlite:///{tmp_path}/other.db is empty.")
    assert said.count("\n") == 1


def test_a_database_of_another_version_is_named(app, db):
    db.session.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["unlock", "admin"])
    assert result.exit_code == 1
    assert "is of another version (0001): `make db` upgrades it." in result.output
