"""What a user name may be made of, for the form and for a file."""

import re

from app.core.i18n import N_

#: An office may call its people by the number of their card: a digit may come first.
USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,31}", re.ASCII)
USERNAME_RULE = N_(
    "2 to 32 letters, digits, dots, hyphens or underlines, a letter or a digit first."
)
