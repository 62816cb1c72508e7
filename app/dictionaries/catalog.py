"""Which lists of words there are; their entries are rows, read from ``data/<list>.csv``."""

from dataclasses import dataclass
from pathlib import Path

from app.core.i18n import N_

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, kw_only=True)
class DictionaryList:
    """A drop-down of the product.

    ``protected``: the product knows every code, so that entries can be renamed, not added.
    ``hierarchical``: entries have parents and are shown as paths; ``min_level`` is the highest
    level that may be chosen for a petition. ``counted``: reports have a row or a column for the
    codes that the files mark as protected.
    """

    title: str
    hierarchical: bool = False
    protected: bool = False
    min_level: int = 1
    counted: bool = False


def _free(title: str) -> DictionaryList:
    return DictionaryList(title=title)


def _fixed(title: str) -> DictionaryList:
    return DictionaryList(title=title, protected=True)


def _counted(title: str) -> DictionaryList:
    return DictionaryList(title=title, counted=True)


#: The lists under the headings of the overview page.
AREAS: dict[str, dict[str, DictionaryList]] = {
    N_("Registration"): {
        "channel": _fixed(N_("Channel")),
        "purpose": _counted(N_("Purpose")),
        # Registration wants the second level at least: the first says too little for a report.
        "issue": DictionaryList(title=N_("Issue"), hierarchical=True, min_level=2, counted=True),
        "source": _counted(N_("Registration source")),
        "visit_seq": _fixed(N_("First or repeat visit")),
        "visit_scale": _fixed(N_("Size of the visit")),
        "visit_level_type": _fixed(N_("Step by step or above the level")),
        "visit_place": _fixed(N_("Place of the visit")),
        "level": _counted(N_("Level of the visit")),
        "conduct": _counted(N_("Extreme conduct")),
        "letter_nature": _free(N_("Nature of the letter")),
        "enclosure": _free(N_("Kind of enclosure")),
        "petition_cause": _free(N_("Cause of the petition")),
        "hot_topic": _free(N_("Hot topic")),
        "urgency": _fixed(N_("Urgency")),
        "secrecy": _fixed(N_("Secrecy")),
        "publicity": _fixed(N_("Consent to publication")),
        "accused_level": _free(N_("Level of the accused")),
    },
    N_("People"): {
        "petitioner_type": _fixed(N_("Kind of petitioner")),
        "identity_relation": _fixed(N_("Acting as")),
        "id_kind": _free(N_("Kind of document")),
        "sex": _fixed(N_("Sex")),
        "ethnicity": _fixed(N_("Ethnic group")),
        "education": _fixed(N_("Education")),
        "political": _fixed(N_("Political status")),
        "occupation": _free(N_("Occupation")),
    },
    N_("Handling"): {
        "procedure": _fixed(N_("Procedure")),
        "simple_ground": _free(N_("Ground of the simple procedure")),
        "oral_manner": _free(N_("Manner of an answer by word")),
        "handle_way": _fixed(N_("Manner of handling")),
        "art31_class": _fixed(N_("Class under article 31")),
        "statutory_route": DictionaryList(title=N_("Statutory route"), hierarchical=True),
        "decline_reason": _free(N_("Ground for declining")),
        "bar_reason": _free(N_("Ground for barring")),
        "return_reason": _free(N_("Ground for returning")),
        "extension_reason": _free(N_("Ground for an extension")),
        "service_manner": _fixed(N_("Manner of service")),
        "receipt": _fixed(N_("Mark of receipt")),
        "close_way": _fixed(N_("Manner of conclusion")),
        "close_result": _fixed(N_("Result of conclusion")),
        "disposition": _fixed(N_("Three settled, one under the law")),
        "review_outcome": _fixed(N_("Outcome of the review")),
        "hearing_outcome": _fixed(N_("Outcome of the hearing")),
        "archive_retention": _fixed(N_("Retention period")),
    },
    N_("Oversight"): {
        "leader_level": _free(N_("Level of the leader")),
        "instruction_result": _free(N_("Result of an instruction")),
        "supervise_manner": _free(N_("Manner of supervision")),
        "supervise_reason": _free(N_("Ground for supervision")),
        "supervise_result": _free(N_("Result of supervision")),
        "follow_up_manner": _free(N_("Manner of follow-up")),
        "satisfaction": _fixed(N_("Satisfaction")),
        "dissatisfaction_reason": _free(N_("Ground for dissatisfaction")),
        "petitioner_stance": _fixed(N_("Petitioner’s stance")),
        "unit_kind": _free(N_("Kind of organisation")),
    },
    N_("Public information"): {
        "information_class": DictionaryList(title=N_("Class of information"), hierarchical=True),
        "law_authority": _free(N_("Level of authority")),
    },
}
LISTS: dict[str, DictionaryList] = {
    code: shape for lists in AREAS.values() for code, shape in lists.items()
}

REGION_LEVELS = {1: N_("Province"), 2: N_("City"), 3: N_("County"), 4: N_("Township")}
ACTS = {
    "add": N_("Added"),
    "rename": N_("Renamed"),
    "correct": N_("Corrected"),
    "retire": N_("Retired"),
    "restore": N_("Offered again"),
    "move": N_("Moved"),
    "merge": N_("Merged"),
    "take_in": N_("Took in another"),
}
