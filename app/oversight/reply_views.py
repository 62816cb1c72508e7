"""公开答复: the stages of public replies, what is published, and the bundle for the public site."""

import io

from flask import abort, current_app, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import force_locale
from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.links import turns
from app.core.web.shell import html_lang
from app.extensions import db
from app.oversight import bundle, queries
from app.petitions.commands.access import note_access
from app.petitions.lists.listing import case_href
from app.petitions.models import PublicReply

STAGES = {
    "proposed": N_("Proposed"),
    "redacted": N_("Redacted"),
    "approved": N_("Approved"),
    "published": N_("Published"),
    "withdrawn": N_("Taken down"),
}


class PublicReplyView(Desk):
    """Public replies; they are proposed, redacted, approved and published on the case page."""

    route_base = "/public-replies"
    default_view = "index"
    class_permission_name = "PublicReply"
    method_permission_name = {"index": "read", "published": "read", "export": "export"}

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show the replies of one stage."""
        counts = queries.stage_counts(self.officer)
        stage = request.args.get("stage") or _first(counts)
        if stage not in STAGES:
            abort(404)
        page = queries.public_replies(self.officer, stage, queries.place(request.args))
        tabs = [
            {
                "label": _(label),
                "href": url_for("PublicReplyView.index", stage=name),
                "count": _counted(counts[name]),
                "active": name == stage,
            }
            for name, label in STAGES.items()
        ]
        return self.render_template(
            "oversight/public_replies.html",
            tabs=tabs,
            stage=stage,
            label=_(STAGES[stage]),
            rows=[_row(reply) for reply in page.rows],
            exports=self.officer.may("export", "PublicReply"),
            **turns(page),
        )

    @expose("/published")
    @has_access
    def published(self) -> ResponseReturnValue:
        """Show what is published as the public reads it, one page at a time."""
        page = queries.public_replies(self.officer, "published", queries.place(request.args))
        return self.render_template(
            "oversight/published.html",
            replies=bundle.made_public(page.rows, queries.names_on(page.rows)),
            exports=self.officer.may("export", "PublicReply"),
            **turns(page),
        )

    @expose("/export", methods=["POST"])
    @has_access
    def export(self) -> ResponseReturnValue:
        """Hand out everything that is published as a checksummed bundle, and write it down."""
        rows = db.session.scalars(queries.published(self.officer)).all()
        replies = bundle.made_public(rows, queries.names_on(rows))
        content = bundle.pack(replies, _public_page(replies))
        note_access("export", by=self.officer, row_count=len(replies), facts={"what": "replies"})
        name = f"public-replies-{clock.today():%Y%m%d}.zip"
        return send_file(
            io.BytesIO(content), mimetype="application/zip", as_attachment=True, download_name=name
        )


def _public_page(replies: list[bundle.Published]) -> str:
    """Return the page in the office's language: equal bundles must not depend on the reader."""
    locale = current_app.config["BABEL_DEFAULT_LOCALE"]
    with force_locale(locale):
        return render_template(
            "oversight/public_page.html", replies=replies, lang=html_lang(locale)
        )


def _counted(count: int) -> str:
    return f"{queries.COUNTED}+" if count > queries.COUNTED else str(count)


def _first(counts: dict[str, int]) -> str:
    """Return the first stage at which something waits for somebody."""
    return next(
        (name for name in ("proposed", "redacted", "approved") if counts.get(name)), "published"
    )


def _row(reply: PublicReply) -> dict[str, str]:
    at = reply.published_at
    return {
        "href": case_href(reply.petition_id),
        "number": reply.petition.number,
        "title": reply.title or reply.petition.summary,
        "text": reply.redacted or reply.text,
        "unit": reply.unit.called,
        "published": clock.office_time(at).date().isoformat() if at else "",
        "reason": reply.withdrawn_reason or "",
    }
