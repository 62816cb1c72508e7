"""What can be written into the journal, and the sentence that an officer reads of it.

A sentence may name ``%(by)s`` and ``%(name)s``.
"""

from app.core.i18n import N_

TAGS: dict[str, str] = {
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
    "setting.changed": N_("%(by)s changed the setting %(name)s"),
    "setting.reset": N_("%(by)s gave up the own value of the setting %(name)s"),
}
