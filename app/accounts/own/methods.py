"""Who says that a password is right: we, a directory (LDAP), or an identity provider (OIDC).

Accounts, roles, locks and sessions stay ours whichever it is; nobody registers himself.
"""

import logging
from importlib.util import find_spec
from typing import Any

from flask import current_app
from flask_appbuilder.const import AUTH_DB, AUTH_LDAP, AUTH_OAUTH

METHODS = {"db": AUTH_DB, "ldap": AUTH_LDAP, "oidc": AUTH_OAUTH}
PROVIDER = "oidc"


def in_use() -> str:
    """Return how this installation logs in: ``db``, ``ldap`` or ``oidc``."""
    return str(current_app.config["AUTH_METHOD"])


def configure(config: Any) -> None:
    """Write what the framework reads from what an operator sets.

    :raises RuntimeError: for a method that there is not, or one that lacks what it needs.
    """
    method = config["AUTH_METHOD"]
    if method not in METHODS:
        raise RuntimeError(f"AUTH_METHOD is {method!r}; there are: {', '.join(METHODS)}")
    config["AUTH_TYPE"] = METHODS[method]
    config["AUTH_USER_REGISTRATION"] = False
    config["AUTH_ROLES_SYNC_AT_LOGIN"] = False
    if method == "ldap":
        _need(config, "LDAP_SERVER")
        _configure_ldap(config)
    elif method == "oidc":
        _need(config, "OIDC_METADATA_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
        _configure_oidc(config)


def _need(config: Any, *names: str) -> None:
    missing = [name for name in names if not config.get(name)]
    if missing:
        raise RuntimeError(f"AUTH_METHOD={config['AUTH_METHOD']} needs {', '.join(missing)}")


def _configure_ldap(config: Any) -> None:
    # The framework imports it at the login only: say early what is missing.
    if find_spec("ldap") is None:
        raise RuntimeError("AUTH_METHOD=ldap needs python-ldap: see docs/login.md")
    server = config["LDAP_SERVER"]
    if not server.startswith("ldaps://") and not config["LDAP_TLS"] and not config["LDAP_PLAIN"]:
        raise RuntimeError("LDAP_SERVER must be ldaps://, or LDAP_TLS=1: passwords travel there")
    config.update(
        AUTH_LDAP_SERVER=server,
        AUTH_LDAP_USE_TLS=config["LDAP_TLS"],
        AUTH_LDAP_TLS_DEMAND=not config["LDAP_PLAIN"],
        AUTH_LDAP_TLS_CACERTFILE=config["LDAP_CA_FILE"],
        AUTH_LDAP_SEARCH=config["LDAP_SEARCH"],
        AUTH_LDAP_UID_FIELD=config["LDAP_UID_FIELD"],
        AUTH_LDAP_BIND_USER=config["LDAP_BIND_USER"],
        AUTH_LDAP_BIND_PASSWORD=config["LDAP_BIND_PASSWORD"],
        AUTH_LDAP_USERNAME_FORMAT=config["LDAP_USERNAME_FORMAT"],
        AUTH_LDAP_APPEND_DOMAIN=config["LDAP_APPEND_DOMAIN"],
    )
    # It would write the names of those who come in.
    logging.getLogger("flask_appbuilder.security.manager").setLevel(logging.WARNING)


def _configure_oidc(config: Any) -> None:
    config["OAUTH_PROVIDERS"] = [
        {
            "name": PROVIDER,
            "token_key": "access_token",
            "remote_app": {
                "client_id": config["OIDC_CLIENT_ID"],
                "client_secret": config["OIDC_CLIENT_SECRET"],
                "server_metadata_url": config["OIDC_METADATA_URL"],
                "client_kwargs": {
                    "scope": config["OIDC_SCOPE"],
                    "code_challenge_method": "S256",
                    "timeout": 10,
                },
            },
        }
    ]
