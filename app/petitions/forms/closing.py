"""Forms of the ends: conclude, terminate, archive."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.petitions.endings import TERMINATIONS, close_ways, results_of
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.models import Petition
from app.petitions.parties import holds
from app.petitions.workflow import PETITION

FILED = ("archive_unit_id", "region_code", "issue")


def filing(petition: Petition) -> dict[str, Any]:
    """Return under what a file is likely to be archived."""
    return {
        "archive_unit_id": petition.unit_id or petition.registering_unit_id,
        "region_code": petition.problem_region,
        "issue": petition.issue,
    }


class ArchiveForm(MoveForm):
    """Under which unit, division and issue the file is kept."""

    wide = frozenset({"issue"})

    archive_unit_id = fields.unit(_l("Archive unit"))
    region_code = fields.region(_l("Region"))
    issue = fields.entry(_l("Issue"), "issue")

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Propose what the file says."""
        return filing(petition)


class ConcludeForm(MoveForm):
    """How it ended; who may archive can file it in the same act."""

    wide = frozenset({"archive_now", "issue"})
    shown_when = dict.fromkeys(FILED, "archive_now=y")

    close_way = fields.choice(_l("Manner of conclusion"), "close_way")
    result = fields.choice(_l("Result"), "close_result")
    reply = fields.text(_l("What was answered"))
    archive_now = fields.BooleanField(_l("Archive it at once"))
    archive_unit_id = fields.unit(_l("Archive unit"), required=False)
    region_code = fields.region(_l("Region"), required=False)
    issue = fields.entry(_l("Issue"), "issue", required=False)

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Propose the way and the result that the file suggests."""
        return {
            **filing(petition),
            "close_way": close_ways(petition)[0],
            "result": petition.result,
            "archive_now": True,
        }

    def fit(self) -> None:
        """Ask for an answer only where none was given; for the filing only who may file."""
        self.close_way.choices = fields.only("close_way", close_ways(self.petition))
        self.result.choices = fields.only("close_result", results_of(self.petition.purpose))
        if self.petition.state != "registered":
            del self.reply
        move = PETITION.move("archive")
        if not self.officer.may(move.name) or not holds(
            self.petition, self.officer.unit_id, move.by
        ):
            for name in ("archive_now", *FILED):
                delattr(self, name)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the filing where the file is archived in the same act."""
        good = bool(super().validate(extra_validators))
        if self.archives:
            for field in (self[name] for name in FILED):
                if not field.data and not field.errors:
                    field.errors = [_("This must be filled in.")]
                    good = False
        return good

    @property
    def archives(self) -> bool:
        """Say whether the file is archived in the same act."""
        return bool("archive_now" in self and self.archive_now.data)

    def given(self) -> dict[str, Any]:
        """Return what the one command takes, or the other."""
        found = super().given()
        found.pop("archive_now", None)
        if not self.archives:
            for name in FILED:
                found.pop(name, None)
        return found


class TerminateForm(MoveForm):
    """Settled, withdrawn, or ended without a successor."""

    close_way = fields.choice(_l("Manner of conclusion"), "close_way")
    result = fields.choice(_l("Result"), "close_result")
    reason = fields.text(_l("Reason"))

    def fit(self) -> None:
        """Offer only what ends a petition before its time."""
        results = {code for codes in TERMINATIONS.values() for code in codes}
        self.close_way.choices = fields.only("close_way", TERMINATIONS)
        self.result.choices = fields.only("close_result", results)
