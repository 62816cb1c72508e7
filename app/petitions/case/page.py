"""The case page put together: everything its templates draw, as one plain mapping."""

from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.models import Officer
from app.core.errors import DomainError
from app.core.web.errors import say
from app.dictionaries.queries import work_calendar
from app.petitions.attachments.papers import papers_of
from app.petitions.case import dossier, dues, foresight, objections, presenters, record_cards
from app.petitions.case.casefile import History, history
from app.petitions.case.column import Column, decisions, kebab
from app.petitions.case.ended_panel import ended_panel
from app.petitions.case.side_records import kinds_of_records
from app.petitions.case.timeline import timeline, told
from app.petitions.case.trail import Trail
from app.petitions.engine import MoveRefused
from app.petitions.forms.desk import DecisionForm
from app.petitions.forms.move_form import MoveForm
from app.petitions.forms.moves import NOTES
from app.petitions.letters.case_tab import letters_tab
from app.petitions.models import Petition
from app.petitions.workflow import PETITION

TABS = {
    "opinions": _l("Opinions and service"),
    "letters": _l("Official letters"),
    "files": _l("Attachments"),
    "related": _l("Related files"),
    "records": _l("Records"),
}
LETTERS = frozenset({"draft_letter", "revise_letter", "sign_letter"})
OPINIONS = frozenset({"reply", "decide_review", "decide_re_examination", "serve"})


@dataclass
class Opened:
    """What is open over the page: a form and what has been said about it."""

    verb: str = ""
    form: MoveForm | None = None
    refusal: DomainError | None = None
    stale: bool = False
    seen: int = 0
    unmask: MoveForm | None = None
    unmasked: bool = False
    decision: DecisionForm | None = None
    decision_id: int = 0


@dataclass
class CasePage:
    """One file as one officer sees it now."""

    petition: Petition
    officer: Officer
    trail: Trail
    opened: Opened = field(default_factory=Opened)
    tab: str = ""
    before: int | None = None

    def __post_init__(self) -> None:
        """Read the history first: it says what else there is to read."""
        self.past: History = history(self.petition, before=self.before)
        self.column = Column(self.petition, self.officer, self.past, self.trail.query)

    @property
    def busy(self) -> bool:
        """Say whether a form lies over the page; then no tab is read."""
        opened = self.opened
        return bool(opened.form or opened.unmask or opened.refusal or opened.decision)

    def as_drawn(self) -> dict[str, Any]:
        """Return the values for the template."""
        petition = self.petition
        return {
            "petition_id": petition.id,
            "number": petition.number,
            "title": presenters.title_of(petition),
            "state": presenters.state_text(petition),
            "marks": [*presenters.head_marks(petition), *objections.marks(petition)],
            "about": presenters.about(petition),
            "dues": dues.dues(petition, self.trail.query),
            "crumbs": self._crumbs(),
            "back": self.trail.href,
            "limits": f"/petitions/{petition.id}/limits{self.trail.query}"
            if petition.clocks
            else "",
            "base": f"/petitions/{petition.id}",
            "query": self.trail.query,
            "matter": presenters.matter(petition),
            "ended": ended_panel(petition, self.officer),
            "people": self._people(),
            "decision_form": DecisionForm(formdata=None),
            "version": petition.version,
            "waiting": decisions(petition, self.officer, self.column),
            "column": self.column.as_shown(self.opened.verb),
            "refusal": self._refusal(),
            "move": self._move(),
            "timeline": timeline(self.past),
            "older": self._older(),
            **self._tabs(),
        }

    def _limits(self) -> str:
        if not self.petition.clocks:
            return ""
        return f"/petitions/{self.petition.id}/limits{self.trail.query}"

    def _crumbs(self) -> list[tuple[str, str]]:
        crumbs = [(_("Home"), "/")]
        if self.trail.listed:
            crumbs.append((_(self.trail.listed.title), self.trail.href))
        return crumbs

    def _people(self) -> dict[str, Any]:
        shown = presenters.people(self.petition, unmasked=self.opened.unmasked)
        noun = "Accusation" if self.petition.is_accusation else "Petition"
        may = self.officer.may("unmask", noun) and bool(self.petition.people)
        closed = not self.opened.unmasked and self.opened.unmask is None
        address = f"/petitions/{self.petition.id}/unmask{self.trail.query}#unmask"
        return {**shown, "unmask_href": address if may and closed else ""}

    def _refusal(self) -> dict[str, str] | None:
        error = self.opened.refusal
        if error is None:
            return None
        who = error.who if isinstance(error, MoveRefused) else None
        return {"text": say(error), "who": self.column.helpers(who) if who else ""}

    def _older(self) -> str:
        if self.past.older is None:
            return ""
        mark = "&" if self.trail.query else "?"
        return f"/petitions/{self.petition.id}{self.trail.query}{mark}before={self.past.older}#past"

    # --- the form over the page -------------------------------------------------------------------

    def _move(self) -> dict[str, Any] | None:
        form, verb = self.opened.form, self.opened.verb
        if form is None:
            return None
        move = PETITION.move(verb)
        address = f"/petitions/{self.petition.id}/{kebab(verb)}"
        question = _("%(move)s %(number)s?", move=_(move.label), number=self.petition.number)
        # What the page shows now is what the next attempt is judged by.
        form.version.data, form.seen.data = str(self.petition.version), str(self.past.newest)
        return {
            "title": _(move.label),
            "note": _(NOTES[verb]) if verb in NOTES else None,
            "action": address + self.trail.query,
            "effects_url": f"{address}/effects",
            "effects": self._effects(form, verb),
            "close": self.trail.case(self.petition.id),
            "danger": question if move.place == "danger" else None,
            "then_next": bool(self.trail.listed) and self.petition.state in ("registered",),
            "meanwhile": self._meanwhile() if self.opened.stale else None,
        }

    def _effects(self, form: MoveForm, verb: str) -> list[str]:
        move = PETITION.move(verb)
        return foresight.effects(self.petition, move, form.given(), self.officer, work_calendar())

    def _meanwhile(self) -> list[dict[str, Any]]:
        return [told(event) for event in self.past.events if event.id > self.opened.seen]

    # --- the papers -------------------------------------------------------------------------------

    def _tabs(self) -> dict[str, Any]:
        kinds = kinds_of_records(self.petition, self.past)
        chosen = self.tab if self.tab in TABS else self._first_tab(kinds)
        shown = "" if self.busy and not self.tab else chosen
        mark = f"{self.trail.query}&" if self.trail.query else "?"
        base = f"/petitions/{self.petition.id}{mark}tab="
        tabs = [
            {"label": str(label), "href": f"{base}{name}#papers", "active": name == shown}
            for name, label in TABS.items()
        ]
        return {"tabs": tabs, "tab": shown, "papers": self._papers(shown, kinds)}

    def _first_tab(self, kinds: list[str]) -> str:
        if self.past.older is not None or self.past.moves() & OPINIONS:
            return "opinions"
        if LETTERS & self.past.moves():
            return "letters"
        if "attach" in self.past.moves():
            return "files"
        if kinds:
            return "records"
        return "related" if self.petition.is_repeat else "files"

    def _papers(self, tab: str, kinds: list[str]) -> Any:
        if tab == "opinions":
            return dossier.opinions_and_letters(self.petition)
        if tab == "letters":
            return letters_tab(self.petition, self.officer, self.trail.query)
        if tab == "files":
            return papers_of(self.petition, self.officer)
        if tab == "related":
            return dossier.related_files(self.officer, self.petition)
        # Who had the personal data shown in full stands there too, whatever else there is.
        kinds = [*kinds, "access"]
        return (
            record_cards.record_cards(self.petition, kinds, self.officer)
            if tab == "records"
            else None
        )
