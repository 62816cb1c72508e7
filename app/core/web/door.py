"""What comes in through forms, cleaned before anything reads it: signs that nobody sees."""

from flask import Flask, abort, request
from flask_appbuilder.forms import DynamicForm as FrameworkForm
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import ImmutableMultiDict
from wtforms import Field, FieldList, FormField

from app.core.plain import plain

_NUL = "petition.nul"


def install(app: Flask) -> None:
    """Let every request pass here first."""
    app.before_request(_clean)


class DynamicForm(FrameworkForm):
    """The framework's form, which names a field in which a zero character was sent."""

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse what no keyboard types, beside its field."""
        valid = bool(super().validate(extra_validators))
        held = request.environ.get(_NUL, ())
        found = [field for one in self for field in _leaves(one) if field.name in held]
        for field in found:
            said = _("This holds a character that cannot be kept; type it anew.")
            field.errors = [*field.errors, said]
        return valid and not found


def _leaves(field: Field) -> list[Field]:
    if isinstance(field, (FieldList, FormField)):
        return [leaf for one in field for leaf in _leaves(one)]
    return [field]


def _clean() -> None:
    # PostgreSQL stores no zero character: it would end as a 500.
    named = (file.filename or "" for _field, file in request.files.items(multi=True))
    asked = (word for pair in request.args.items(multi=True) for word in pair)
    if any("\0" in word for word in (*asked, *named, *request.form)):
        abort(400)
    held = {name for name, text in request.form.items(multi=True) if "\0" in text}
    if held and not current_user.is_authenticated:
        abort(400)
    request.environ[_NUL] = held
    given = list(request.form.items(multi=True))
    cleaned = [(name, text if "password" in name else plain(text)) for name, text in given]
    if cleaned != given:
        request.form = ImmutableMultiDict(cleaned)
        request.__dict__.pop("values", None)
