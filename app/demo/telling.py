"""A life told by the real commands: every act passes the engine, at the time it is told."""

from datetime import date, datetime
from typing import Any

from app.accounts.models import Officer
from app.core import clock
from app.demo.bulk.docket import THINKING
from app.demo.office import Actor
from app.extensions import db
from app.petitions.clocks.running import running_clock
from app.petitions.commands import every, intake  # noqa: F401 - importing fills the table of commands
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.commands.given import Registration
from app.petitions.models import Approval, Event, Petition


class Telling:
    """One petition on its way; the same face as ``bulk.docket.Docket``."""

    petition: Petition

    def register(
        self,
        given: Registration,
        *,
        at: datetime,
        by: Actor,
        code: str = "",  # noqa: ARG002 - the command draws its own
    ) -> None:
        """Enter it into the register."""
        with clock.at(at):
            self.petition = intake.register(given, by=officer(by)).petition

    def act(
        self, verb: str, *, at: datetime, by: Actor, second: Actor | None = None, **given: Any
    ) -> Event | Approval:
        """Make a move; a second person, if named, agrees a little later."""
        with clock.at(at):
            made = perform(self.petition, verb, by=officer(by), **given)
        if second is None:
            return made
        if not isinstance(made, Approval):
            raise RuntimeError(f"{verb} needs no second person")
        with clock.at(at + THINKING):
            return grant(made, by=officer(second))

    @property
    def id(self) -> int:
        """The petition's id."""
        return self.petition.id

    @property
    def number(self) -> str:
        """The petition's number."""
        return self.petition.number

    @property
    def state(self) -> str:
        """Where the petition stands."""
        return self.petition.state

    @property
    def request_ids(self) -> list[int]:
        """The ids of the requests that a reply must answer."""
        return [request.id for request in self.petition.requests]

    def window_end(self, code: str) -> date | None:
        """Return when a running limit ends."""
        running = running_clock(self.petition, code)
        return running.due_on if running else None


def officer(actor: Actor) -> Officer:
    """Return the account of somebody who acts."""
    return db.session.get_one(Officer, actor.id)
