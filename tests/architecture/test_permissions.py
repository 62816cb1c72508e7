"""G5: permission names are persisted state; the framework is the one they were tested with."""

import os
import re
from importlib.metadata import version
from pathlib import Path

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Permission, PermissionView, ViewMenu

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("permissions.txt")


def test_the_permissions_are_those_of_the_list(db):
    rows = db.session.execute(
        sa.select(Permission.name, ViewMenu.name)
        .select_from(PermissionView)
        .join(Permission, Permission.id == PermissionView.permission_id)
        .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
    )
    found = sorted(f"{name} on {noun}" for name, noun in rows)
    if os.environ.get("ACCEPT"):
        LIST.write_text("\n".join(found) + "\n")
    listed = LIST.read_text().split("\n")[:-1]
    assert found == listed, (
        f"new: {sorted(set(found) - set(listed))}; gone: {sorted(set(listed) - set(found))}."
        " A name that offices already gave to roles needs a migration; if it is right,"
        " write the list anew: ACCEPT=1 make fast ARGS=tests/architecture/test_permissions.py"
    )


def test_the_framework_is_the_pinned_one():
    pinned = re.search(r"^flask-appbuilder==(\S+)$", (ROOT / "requirements.in").read_text(), re.M)
    assert version("flask-appbuilder") == pinned[1], "make setup installs the pinned version"
    assert version("flask-appbuilder") == "5.3.0", (
        "a new framework: read docs/upgrading.md, run the exploits, then change this line"
    )
