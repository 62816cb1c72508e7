"""Commands for those who run the office: ``flask init``, ``roles``, ``unlock``, ``jobs`` …"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import Flask, current_app

from app.core.command_line import with_database

if TYPE_CHECKING:
    from app.accounts.models import Officer


def init_app(app: Flask) -> None:
    """Offer the commands."""
    app.cli.add_command(init)
    app.cli.add_command(roles)
    app.cli.add_command(unlock)
    app.cli.add_command(reset_password)
    app.cli.add_command(demo)
    app.cli.add_command(generate)
    app.cli.add_command(jobs)
    app.cli.add_command(calendar)
    app.cli.add_command(reckon)
    app.cli.add_command(report)
    app.cli.add_command(stats)


@click.command("init")
@with_database
def init() -> None:
    """Create keys, folders, permissions, roles, words and the office; safe to repeat."""
    from app.accounts.seed import seed
    from app.core import key_use
    from app.core.crypto import Keyring, use_keyring
    from app.core.db import atomic
    from app.dictionaries.seed import seed_dictionaries
    from app.extensions import db

    settings = current_app.config
    if refusal := key_use.why_not_ours(Path(settings["KEY_FILE"])):
        raise click.ClickException(refusal)
    if not Path(settings["KEY_FILE"]).exists():
        use_keyring(Keyring.create(settings["KEY_FILE"]))
    Path(settings["UPLOAD_FOLDER"]).mkdir(mode=0o700, parents=True, exist_ok=True)
    # Of the townships only the own province's are kept; counties of the whole country.
    atomic(seed_dictionaries)(db.session, settings["OFFICE_REGION"][:2])
    password = seed(
        current_app.extensions["appbuilder"].baseviews,
        office=settings["OFFICE_NAME"] or settings["UNNAMED_OFFICE"],
        region=settings["OFFICE_REGION"],
    )
    if password:
        click.echo(f"One-time password of the administrator “admin”: {password}")
        click.echo("It is shown this once and must be changed at the first login.")


@click.command("roles")
@click.option("--write", "path", type=click.Path(path_type=Path), help="Write the table to a file.")
def roles(path: Path | None) -> None:
    """Show which seeded role may do what."""
    from app.accounts.roles_table import as_markdown

    table = as_markdown()
    if path:
        path.write_text(table, "utf-8")
    else:
        click.echo(table)


def _account(username: str) -> "Officer":
    from app.accounts.queries import officer_named

    officer = officer_named(username)
    if officer is None:
        raise click.ClickException(f"There is no account “{username}”.")
    return officer


@click.command("unlock")
@click.argument("username")
@with_database
def unlock(username: str) -> None:
    """Open an account again when no administrator is left who could."""
    from app.accounts.commands.officers import unlock_officer

    officer = _account(username)
    unlock_officer(officer, by=None)
    click.echo(f"The account “{officer.username}” is open.")


@click.command("reset-password")
@click.argument("username")
@with_database
def reset_password(username: str) -> None:
    """Give an account a new one-time password when no administrator may."""
    from app.accounts.commands import officers

    officer = _account(username)
    password = officers.reset_password(officer, by=None)
    click.echo(f"One-time password of “{officer.username}”: {password}")
    click.echo("It is shown this once and must be changed at the first login.")


@click.command("demo")
@click.option("--reset-passwords", is_flag=True, help="Give every demonstration account a new one.")
@with_database
def demo(reset_passwords: bool) -> None:
    """Fill an empty database with told stories and an account for each role, reviews included."""
    from app.demo import office, play

    if play.has_been_played():
        click.echo(
            "The stories are told already; `make demo ARGS=--reset-passwords` gives new passwords."
        )
        accounts = office.new_passwords() if reset_passwords else []
    else:
        played = play.play()
        accounts = played.accounts
        click.echo(f"{played.petitions} petitions, among them:")
        for name, number in played.stories.items():
            click.echo(f"  {number}  {name.replace('_', ' ')}")
    if accounts:
        click.echo("Passwords, shown this once:")
        for account in accounts:
            click.echo("  {:<15}{:<17}{:<29}{} {}".format(*account))


@click.command("generate")
@click.option("--petitions", type=click.IntRange(1), required=True, help="How many.")
@click.option("--years", type=click.IntRange(1, 30), default=11, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day; today unless told.")
@click.option(
    "--times",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    help="Write each so many times over: 20000 petitions x 50 are a million, in minutes.",
)
@with_database
def generate(petitions: int, years: int, seed: int, until: datetime | None, times: int) -> None:
    """Fill the database with believable petitions; the same seed gives the same ones."""
    from app.demo.generate import generate as write
    from app.demo.office import someone_real

    if name := someone_real():
        raise click.ClickException(f"This is an office at work: “{name}” is nobody of the stories.")
    last = until.date() if until else None
    made = write(petitions=petitions, years=years, seed=seed, until=last, times=times)
    click.echo(f"{made.petitions} petitions from {made.since} to {made.until}.")


@click.command("jobs")
@click.option("--run-once", is_flag=True, help="Do what is due now, here, and end (for cron).")
@click.option("--consume", is_flag=True, help="Do background work until ended; the server does it.")
@click.option("--state", type=click.Choice(["queued", "running", "done", "failed", "all"]))
@with_database
def jobs(run_once: bool, consume: bool, state: str | None) -> None:
    """List the background jobs: by default what waits, runs or has failed."""
    from app.jobs import listing

    if consume:
        from app.jobs.consumer import main

        return main(current_app._get_current_object())  # type: ignore[attr-defined]
    if run_once:
        from app.jobs.consumer import once

        done = once(current_app._get_current_object())  # type: ignore[attr-defined]
        if done is None:
            return click.echo("Another process does the work.")
        return click.echo("{} done, {} failed".format(*done))
    for line in listing.lines(state):
        click.echo(line)
    return None


@click.group("calendar")
def calendar() -> None:
    """Propose holidays; another person has to agree in the browser."""


@calendar.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=click.IntRange(2007, 2100), required=True, help="Of which notice.")
@click.option("--by", "username", help="The account that proposes; else the server does.")
@click.option("--sure", is_flag=True, help="The list is right as it is: compared with the notice.")
@with_database
def load(file: Path, year: int, username: str | None, sure: bool) -> None:
    """Propose the days of a list: Excel, CSV (date,name,is_off_day) or iCal."""
    from app.setup.calendar_file import propose

    by = _account(username) if username else None
    for line in propose(file, year, by=by, sure=sure):
        click.echo(line)


@click.command("reckon")
@click.argument("code")
@click.argument("start")
@click.option("--given", metavar="DAY", help="The end, where whoever sets the limit gives it.")
@click.option(
    "--extend",
    type=click.IntRange(1),
    multiple=True,
    help="Days, from the unrolled end; they add up.",
)
@click.option("--pause", "pauses", nargs=2, multiple=True, metavar="FROM TO", help="Both left out.")
@click.option("--rules", help="A rule set such as 2022; that of the start day unless told.")
@click.option("--no-roll", is_flag=True, help="Leave an end where it is, though no working day.")
@with_database
def reckon(  # noqa: PLR0913 - one for each option
    code: str,
    start: str,
    given: str | None,
    extend: tuple[int, ...],
    pauses: tuple[tuple[str, str], ...],
    rules: str | None,
    no_roll: bool,
) -> None:
    """Reckon a limit such as D06 from a day, step by step; the last line is the day it ends."""
    from app.core.errors import DomainError
    from app.core.web.errors import say
    from app.dictionaries.queries import work_calendar
    from app.petitions.clocks.asked import Asked, answer

    asked = Asked(
        code=code,
        start=start,
        given=given,
        extend=extend,
        pauses=pauses,
        rules=rules,
        roll=not no_roll,
    )
    try:
        lines = answer(asked, work_calendar())
    except DomainError as refusal:
        raise click.ClickException(say(refusal)) from None
    for line in lines:
        click.echo(line)


@click.command("report")
@click.argument("name", required=False)
@click.option("--list", "listed", is_flag=True, help="Name the reports and end.")
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="The first day counted.")
@click.option("--to", "until", type=click.DateTime(["%Y-%m-%d"]), help="The last day counted.")
@click.option("--source", default="all", show_default=True, help="all, own or assigned.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The workbook.")
@click.option("--template", "own", is_flag=True, help="In the office's own form.")
@with_database
def report(  # noqa: PLR0913 - one argument for each option
    name: str | None,
    listed: bool,
    since: datetime | None,
    until: datetime | None,
    source: str,
    out: Path | None,
    own: bool,
) -> None:
    """Write a report of the office to an Excel file, without a browser."""
    from app.core.errors import DomainError
    from app.core.web.errors import say
    from app.reports import commands
    from app.reports.catalog import REPORTS

    if listed:
        return click.echo("\n".join(REPORTS))
    if name is None or since is None or until is None or out is None:
        raise click.UsageError("Name a report, --from, --to and --out; --list names the reports.")
    try:
        counted = commands.report(name, since.date(), until.date(), source)
        counted.write(out, own_form=own)
    except DomainError as refusal:
        raise click.ClickException(say(refusal)) from None
    return click.echo(f"{counted.sheet.title}: {len(counted.sheet.rows)} lines in {out}")


@click.group("stats")
def stats() -> None:
    """Look after what petitions are counted by."""


@stats.command("verify")
@click.option("--mend", is_flag=True, help="Write anew what is wrong.")
@with_database
def verify(*, mend: bool) -> None:
    """Prove that what is kept for the tables is what the petitions themselves say."""
    from app.reports import verifying

    found = verifying.mended() if mend else verifying.wrong()
    for table, number in found.items():
        click.echo(f"{table}: {number} counted otherwise than they are")
    if not mend and any(found.values()):
        raise click.ClickException("The tables do not agree; --mend writes it anew.")
