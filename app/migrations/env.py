"""How Alembic runs here: batch mode, numbered revisions, append-only triggers at the end."""

from alembic import context
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.sql.elements import False_, True_
from sqlalchemy.types import TypeDecorator

from app.core import append_only, only_on
from app.extensions import db


def number_the_revision(migration_context, revision, directives):
    """Name revisions 0001, 0002 …, so that two branches collide in git, and drop an empty one."""
    script = directives[0]
    if getattr(context.config.cmd_opts, "autogenerate", False) and script.upgrade_ops.is_empty():
        directives[:] = []
        return
    head = ScriptDirectory.from_config(context.config).get_current_head()
    script.rev_id = f"{int(head or 0) + 1:04d}"


def render_plainly(kind, item, autogen_context):
    """Write our column types as what they are kept as, and truth as each database writes it.

    History must still run after a class has been moved or renamed, and on the other database.
    """
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    if kind == "server_default" and isinstance(getattr(item, "arg", None), (True_, False_)):
        return f"sa.{item.arg}()"
    return False


def run(connection):
    """Run the migrations that were asked for, then guard what may only grow."""
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_plainly,
        process_revision_directives=number_the_revision,
        include_object=only_on.has(connection.dialect.name),
    )
    with context.begin_transaction():
        context.run_migrations()
        append_only.install(connection, db.metadata)


def run_on_sqlite(connection):
    """Run with foreign keys off: a rebuilt table is dropped, and its children must survive that."""
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    run(connection)
    connection.commit()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    connection.rollback()
    driver.execute("PRAGMA foreign_keys=ON")
    if broken:
        raise RuntimeError(f"the migration left rows pointing nowhere: {broken[:5]}")


if context.is_offline_mode():
    raise SystemExit("Migrations need the database itself: --sql is not supported.")
with current_app.extensions["migrate"].db.engine.connect() as connection:
    if connection.dialect.name == "sqlite":
        run_on_sqlite(connection)
    else:
        run(connection)
        connection.commit()
