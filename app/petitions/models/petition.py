"""The petition (信访件), the matter it belongs to (信访事项), and what it asks for (诉求)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.db import Base, JsonDict, UtcDateTime
from app.petitions.clocks.deadlines import Lamp, lamp_between
from app.petitions.workflow import PETITION

if TYPE_CHECKING:
    from app.petitions.models.accusation import Accusation
    from app.petitions.models.approval import Approval
    from app.petitions.models.clock import Clock
    from app.petitions.models.event import Event
    from app.petitions.models.handover import Handover, Party
    from app.petitions.models.person import Person

_PROCEDURE = "'accepted', 'replied', 'under_review', 'under_re_examination'"
_STATE_LIST = ", ".join(f"'{state.name}'" for state in PETITION.states)

#: What is asked of most rows stands in front: SQLite walks along an entry up to what it needs.
COUNTED = (
    "registered_on state is_accusation registering_unit_id id traits head_count unit_id"
    " problem_region issue source closed_on channel level purpose is_repeat is_group result"
).split()
#: What is counted by the day of its end, or by having none yet (积案).
COUNTED_WHEN_CLOSED = (
    "closed_on registered_on state archived_from source is_accusation registering_unit_id unit_id"
    " problem_region id traits"
).split()


class Matter(Base):
    """信访事项: the same people, facts and reasons; holds one petition or more."""

    __tablename__ = "matter"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(24), unique=True)
    opened_on: Mapped[date]


class Petition(Base):
    """信访件: one letter, one visit of however many people, one call, one assignment."""

    __tablename__ = "petition"
    __table_args__ = (
        sa.CheckConstraint(f"state in ({_STATE_LIST})", name="state_known"),
        sa.CheckConstraint("state <> 'accepted' or accepted_on is not null", name="accepted_dated"),
        sa.CheckConstraint("state <> 'concluded' or close_way is not null", name="concluded_how"),
        sa.CheckConstraint("state <> 'joined' or joined_into_id is not null", name="joined_where"),
        sa.CheckConstraint("state <> 'archived' or archived_at is not null", name="archived_when"),
        sa.CheckConstraint("head_count >= 1", name="head_count_positive"),
        # Art. 31 (1) to (5): no 60 days, no opinion, no review.
        sa.CheckConstraint(
            f"art31_class is null or art31_class = '6' or state not in ({_PROCEDURE})",
            name="sorted_fits_state",
        ),
        sa.Index("ix_petition_pool", "registering_unit_id", "state", "lamp_due_on", "id"),
        sa.Index("ix_petition_desk", "unit_id", "state", "lamp_due_on", "id"),
        sa.Index("ix_petition_state_due", "state", "lamp_due_on", "id"),
        # What ends within so many days, whatever its state: a filter of every list.
        sa.Index("ix_petition_due", "lamp_due_on", "id"),
        sa.Index("ix_petition_archive", "archive_unit_id", "archived_at", "id"),
        sa.UniqueConstraint("registered_by_id", "form_key"),
        sa.Index("ix_petition_filed", "state", "archived_at", "id"),
        sa.Index("ix_petition_state_received", "state", "received_on", "id"),
        sa.Index("ix_petition_registered", "registered_by_id", "registered_on", "id"),
        sa.Index("ix_petition_received", "received_on", "id"),
        # All that a table counts by, so that the wide rows are not read (reports/traits.py).
        sa.Index("ix_petition_counted", *COUNTED),
        sa.Index("ix_petition_closed", *COUNTED_WHEN_CLOSED),
        sa.Index("ix_petition_again", "first_petition_id", "registered_on", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    number: Mapped[str] = mapped_column(sa.String(24), unique=True)
    old_number: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    national_number: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    query_code_hash: Mapped[str | None] = mapped_column(sa.String(64))
    #: Drawn when the empty form was opened: a form sent twice is registered once.
    form_key: Mapped[str | None] = mapped_column(sa.String(16))
    matter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("matter.id"), index=True)
    state: Mapped[str] = mapped_column(sa.String(24), default="registered")

    # How it came in.
    form: Mapped[str] = mapped_column(sa.String(8))
    channel: Mapped[str] = mapped_column(sa.String(8))
    source: Mapped[str] = mapped_column(sa.String(8))
    received_on: Mapped[date]
    postmarked_on: Mapped[date | None]
    registered_on: Mapped[date]
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registered_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    registering_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    late_entry: Mapped[bool] = mapped_column(default=False)

    #: The rules of the day on which it was registered; every limit of it goes by them.
    rule_set: Mapped[str] = mapped_column(sa.String(16))

    # What it is about.
    purpose: Mapped[str] = mapped_column(sa.String(8))
    issue: Mapped[str | None] = mapped_column(sa.String(8), index=True)
    summary: Mapped[str] = mapped_column(sa.String(200), default="")
    content: Mapped[str] = mapped_column(sa.Text, default="", deferred=True)
    problem_region: Mapped[str | None] = mapped_column(sa.ForeignKey("region.code"), index=True)
    responsible_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    responsible_person: Mapped[str | None] = mapped_column(sa.String(64))
    urgency: Mapped[str] = mapped_column(sa.String(8), default="1")
    publicity: Mapped[str] = mapped_column(sa.String(8), default="0")
    confidential: Mapped[bool] = mapped_column(default=False)
    is_accusation: Mapped[bool] = mapped_column(default=False)
    # What "other" means, for each field that said so; never of an accusation.
    other_texts: Mapped[dict[str, str] | None] = mapped_column(JsonDict, deferred=True)

    # Who came, how many, how often.
    petitioner_name: Mapped[str | None] = mapped_column(sa.String(120), index=True)
    anonymous: Mapped[bool] = mapped_column(default=False)
    head_count: Mapped[int] = mapped_column(default=1)
    is_group: Mapped[bool] = mapped_column(default=False)
    is_repeat: Mapped[bool] = mapped_column(default=False)
    first_petition_id: Mapped[int | None] = mapped_column(sa.ForeignKey("petition.id"))
    level: Mapped[str | None] = mapped_column(sa.String(8))
    skip_level: Mapped[bool] = mapped_column(default=False)
    off_site: Mapped[bool] = mapped_column(default=False)
    letter_nature: Mapped[str | None] = mapped_column(sa.String(8))
    enclosure: Mapped[str | None] = mapped_column(sa.String(8))
    conduct: Mapped[str | None] = mapped_column(sa.String(8))
    window_opinion: Mapped[str | None] = mapped_column(sa.Text, deferred=True)
    reply_text: Mapped[str | None] = mapped_column(sa.Text, deferred=True)

    # 上级交办: what came with the assignment from above.
    assigned_number: Mapped[str | None] = mapped_column(sa.String(64))
    assigner_name: Mapped[str | None] = mapped_column(sa.String(64))
    assigner_title: Mapped[str | None] = mapped_column(sa.String(64))
    assigning_unit: Mapped[str | None] = mapped_column(sa.String(120))
    assigned_on: Mapped[date | None]
    assigned_due_on: Mapped[date | None]
    assigned_text: Mapped[str | None] = mapped_column(sa.Text, deferred=True)

    # Where it stands; all of this is a cache of the events, written by the engine only.
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    handler_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    procedure: Mapped[str] = mapped_column(sa.String(8), default="1")
    simple_ground: Mapped[str | None] = mapped_column(sa.String(8))
    # Art. 31: the class, why, who sorted it and when; the channel of what was led elsewhere.
    art31_class: Mapped[str | None] = mapped_column(sa.String(8))
    art31_reason: Mapped[str | None] = mapped_column(sa.Text, deferred=True)
    art31_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    art31_on: Mapped[date | None]
    statutory_route: Mapped[str | None] = mapped_column(sa.String(8))
    opinion_level: Mapped[str | None] = mapped_column(sa.String(16))
    accepted_on: Mapped[date | None]
    replied_on: Mapped[date | None]
    served_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    close_way: Mapped[str | None] = mapped_column(sa.String(8))
    result: Mapped[str | None] = mapped_column(sa.String(8))
    reason_code: Mapped[str | None] = mapped_column(sa.String(8))
    finalised: Mapped[bool] = mapped_column(default=False)
    supervised: Mapped[bool] = mapped_column(default=False)
    instructed: Mapped[bool] = mapped_column(default=False)
    objections: Mapped[int] = mapped_column(default=0)
    redone: Mapped[int] = mapped_column(default=0)
    #: Which round of its matter: one more for new facts after the end at the last level.
    round: Mapped[int] = mapped_column(default=1)
    joined_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("petition.id"))
    lamp_code: Mapped[str | None] = mapped_column(sa.String(8))
    lamp_started_on: Mapped[date | None]
    lamp_due_on: Mapped[date | None]
    lamp_orange_on: Mapped[date | None]
    lamp_yellow_on: Mapped[date | None]
    #: Whether holidays that are not loaded could still move that end.
    lamp_provisional: Mapped[bool] = mapped_column(default=False)

    # Archive: what an archivist chose when the file was closed.
    archived_from: Mapped[str | None] = mapped_column(sa.String(24))
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    archive_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    archive_region: Mapped[str | None] = mapped_column(sa.ForeignKey("region.code"))
    archive_issue: Mapped[str | None] = mapped_column(sa.String(8))

    # Counted: by what it is sorted and where it is put down; ``placing.py`` keeps both.
    traits: Mapped[str] = mapped_column(sa.String(48), default="", server_default="")
    placing_id: Mapped[int | None]

    __mapper_args__ = {"version_id_col": version}

    registering_unit: Mapped[Unit] = relationship(foreign_keys=[registering_unit_id])
    unit: Mapped[Unit | None] = relationship(foreign_keys=[unit_id])
    responsible_unit: Mapped[Unit | None] = relationship(foreign_keys=[responsible_unit_id])
    archive_unit: Mapped[Unit | None] = relationship(foreign_keys=[archive_unit_id])
    registered_by: Mapped[Officer] = relationship(foreign_keys=[registered_by_id])
    handler: Mapped[Officer | None] = relationship(foreign_keys=[handler_id])
    art31_by: Mapped[Officer | None] = relationship(foreign_keys=[art31_by_id])
    matter: Mapped[Matter | None] = relationship()
    first_petition: Mapped["Petition | None"] = relationship(
        foreign_keys=[first_petition_id], remote_side=[id]
    )
    joined_into: Mapped["Petition | None"] = relationship(
        foreign_keys=[joined_into_id], remote_side=[id]
    )
    requests: Mapped[list["Request"]] = relationship(
        order_by="Request.position", cascade="all, delete-orphan", back_populates="petition"
    )
    people: Mapped[list["Person"]] = relationship(
        order_by="Person.position", cascade="all, delete-orphan", back_populates="petition"
    )
    accusation: Mapped["Accusation | None"] = relationship(back_populates="petition")
    parties: Mapped[list["Party"]] = relationship(back_populates="petition")
    handovers: Mapped[list["Handover"]] = relationship(
        order_by="Handover.id", back_populates="petition"
    )
    clocks: Mapped[list["Clock"]] = relationship(order_by="Clock.id", back_populates="petition")
    events: Mapped[list["Event"]] = relationship(order_by="Event.id", back_populates="petition")
    approvals: Mapped[list["Approval"]] = relationship(
        order_by="Approval.id", back_populates="petition"
    )

    @property
    def channel_kind(self) -> str:
        """visit, letter, online or phone: the channel's first digit (domain 3.1)."""
        return {"1": "letter", "2": "visit", "3": "online", "4": "phone"}.get(
            self.channel[:1], "other"
        )

    @property
    def archived_on(self) -> date | None:
        """The day on which it was filed."""
        return clock.office_time(self.archived_at).date() if self.archived_at else None

    @property
    def ended_on(self) -> date | None:
        """The day on which it was closed, or filed; of an open file none.

        Its units are named as they were called on that day, those of an open file as now.
        """
        return self.closed_on or self.archived_on

    def lamp(self, today: date) -> Lamp:
        """Return the lamp of the earliest running duty, as it shows today.

        By the days that the row keeps, which the lists ask in SQL: the two always agree.
        """
        return lamp_between(
            self.lamp_due_on,
            self.lamp_yellow_on,
            self.lamp_orange_on,
            today,
            code=self.lamp_code,
            provisional=self.lamp_provisional,
        )


class Request(Base):
    """诉求: one thing asked for; a reply answers every row."""

    __tablename__ = "request"
    __table_args__ = (sa.UniqueConstraint("petition_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(sa.Text)

    petition: Mapped[Petition] = relationship(back_populates="requests")
