"""The demonstration: the office moves in, two years pass, ten stories are told."""

from dataclasses import dataclass, field

import sqlalchemy as sa

from app.core import clock
from app.core.db import atomic
from app.demo.generate import generate
from app.demo.office import Account, read_office, settle
from app.demo.stage import Stage, Story
from app.demo.stories import (
    accusation,
    anonymous_letter,
    assigned_by_city,
    declined,
    desks,
    group_visit,
    joined,
    leaders,
    overdue,
    proposals,
    re_examination,
    repeat_visit,
    to_the_archive,
)
from app.demo.wall import hang
from app.dictionaries.queries import work_calendar
from app.extensions import db
from app.petitions.models import Petition

BACKGROUND = 300
YEARS = 2
SEED = 2026

STORIES = (
    group_visit,
    repeat_visit,
    anonymous_letter,
    accusation,
    assigned_by_city,
    overdue,
    declined,
    re_examination,
    to_the_archive,
    joined,
)


@dataclass(frozen=True)
class Played:
    """What a first start brought: accounts with their passwords, and the ten petitions."""

    accounts: list[Account]
    stories: dict[str, str] = field(default_factory=dict)
    petitions: int = 0


def has_been_played() -> bool:
    """Say whether there is a petition in the database already."""
    return db.session.scalar(sa.select(Petition.id).limit(1)) is not None


@atomic
def play() -> Played:
    """Fill an empty database as the demonstration shows it: all of it, or nothing."""
    with clock.at(clock.now()):  # one and the same moment for all of it
        accounts = settle()
        generate(petitions=BACKGROUND, years=YEARS, seed=SEED)
        stage = Stage(read_office(), work_calendar())
        told: dict[str, Story] = {
            story.__name__.split(".")[-1]: story.tell(stage) for story in STORIES
        }
        desks.lay(stage)
        leaders.lay(stage)
        proposals.lay(stage)
        hang(stage)
        count = db.session.scalar(sa.select(sa.func.count(Petition.id)))
    numbers = {name: story.number for name, story in told.items()}
    return Played(accounts, numbers, count or 0)
