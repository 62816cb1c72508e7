"""The telephone number in a form: one check for every field that takes one."""

import re
from typing import Any

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from app.core.contact import split_phone
from app.core.i18n import N_

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(?:0[0-9]{2,3})?[0-9]{7,8}|[48]00[0-9]{7}|1[0-9]{4}")


def why_no_phone(text: str) -> tuple[str, dict[str, Any]] | None:
    """Return what is wrong with a telephone number, a msgid and its values; None if it is one."""
    digits, _extension = split_phone(text)
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return None
    if digits.startswith("1") and len(digits) > 5:
        if len(digits) == 11:
            return N_("No mobile number begins like this."), {}
        return N_("A mobile number has 11 digits, this one has %(count)s."), {"count": len(digits)}
    return N_("Give an area code and 7 or 8 digits, or a mobile number."), {}


def check_phone(_form: Any, field: Any) -> None:
    """Refuse what cannot be a telephone number, and say why."""
    why = why_no_phone(field.data) if field.data else None
    if why:
        raise ValidationError(_(why[0], **why[1]))
