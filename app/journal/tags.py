"""What can be written into the journal, and the sentence that an officer reads of it.

A sentence may name ``%(by)s`` and ``%(name)s``.
"""

from app.core.i18n import N_

TAGS: dict[str, str] = {
    "information.added": N_("%(by)s wrote %(name)s"),
    "information.changed": N_("%(by)s changed %(name)s"),
    "information.published": N_("%(by)s published %(name)s"),
    "information.withdrawn": N_("%(by)s took down %(name)s"),
    "setting.changed": N_("%(by)s changed the setting %(name)s"),
    "setting.reset": N_("%(by)s gave up the own value of the setting %(name)s"),
}
