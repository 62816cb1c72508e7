"""A throw-away house to break into: cabinets with folders, each cabinet for one officer alone."""

import threading

import sqlalchemy as sa
from flask import jsonify
from flask_appbuilder.actions import action
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from app.core.web.hardened import SafeApi, SafeModelView, ScopedInterface, guard


class Loose(DeclarativeBase):
    """Tables of their own, which no migration knows."""


class Cabinet(Loose):
    __tablename__ = "test_cabinet"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40))
    keeper_id: Mapped[int] = mapped_column()

    def __repr__(self):
        return self.name


class Folder(Loose):
    __tablename__ = "test_folder"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40), unique=True)
    secret: Mapped[str] = mapped_column(sa.String(40), default="")
    stamped: Mapped[int] = mapped_column(default=0)
    cabinet_id: Mapped[int] = mapped_column(sa.ForeignKey("test_cabinet.id"))
    cabinet: Mapped[Cabinet] = relationship(Cabinet)

    def __repr__(self):
        return self.name


guard(Cabinet, lambda officer: Cabinet.keeper_id == officer.id)
guard(
    Folder,
    lambda officer: Folder.cabinet_id.in_(
        sa.select(Cabinet.id).where(Cabinet.keeper_id == officer.id)
    ),
)


class FolderView(SafeModelView):
    datamodel = ScopedInterface(Folder, load=("cabinet",))
    route_base = "/folders"
    list_columns = ["name", "cabinet"]
    show_columns = ["name", "cabinet"]
    add_columns = edit_columns = ["name", "cabinet"]
    search_columns = ["name", "cabinet"]
    order_columns = ["name"]
    #: Set by a test that wants two requests to meet in the middle of a list.
    meeting: threading.Barrier | None = None

    def _get_list_widget(self, **kwargs):
        if type(self).meeting:
            type(self).meeting.wait(timeout=5)
        return super()._get_list_widget(**kwargs)

    @action("stamp", "Stamp", multiple=True)
    def stamp(self, folders):
        folders = folders if isinstance(folders, list) else [folders]
        for folder in folders:
            folder.stamped += 1
        self.datamodel.session.commit()
        return jsonify(stamped=len(folders))


class HiddenView(FolderView):
    """The same folders, for nobody."""

    route_base = "/hidden"
    class_permission_name = "Hidden"
    list_title = "Locked away"


class CabinetView(SafeModelView):
    datamodel = ScopedInterface(Cabinet)
    route_base = "/cabinets"
    list_columns = show_columns = add_columns = edit_columns = search_columns = ["name"]
    related_views = [FolderView, HiddenView]


class FolderApi(SafeApi):
    datamodel = ScopedInterface(Folder)
    resource_name = "folder"
    class_permission_name = "FolderApi"
    list_columns = ["id", "name"]
    show_columns = ["id", "name"]
    add_columns = edit_columns = ["name", "cabinet"]
    search_columns = ["name"]
    order_columns = ["name"]


def build(appbuilder):
    """Register the house on an application."""
    for view in (FolderView, HiddenView, CabinetView, FolderApi):
        appbuilder.add_view_no_menu(view)
