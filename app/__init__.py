"""信访信息管理系统: the application and what it is put together from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Put the application together; nothing here touches the database."""
    from app import cli, house
    from app.accounts.security import SecurityManager
    from app.core import postgresql, sqlite  # noqa: F401 - they listen for connections
    from app.core.web import assets, door, errors, headers, language, numbers, once, shell
    from app.extensions import csrf, db, migrate

    app = assets.VersionedStatic(__name__)
    configure(app, config or {})
    numbers.install(app)

    db.init_app(app)
    csrf.init_app(app)
    migrate.init_app(app, db, directory=app.config["MIGRATIONS_DIR"], render_as_batch=True)
    with app.app_context():
        appbuilder = house.framework(SecurityManager)
        appbuilder.init_app(app, db.session)
        house.furnish(appbuilder)

    assets.install(app)
    headers.install(app)
    shell.install(app)
    language.install(app)
    errors.init_app(app)
    door.install(app)
    once.install(app)
    cli.init_app(app)
    return app


def configure(app: Flask, config: Mapping[str, Any]) -> None:
    """Load the settings, house rules, the key that signs sessions, the keys of personal data."""
    from app.core.crypto import Keyring, use_keyring
    from app.petitions import rules
    from app.petitions.attachments import storage
    from app.petitions.limits import book
    from config import Config, secret_key

    app.config.from_object(Config)
    app.config.update(config)
    rules.configure(app.config)
    book.configure(app.config)
    storage.configure(app.config)
    if not app.config["SECRET_KEY"]:
        app.config["SECRET_KEY"] = secret_key(Path(app.config["SECRET_KEY_FILE"]))
    hops = app.config["TRUSTED_PROXIES"]
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    key_file = Path(app.config["KEY_FILE"])
    if key_file.exists():  # the first `flask init` writes it
        use_keyring(Keyring.load(key_file))
