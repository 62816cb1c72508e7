"""What can be written into the journal, and the sentence that an officer reads of it.

A sentence may name ``%(by)s`` and ``%(name)s``.
"""

from app.core.i18n import N_

TAGS: dict[str, str] = {
    "role.added": N_("%(by)s added the role %(name)s"),
    "role.copied": N_("%(by)s made the role %(name)s as a copy"),
    "role.changed": N_("%(by)s changed what the role %(name)s may do"),
    "role.renamed": N_("%(by)s renamed a role to %(name)s"),
    "role.reset": N_("%(by)s reset the role %(name)s to what the product brings"),
    "role.deleted": N_("%(by)s deleted the role %(name)s"),
    "account.opened": N_("%(by)s opened the account of %(name)s"),
    "account.imported": N_("%(by)s opened the account of %(name)s from an Excel file"),
    "account.changed": N_("%(by)s changed the account of %(name)s"),
    "account.roles_given": N_("%(by)s gave %(name)s other roles"),
    "account.locked": N_("%(by)s locked the account of %(name)s"),
    "account.unlocked": N_("%(by)s unlocked the account of %(name)s"),
    "account.password_reset": N_("%(by)s gave %(name)s a new one-time password"),
    "account.sessions_ended": N_("%(by)s ended all sessions of %(name)s"),
    "account.deleted": N_("%(by)s deleted the unused account of %(name)s"),
    "own.data_changed": N_("%(by)s changed the own data"),
    "own.password_changed": N_("%(by)s changed the own password"),
    "own.sessions_ended": N_("%(by)s ended other logins of the own account"),
    "own.second_factor_on": N_("%(by)s set up the second factor"),
    "own.second_factor_off": N_("%(by)s gave up the second factor"),
    "own.recovery_code_used": N_("%(by)s logged in with a recovery code"),
    "own.recovery_codes_renewed": N_("%(by)s printed new recovery codes"),
    "account.second_factor_reset": N_("%(by)s took the second factor off the account of %(name)s"),
    "role.second_factor_changed": N_(
        "%(by)s changed whether the role %(name)s needs a second factor"
    ),
    "account.left": N_("%(by)s carried out the leaving of %(name)s"),
    "deputy.ended": N_("%(by)s ended a deputy’s period for %(name)s"),
    "deputy.set": N_("%(by)s named a deputy for %(name)s"),
    "job.retried": N_("%(by)s had the background job %(name)s tried again"),
    "plans.moved": N_("%(by)s gave the open plans of %(name)s to a successor"),
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
    "unit.added": N_("%(by)s added the unit %(name)s"),
    "unit.changed": N_("%(by)s changed the unit %(name)s"),
    "unit.moved": N_("%(by)s moved the unit %(name)s"),
    "unit.renamed": N_("%(by)s renamed the unit %(name)s"),
    "unit.merged": N_("%(by)s merged the unit %(name)s"),
    "unit.split": N_("%(by)s split the unit %(name)s"),
    "unit.retired": N_("%(by)s retired the unit %(name)s"),
    "unit.imported": N_("%(by)s imported units"),
}
