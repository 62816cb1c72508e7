"""Which columns of petitions, and which filters, hold codes of which list: counts, and merging."""

from typing import Any

import sqlalchemy as sa

from app.accounts.own.models import DefaultFilter
from app.core.i18n import N_
from app.dictionaries.kept_filters import FilterUse
from app.dictionaries.uses import Use
from app.petitions.models.access import SavedFilter
from app.petitions.models.attachment import Attachment
from app.petitions.models.handover import Handover, Objection
from app.petitions.models.instruction import Instruction
from app.petitions.models.opinion import Answer, Hearing, Opinion, ReviewCase, Service
from app.petitions.models.order import FollowUp, Incident, Supervision
from app.petitions.models.person import Person
from app.petitions.models.petition import Petition
from app.petitions.models.placing import recount

_ENDED = sa.func.coalesce(Petition.archived_from, Petition.state)


def _of_visits(list_code: str, flag: Any, *, otherwise: str | None) -> Use:
    """Return the use of a list whose codes follow from a flag of a visit."""
    return Use(
        list_code=list_code,
        column=flag,
        title=N_("Visits"),
        where=Petition.form == "visit",
        derived=sa.case((flag, "2"), else_=otherwise),
    )


def _counted(list_code: str, column: Any) -> Use:
    """Return the use of a list by which petitions are counted."""
    return Use(list_code=list_code, column=column, title=N_("Petitions"), after=recount)


USES = (
    _of_visits("visit_seq", Petition.is_repeat, otherwise="1"),
    _of_visits("visit_scale", Petition.is_group, otherwise="1"),
    _of_visits("visit_level_type", Petition.skip_level, otherwise="1"),
    _of_visits("visit_place", Petition.off_site, otherwise="1"),
    _counted("channel", Petition.channel),
    _counted("source", Petition.source),
    _counted("purpose", Petition.purpose),
    Use(list_code="issue", column=Petition.issue, title=N_("Petitions")),
    Use(list_code="issue", column=Petition.archive_issue, title=N_("Petitions in the archive")),
    Use(list_code="urgency", column=Petition.urgency, title=N_("Petitions")),
    Use(list_code="publicity", column=Petition.publicity, title=N_("Petitions")),
    _counted("level", Petition.level),
    Use(list_code="letter_nature", column=Petition.letter_nature, title=N_("Petitions")),
    Use(list_code="enclosure", column=Petition.enclosure, title=N_("Petitions")),
    Use(list_code="enclosure", column=Attachment.kind, title=N_("Attachments")),
    Use(list_code="conduct", column=Petition.conduct, title=N_("Petitions")),
    Use(list_code="conduct", column=Incident.conduct, title=N_("Incidents")),
    Use(list_code="art31_class", column=Petition.art31_class, title=N_("Petitions")),
    _counted("statutory_route", Petition.statutory_route),
    Use(list_code="procedure", column=Petition.procedure, title=N_("Petitions")),
    Use(list_code="simple_ground", column=Petition.simple_ground, title=N_("Petitions")),
    Use(list_code="oral_manner", column=Opinion.oral_manner, title=N_("Opinions")),
    Use(list_code="close_way", column=Petition.close_way, title=N_("Petitions")),
    Use(list_code="close_result", column=Petition.result, title=N_("Petitions")),
    Use(list_code="close_result", column=Opinion.conclusion, title=N_("Opinions")),
    Use(list_code="close_result", column=Answer.conclusion, title=N_("Answers to requests")),
    Use(
        list_code="decline_reason",
        column=Petition.reason_code,
        title=N_("Petitions"),
        where=_ENDED == "declined",
    ),
    Use(
        list_code="bar_reason",
        column=Petition.reason_code,
        title=N_("Petitions"),
        where=_ENDED == "barred",
    ),
    Use(list_code="return_reason", column=Handover.objection_code, title=N_("Objections")),
    Use(list_code="return_reason", column=Objection.code, title=N_("Objections in all")),
    Use(list_code="leader_level", column=Instruction.leader_level, title=N_("Instructions")),
    Use(list_code="instruction_result", column=Instruction.result, title=N_("Instructions")),
    Use(list_code="supervise_manner", column=Supervision.manner, title=N_("Supervisions")),
    Use(list_code="supervise_reason", column=Supervision.reason_code, title=N_("Supervisions")),
    Use(list_code="supervise_result", column=Supervision.result, title=N_("Supervisions")),
    Use(list_code="follow_up_manner", column=FollowUp.manner, title=N_("Follow-ups")),
    Use(list_code="satisfaction", column=FollowUp.satisfaction, title=N_("Ratings of the unit")),
    Use(
        list_code="satisfaction",
        column=FollowUp.office_satisfaction,
        title=N_("Ratings of the petition office"),
    ),
    Use(list_code="service_manner", column=Service.manner, title=N_("Letters served")),
    Use(list_code="receipt", column=Service.receipt, title=N_("Letters served")),
    Use(list_code="hearing_outcome", column=Hearing.outcome, title=N_("Hearings")),
    Use(list_code="review_outcome", column=ReviewCase.outcome, title=N_("Reviews")),
    Use(list_code="identity_relation", column=Person.relation, title=N_("Petitioners")),
    Use(list_code="petitioner_type", column=Person.kind, title=N_("Petitioners")),
    Use(list_code="sex", column=Person.sex, title=N_("Petitioners")),
    Use(list_code="ethnicity", column=Person.ethnicity, title=N_("Petitioners")),
    Use(list_code="education", column=Person.education, title=N_("Petitioners")),
    Use(list_code="political", column=Person.political, title=N_("Petitioners")),
    Use(list_code="id_kind", column=Person.id_kind, title=N_("Petitioners")),
)

#: Arguments of ``Filter`` by the list whose codes they hold.
_ARGUMENTS = {
    "channel": ("channel",),
    "source": ("source",),
    "purpose": ("purpose",),
    "issue": ("issue", "archive_issue"),
    "urgency": ("urgency",),
    "close_result": ("result",),
}
FILTER_USES = (
    FilterUse(column=SavedFilter.query, title=N_("Saved filters"), names=_ARGUMENTS),
    FilterUse(column=DefaultFilter.query, title=N_("Default filters"), names=_ARGUMENTS),
)
