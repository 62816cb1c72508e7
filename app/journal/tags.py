"""What can be written into the journal, and the sentence that an officer reads of it.

A sentence may name ``%(by)s`` and ``%(name)s``.
"""

from app.core.i18n import N_

TAGS: dict[str, str] = {
    "setup.step_done": N_("%(by)s finished the step %(name)s of the first day"),
    "calendar.entered": N_("%(by)s entered the holidays of %(name)s"),
    "setting.changed": N_("%(by)s changed the setting %(name)s"),
    "setting.reset": N_("%(by)s gave up the own value of the setting %(name)s"),
}
