"""What can be written into the journal, and the sentence that an officer reads of it.

A sentence may name ``%(by)s`` and ``%(name)s``.
"""

from app.core.i18n import N_

TAGS: dict[str, str] = {
    "setting.changed": N_("%(by)s changed the setting %(name)s"),
    "setting.reset": N_("%(by)s gave up the own value of the setting %(name)s"),
    "unit.added": N_("%(by)s added the unit %(name)s"),
    "unit.changed": N_("%(by)s changed the unit %(name)s"),
    "unit.moved": N_("%(by)s moved the unit %(name)s"),
    "unit.renamed": N_("%(by)s renamed the unit %(name)s"),
    "unit.merged": N_("%(by)s merged the unit %(name)s"),
    "unit.split": N_("%(by)s split the unit %(name)s"),
    "unit.retired": N_("%(by)s retired the unit %(name)s"),
    "unit.imported": N_("%(by)s imported units"),
}
