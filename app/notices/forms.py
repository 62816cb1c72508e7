"""The forms of a page: what it says, for whom, from when to when."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import (
    BooleanField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length

from app.accounts import choices
from app.accounts.queries import role_choices
from app.core.web.door import DynamicForm
from app.core.web.once import OnceForm
from app.core.web.pickers import MultiPickerField, PickerField
from app.dictionaries import queries as dictionary
from app.notices import queries
from app.notices.articles import written
from app.notices.commands.facts import LawFacts, PageFacts
from app.notices.models import Information
from app.petitions.attachments import storage
from app.petitions.forms.fields import day, key_of, units

MOST_LAW_TEXT = 400_000
CHOSEN = "chosen"


def _needed() -> DataRequired:
    return DataRequired(_l("This must be filled in."))


def _law_title(value: str) -> str | None:
    key = key_of(value)
    return queries.visible_title(current_user, key) if key is not None else None


def _law_meant(text: str) -> str | None:
    found = queries.laws_for_picker(current_user, text)
    exact = [one for one in found if one.title == text.strip()]
    meant = exact or found
    return str(meant[0].id) if len(meant) == 1 else None


class PageForm(OnceForm):
    """A page of any class but the laws."""

    section = "news"

    title = StringField(_l("Title"), [_needed(), Length(max=200)])
    kind = SelectField(_l("Class of information"))
    body = TextAreaField(_l("Text"))
    files = MultipleFileField(_l("Files"))
    everyone = RadioField(
        _l("Told to"),
        choices=[("y", _l("Everyone")), (CHOSEN, _l("Only those chosen here"))],
        validate_choice=False,
    )
    unit_ids = units(_l("Unit"))
    role_ids = SelectMultipleField(_l("Roles"), coerce=int, choices=lambda: role_choices())
    officer_ids = MultiPickerField(
        _l("Persons"),
        source="/pick/person",
        lookup=choices.person_path,
        resolve=choices.person_meant,
    )
    visible_from = day(_l("Visible from"), required=False)
    visible_until = day(_l("Visible until"), required=False)
    on_top = BooleanField(_l("On top of the list"))
    must_confirm = BooleanField(_l("Must be confirmed as read"))
    anew = BooleanField(_l("Important change: to be confirmed anew"))

    def __init__(self, *args: Any, keep: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        laws = set(queries.classes_of("laws"))
        self.kind.choices = [
            one
            for one in dictionary.choices(queries.CLASSES, keep=keep or None)
            if (one[0] in laws) == (self.section == "laws")
        ]
        endings = sorted(storage.cabinet().endings)
        self.files.render_kw = {"accept": ",".join(f".{each}" for each in endings)}
        # Not a validator: whom it is for is checked with all the rest, by the command.
        self.everyone.flags.required = True

    def facts(self) -> PageFacts:
        """Return what was filled in."""
        return PageFacts(
            kind=self.kind.data,
            title=self.title.data or "",
            body=self.body.data or "",
            everyone=self.everyone.data == "y",
            unit_ids=self.unit_ids.given,
            role_ids=self.role_ids.data or (),
            officer_ids=[key for one in self.officer_ids.data or () if (key := key_of(one))],
            visible_from=self.visible_from.data,
            visible_until=self.visible_until.data,
            on_top=bool(self.on_top.data),
            must_confirm=bool(self.must_confirm.data),
            anew=bool(self.anew.data),
            law=self.law_facts(),
        )

    def law_facts(self) -> LawFacts | None:
        """Return nothing: this is no law."""
        return None


class LawForm(PageForm):
    """A law or policy, with its number, its days and its articles."""

    section = "laws"

    issuer = StringField(_l("Issuing authority"), [Length(max=100)])
    number = StringField(_l("Number of the document"), [Length(max=60)])
    authority = SelectField(_l("Level of authority"))
    issued_on = day(_l("Issue date"), required=False)
    effective_on = day(_l("In force from"), required=False)
    repealed_on = day(_l("Repealed on"), required=False)
    replaced_by_id = PickerField(
        _l("Replaced by"), source="/information/pick", lookup=_law_title, resolve=_law_meant
    )
    articles = TextAreaField(_l("Articles"), [Length(max=MOST_LAW_TEXT)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority.choices = [("", _l("Choose")), *dictionary.choices("law_authority")]

    def law_facts(self) -> LawFacts:
        """Return what the law says beside its text."""
        return LawFacts(
            issuer=(self.issuer.data or "").strip(),
            number=(self.number.data or "").strip(),
            authority=self.authority.data or "",
            issued_on=self.issued_on.data,
            effective_on=self.effective_on.data,
            repealed_on=self.repealed_on.data,
            replaced_by_id=key_of(self.replaced_by_id.data),
            articles=self.articles.data or "",
        )


class WithdrawForm(DynamicForm):
    """Why a page is taken down."""

    reason = StringField(_l("Reason"), [_needed(), Length(max=200)])


def begun(page: Information) -> dict[str, Any]:
    """Return what a page holds, by the names of the form's fields."""
    names = ("title", "kind", "body", "visible_from", "visible_until", "on_top", "must_confirm")
    held = {name: getattr(page, name) for name in names} | {
        "everyone": "y" if any(one.kind == "everyone" for one in page.audience) else CHOSEN,
        # A changed text is new to its readers, unless its writer says that it is not.
        "anew": True,
        "unit_ids": [str(one.unit_id) for one in page.audience if one.unit_id],
        "role_ids": [one.role_id for one in page.audience if one.role_id],
        "officer_ids": [str(one.officer_id) for one in page.audience if one.officer_id],
    }
    if page.law is None:
        return held
    law = ("issuer", "number", "authority", "issued_on", "effective_on", "repealed_on")
    replaced = page.law.replaced_by_id
    return held | {
        **{name: getattr(page.law, name) for name in law},
        "replaced_by_id": str(replaced) if replaced else None,
        "articles": written(queries.articles_of(page)),
    }
