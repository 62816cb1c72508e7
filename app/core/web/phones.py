"""The telephone number in a form: one check for every field that takes one."""

import re
from typing import Any

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from app.core.contact import split_phone

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(?:0[0-9]{2,3})?[0-9]{7,8}|[48]00[0-9]{7}|1[0-9]{4}")


def check_phone(_form: Any, field: Any) -> None:
    """Refuse what cannot be a telephone number, and say why."""
    digits, _extension = split_phone(field.data or "")
    if not field.data or _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return
    if digits.startswith("1") and len(digits) > 5:
        raise ValidationError(
            _("A mobile number has 11 digits, this one has %(count)s.", count=len(digits))
            if len(digits) != 11
            else _("No mobile number begins like this.")
        )
    raise ValidationError(_("Give an area code and 7 or 8 digits, or a mobile number."))
