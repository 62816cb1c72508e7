"""What can be written into the journal, and the sentence that an officer reads of it.

A sentence may name ``%(by)s`` and ``%(name)s``.
"""

from app.core.i18n import N_

TAGS: dict[str, str] = {
    "account.left": N_("%(by)s carried out the leaving of %(name)s"),
    "deputy.ended": N_("%(by)s ended a deputy’s period for %(name)s"),
    "deputy.set": N_("%(by)s named a deputy for %(name)s"),
    "setting.changed": N_("%(by)s changed the setting %(name)s"),
    "setting.reset": N_("%(by)s gave up the own value of the setting %(name)s"),
}
