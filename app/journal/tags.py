"""What can be written into the journal, and the sentence that an officer reads of it.

A sentence may name ``%(by)s`` and ``%(name)s``.
"""

from app.core.i18n import N_

TAGS: dict[str, str] = {
    "dictionary.added": N_("%(by)s added the entry %(name)s"),
    "dictionary.renamed": N_("%(by)s gave the entry %(name)s a new name"),
    "dictionary.corrected": N_("%(by)s corrected the entry %(name)s"),
    "dictionary.retired": N_("%(by)s retired the entry %(name)s"),
    "dictionary.restored": N_("%(by)s offered the entry %(name)s again"),
    "dictionary.moved": N_("%(by)s gave the entry %(name)s another place in its list"),
    "dictionary.merged": N_("%(by)s merged the entry %(name)s into another"),
    "dictionary.took_in": N_("%(by)s let the entry %(name)s take in another"),
    "dictionary.imported": N_("%(by)s brought in entries from Excel: %(name)s"),
    "setting.changed": N_("%(by)s changed the setting %(name)s"),
    "setting.reset": N_("%(by)s gave up the own value of the setting %(name)s"),
}
