"""Writing and managing pages of information: the own unit's, with who has read them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from flask import abort, flash, jsonify, make_response, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.errors import DomainError
from app.core.paging import Place
from app.core.render.excel import write_table
from app.core.web.desk import Desk
from app.core.web.errors import say
from app.core.web.hardened import show_refusal
from app.core.web.headers import POLICY, csp_nonce
from app.core.web.links import turns
from app.dictionaries import queries as dictionary
from app.notices import presenters, queries, readers, rich_text
from app.notices.commands import writing
from app.notices.commands.checking import faults
from app.notices.forms import LawForm, PageForm, WithdrawForm, begun
from app.notices.models import STATES, Information
from app.petitions.attachments.papers import limits
from app.petitions.attachments.storage import Stored
from app.petitions.attachments.uploads import files_waiting, ticket_for
from app.petitions.words.days import moment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: The editor brings a style sheet of its own, which it writes into the page under our nonce.
EDITING = POLICY.replace("style-src 'self'", "style-src 'self' 'nonce-{nonce}'")


class ManageView(Desk):
    """添加/管理信息."""

    route_base = "/information"
    default_view = "list"
    class_permission_name = "Information"
    method_permission_name = {
        "list": "add",
        "show": "add",
        "readers": "add",
        "readers_book": "add",
        "pick": "add",
        "add": "add",
        "edit": "edit",
        "remove": "edit",
        "publish": "publish",
        "withdraw": "withdraw",
    }

    @expose("/manage/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """List what the own unit has written."""
        state = request.args.get("tab") or "published"
        if state not in STATES:
            abort(404)
        place = Place(request.args.get("after"), request.args.get("before"))
        found = queries.own_pages(self.officer, state, place)
        tabs = [
            {"label": _(name), "href": url_for("ManageView.list", tab=key), "active": key == state}
            for key, name in STATES.items()
        ]
        return self.render_template(
            "notices/manage.html",
            tabs=tabs,
            rows=presenters.managed_rows(found.rows),
            **turns(found),
        )

    @expose("/manage/<int:pk>")
    @has_access
    def show(self, pk: int) -> ResponseReturnValue:
        """Show one page as its writers see it: standing, audience, versions, acts."""
        page = queries.own_page(self.officer, pk)
        return self._shown(page, WithdrawForm(formdata=None))

    @expose("/manage/<int:pk>/readers")
    @has_access
    def readers(self, pk: int) -> ResponseReturnValue:
        """List who has read the page, and who has not yet."""
        page = queries.own_page(self.officer, pk)
        side = self._side()
        found = readers.readers(
            page, Place(request.args.get("after"), request.args.get("before")), side
        )
        counts = readers.numbers(page)
        return self.render_template(
            "notices/readers.html",
            page=page,
            rows=readers.rows_of(page, found.rows),
            counts=counts,
            tabs=presenters.reader_tabs(page, side, counts),
            export_href=url_for("ManageView.readers_book", pk=page.id, side=side),
            **turns(found),
        )

    @expose("/manage/<int:pk>/readers.xlsx")
    @has_access
    def readers_book(self, pk: int) -> ResponseReturnValue:
        """Give the list of readers as a workbook, as it is narrowed."""
        page = queries.own_page(self.officer, pk)
        table = readers.table(page, self._side())
        with write_table(
            table, count_line=lambda n: ngettext("%(num)d person", "%(num)d persons", n)
        ) as stream:
            book = BytesIO(stream.read())
        name = readers.file_name(page)
        return send_file(book, mimetype=XLSX, as_attachment=True, download_name=name)

    @staticmethod
    def _side() -> str:
        side = request.args.get("side") or "all"
        return side if side in readers.SIDES else abort(404)

    @expose("/pick")
    @has_access
    def pick(self) -> ResponseReturnValue:
        """Answer laws that may replace another."""
        found = queries.laws_for_picker(self.officer, request.args.get("q", "")[:60])
        return jsonify(
            [{"value": str(one.id), "label": one.title, "path": one.title} for one in found]
        )

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> ResponseReturnValue:
        """Write a page, and publish it at once if wanted."""
        form = LawForm() if request.args.get("law") else PageForm()
        if request.method == "GET":
            form.everyone.data = "y"
            return self._form(form, None)
        return self._keep(form, None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    def edit(self, pk: int) -> ResponseReturnValue:
        """Write a page another way."""
        page = queries.own_page(self.officer, pk)
        if page.state == "published":
            self.must("publish", "Information")
        kind = LawForm if page.law else PageForm
        if request.method == "GET":
            return self._form(kind(data=begun(page), keep=page.kind), page)
        return self._keep(kind(keep=page.kind), page)

    @expose("/<int:pk>/publish", methods=["POST"])
    @has_access
    def publish(self, pk: int) -> ResponseReturnValue:
        """Tell a page to those it is for."""
        page = queries.own_page(self.officer, pk)
        try:
            writing.publish(page, by=self.officer)
        except DomainError as error:
            flash(say(error), "danger")
        else:
            flash(_("Published: %(name)s.", name=page.title), "success")
        return redirect(url_for("ManageView.show", pk=pk))

    @expose("/<int:pk>/withdraw", methods=["POST"])
    @has_access
    def withdraw(self, pk: int) -> ResponseReturnValue:
        """Take a page down."""
        page = queries.own_page(self.officer, pk)
        form = WithdrawForm()
        if not form.validate():
            return self._shown(page, form), 422
        try:
            writing.withdraw(page, by=self.officer, reason=form.reason.data)
        except DomainError as error:
            show_refusal(form, error)
            return self._shown(page, form), error.status
        flash(_("Taken down: %(name)s.", name=page.title), "success")
        return redirect(url_for("ManageView.show", pk=pk))

    @expose("/files/<int:pk>/remove", methods=["POST"])
    @has_access
    def remove(self, pk: int) -> ResponseReturnValue:
        """Take a file away from a page."""
        file = queries.file_for(self.officer, pk)
        page = queries.own_page(self.officer, file.information_id)
        writing.remove_file(page, file, by=self.officer)
        return redirect(url_for("ManageView.show", pk=page.id))

    def _keep(self, form: PageForm, page: Information | None) -> ResponseReturnValue:
        publishes = bool(request.form.get("publish"))
        if publishes:
            self.must("publish", "Information")
        files, refused = files_waiting(request, self.officer)
        if not self._is_right(form, page, files, refused, publishes=publishes):
            return self._form(form, page, files), 422
        facts = form.facts()
        try:
            if page is None:
                page = writing.add_page(facts, by=self.officer, uploads=files, publishes=publishes)
            else:
                writing.change_page(
                    page, facts, by=self.officer, uploads=files, publishes=publishes
                )
        except DomainError as error:
            show_refusal(form, error)
            return self._form(form, page, files), error.status
        if page.state == "published":
            flash(_("Published: %(name)s.", name=page.title), "success")
        else:
            flash(_("Saved: %(name)s.", name=page.title), "success")
        return redirect(url_for("ManageView.show", pk=page.id))

    def _is_right(
        self,
        form: PageForm,
        page: Information | None,
        files: Sequence[Stored],
        refused: Sequence[DomainError],
        *,
        publishes: bool,
    ) -> bool:
        """Show everything that is wrong beside its field, and say whether nothing is."""
        form.validate()
        publishes = publishes and (page is None or page.state != "published")
        wrong = faults(
            form.facts(), by=self.officer, page=page, files=bool(files), publishes=publishes
        )
        for error in (*refused, *wrong):
            # One sentence for a field: what the form says of it, else the first of the rules.
            if error.field == "files" or not form[error.field].errors:
                show_refusal(form, error)
        return not form.errors

    def _form(self, form: PageForm, page: Information | None, files: Sequence[Stored] = ()) -> Any:
        shown = self.render_template(
            "notices/edit.html",
            form=form,
            page=page,
            is_law=form.section == "laws",
            waiting=[(ticket_for(one, self.officer), one.name) for one in files],
            hint=limits(),
            may_publish=self.officer.may("publish", "Information"),
            asks_anew=page is not None and page.must_confirm and page.published_at is not None,
        )
        response = make_response(shown)
        response.headers["Content-Security-Policy"] = EDITING.format(nonce=csp_nonce())
        return response

    def _shown(self, page: Information, form: WithdrawForm) -> str:
        may = {
            verb: self.officer.may(verb, "Information") for verb in ("edit", "publish", "withdraw")
        }
        published = page.state == "published"
        return self.render_template(
            "notices/manage_one.html",
            page=page,
            form=form,
            state=_(STATES[page.state]),
            kind=dictionary.path_label(queries.CLASSES, page.kind),
            audience=presenters.audience_words(page),
            span=presenters.span(page),
            changed=moment(page.changed_at),
            published=moment(page.published_at) if page.published_at else "",
            files=presenters.file_lines(queries.files_of(page), remove=may["edit"]),
            versions=[
                {
                    "number": one.number,
                    "title": one.title,
                    "body": rich_text.shown(one.body),
                    "articles": one.articles,
                    "by": one.by_name,
                    "at": moment(one.at),
                }
                for one in queries.versions_of(page)
            ],
            may_edit=may["edit"] and (may["publish"] or not published),
            may_publish=may["publish"] and not published,
            may_withdraw=may["withdraw"] and published,
        )
