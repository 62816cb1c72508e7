"""The administrator's page of templates: ours, and what the office put in their place."""

from io import BytesIO
from typing import Any

from flask import abort, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import FileField

from app.accounts.subtree import at_the_top
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.render.word import MEDIA_TYPE
from app.core.render.word_archive import MOST_BYTES
from app.core.web.desk import Desk
from app.core.web.door import DynamicForm
from app.core.web.errors import say
from app.petitions.letters.kinds import FIXED, REGULATION, Kind, kinds
from app.petitions.letters.own_templates import put_template, sample_of, take_ours
from app.petitions.letters.templates import own_templates
from app.petitions.letters.words import FIELDS, NAMES
from app.petitions.words.days import moment
from app.petitions.words.law import source

FIXED_WORDS = {
    "unit": N_("Name of the unit"),
    "number_text": N_("Number of the letter"),
    "signed_day": N_("Day of the signature"),
}


class TemplateForm(DynamicForm):
    """One Word document."""

    file = FileField(_l("Word document (.docx)"))


class LetterTemplateView(Desk):
    """Which template each kind of letter is drawn with."""

    route_base = "/letters/templates"
    default_view = "list"
    class_permission_name = "LetterTemplate"
    method_permission_name = {
        "list": "read",
        "show": "read",
        "ours": "read",
        "sample": "read",
        "put": "edit",
        "give_up": "edit",
    }

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """Show every kind with the template that is used."""
        self._at_the_top()
        own = own_templates(self.officer.unit_id)
        rows = [
            {
                "code": kind.code,
                "name": _(NAMES[kind.code]),
                "article": source(REGULATION, kind.article),
                "href": url_for("LetterTemplateView.show", code=kind.code),
                "own": own[kind.code].name if kind.code in own else "",
                "when": moment(own[kind.code].uploaded_at) if kind.code in own else "",
            }
            for kind in kinds().values()
        ]
        return self.render_template("petitions/letter_templates.html", rows=rows)

    @expose("/<code>")
    @has_access
    def show(self, code: str) -> ResponseReturnValue:
        """Show the fields of a kind, and where to send a template."""
        self._at_the_top()
        return self._page(_known(code), TemplateForm())

    @expose("/<code>/put", methods=["POST"])
    @has_access
    def put(self, code: str) -> ResponseReturnValue:
        """Take a template of the office, if it can be filled."""
        self._at_the_top()
        kind, form = _known(code), TemplateForm()
        file = request.files.get("file")
        try:
            if file is None or not file.filename:
                raise Invalid(N_("Choose at least one file."), field="file")
            data = file.stream.read(MOST_BYTES + 1)
            put_template(kind, file.filename, data, by=self.officer)
        except DomainError as error:
            form.file.errors = [*form.file.errors, say(error)]
            return self._page(kind, form), error.status
        flash(_("Letters of this kind are drawn with your template from now on."), "success")
        return redirect(url_for("LetterTemplateView.show", code=kind.code))

    @expose("/<code>/give-up", methods=["POST"])
    @has_access
    def give_up(self, code: str) -> ResponseReturnValue:
        """Go back to the template that the product brings."""
        self._at_the_top()
        kind = _known(code)
        take_ours(kind, by=self.officer)
        flash(
            _("Letters of this kind are drawn with the template of the product again."), "success"
        )
        return redirect(url_for("LetterTemplateView.show", code=kind.code))

    @expose("/<code>/ours.docx")
    @has_access
    def ours(self, code: str) -> ResponseReturnValue:
        """Give our template out, to begin one's own with."""
        self._at_the_top()
        kind = _known(code)
        return _given(BytesIO(kind.template.read_bytes()), kind.name)

    @expose("/<code>/sample.docx")
    @has_access
    def sample(self, code: str) -> ResponseReturnValue:
        """Give a made-up letter out, drawn with the template that is used now."""
        self._at_the_top()
        kind = _known(code)
        return _given(sample_of(kind), f"{kind.name}-{kind.code}")

    def _page(self, kind: Kind, form: TemplateForm) -> str:
        own = own_templates(self.officer.unit_id).get(kind.code)
        return self.render_template(
            "petitions/letter_template.html",
            kind=kind,
            name=_(NAMES[kind.code]),
            form=form,
            own=own,
            when=moment(own.uploaded_at) if own else "",
            fields=_told(kind),
            may_edit=self.officer.may("edit", "LetterTemplate"),
        )

    def _at_the_top(self) -> None:
        """Templates are the installation's: below the top nobody changes them."""
        if not at_the_top(self.officer):
            abort(404)


def _known(code: str) -> Kind:
    return kinds().get(code) or abort(404)


def _told(kind: Kind) -> list[dict[str, Any]]:
    own = [
        {"name": field.name, "label": _(FIELDS[field.name]), "required": field.required}
        for field in kind.fields
    ]
    needed = {"number_text"} if kind.numbered else set()
    fixed = [
        {"name": name, "label": _(FIXED_WORDS[name]), "required": name in needed} for name in FIXED
    ]
    return [*fixed, *own]


def _given(stream: BytesIO, name: str) -> ResponseReturnValue:
    return send_file(stream, mimetype=MEDIA_TYPE, as_attachment=True, download_name=f"{name}.docx")


def _in_menu() -> bool:
    return at_the_top(current_user)


def register(appbuilder: AppBuilder) -> None:
    """Hang the page on the menu."""
    appbuilder.add_view(
        LetterTemplateView,
        "Templates of letters",
        label=N_("Templates of letters"),
        icon="file",
        category="System",
        menu_cond=_in_menu,
    )
