"""The file and everything fastened to it; importing this package maps all of them."""

from app.petitions.models.access import AccessEvent, Draft, SavedFilter
from app.petitions.models.accusation import Accusation
from app.petitions.models.advice import Advice, AdvicePetition
from app.petitions.models.approval import Approval
from app.petitions.models.attachment import Attachment
from app.petitions.models.calendar_change import CalendarChange, ClockChange
from app.petitions.models.clock import Clock, ClockPause
from app.petitions.models.contribution import Contribution
from app.petitions.models.event import Event
from app.petitions.models.execution import Execution
from app.petitions.models.handover import Handover, Objection, Party
from app.petitions.models.instruction import Instruction, InstructionStep, Submission
from app.petitions.models.leaders import LeaderCharge, Reception, ReceptionVisit
from app.petitions.models.letter import Letter, LetterTemplate, LetterVersion
from app.petitions.models.mediation import Mediation
from app.petitions.models.opinion import Answer, Hearing, Opinion, ReviewCase, Service
from app.petitions.models.order import (
    FollowUp,
    Incident,
    LadderStep,
    PublicReply,
    Recusal,
    SeenMark,
    Supervision,
)
from app.petitions.models.person import Person
from app.petitions.models.petition import Matter, Petition, Request
from app.petitions.models.placing import Placing
from app.petitions.models.urgent import UrgentMatter, UrgentReport, UrgentTelling
from app.petitions.models.waiver import Waiver

__all__ = [
    "AccessEvent",
    "Accusation",
    "Advice",
    "AdvicePetition",
    "Answer",
    "Approval",
    "Attachment",
    "CalendarChange",
    "Clock",
    "ClockChange",
    "ClockPause",
    "Contribution",
    "Draft",
    "Event",
    "Execution",
    "FollowUp",
    "Handover",
    "Hearing",
    "Incident",
    "Instruction",
    "InstructionStep",
    "LadderStep",
    "LeaderCharge",
    "Letter",
    "LetterTemplate",
    "LetterVersion",
    "Matter",
    "Mediation",
    "Objection",
    "Opinion",
    "Party",
    "Person",
    "Petition",
    "Placing",
    "PublicReply",
    "Reception",
    "ReceptionVisit",
    "Recusal",
    "Request",
    "ReviewCase",
    "SavedFilter",
    "SeenMark",
    "Service",
    "Submission",
    "Supervision",
    "UrgentMatter",
    "UrgentReport",
    "UrgentTelling",
    "Waiver",
]
