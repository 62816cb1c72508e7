"""The forms in which an administrator writes dictionary entries."""

from typing import Any

from flask import request
from flask_appbuilder.forms import DynamicForm
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from app.dictionaries.catalog import LISTS
from app.dictionaries.commands import CODE, Wording

FILTER = "_flt_0_list_code"  # how the framework's list says that one column is filtered


def list_choices(*, all_lists: bool) -> list[tuple[str, Any]]:
    """Return the lists by code and title, with or without those that take no new entries."""
    return [
        (code, _l(shape.title)) for code, shape in LISTS.items() if all_lists or not shape.protected
    ]


class ItemForm(DynamicForm):
    """What an entry says; its code never changes."""

    label = StringField(_l("Label"), validators=[InputRequired(), Length(max=100)])
    label_en = StringField(_l("Label in English"), validators=[Length(max=160)])
    label_hant = StringField(_l("Label in Traditional Chinese"), validators=[Length(max=100)])
    keywords = StringField(
        _l("Also found under"),
        validators=[Length(max=200)],
        description=_l("Other words for it, with a space between."),
    )
    position = IntegerField(
        _l("Order in the list"),
        default=1000,
        validators=[InputRequired(), NumberRange(min=0, max=1_000_000)],
        description=_l("The smaller, the higher in the list."),
    )
    needs_text = BooleanField(_l("Needs an explanation in words"))
    valid_from = DateField(_l("Valid from"), validators=[Optional()])
    valid_to = DateField(_l("Valid until"), validators=[Optional()])

    def wording(self) -> Wording:
        """Return what was typed, as the commands take it."""
        return Wording(
            label=self.label.data,
            label_en=self.label_en.data or "",
            label_hant=self.label_hant.data or "",
            keywords=self.keywords.data or "",
            position=self.position.data,
            needs_text=self.needs_text.data,
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
        )


class NewItemForm(ItemForm):
    """An entry that is added: where it stands, and its code."""

    list_code = SelectField(
        _l("List"),
        choices=list_choices(all_lists=False),
        default=lambda: request.args.get("list"),
    )
    code = StringField(
        _l("Code"),
        validators=[
            InputRequired(),
            Regexp(f"^{CODE.pattern}$", message=_l("A code is up to 16 letters and digits.")),
        ],
        description=_l("It stays for ever: reports group by it."),
    )
    parent_code = StringField(
        _l("Code of the parent"),
        validators=[Length(max=16)],
        description=_l("Only in lists with levels; empty for the highest level."),
    )
