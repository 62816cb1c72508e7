"""The /ui page for developers: every macro in every state, with invented matters only."""

from typing import Any

from flask import Blueprint, jsonify, render_template, request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    MultipleFileField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from app.core.web.widgets import MultiPickerField, OfficeDateTimeField, PickerField

gallery = Blueprint("gallery", __name__, url_prefix="/ui")

ENTRIES = {
    "011104": "Farming / Water works / Water disputes",
    "011106": "Farming / Water works / Rivers and lakes",
    "020301": "Land / Land taking / Compensation",
    "030201": "Housing / Property management / Lifts",
}

LAMPS = {
    "green": ("On time", "9 days left"),
    "yellow": ("Coming up", "7 days left"),
    "orange": ("Urgent", "2 days left"),
    "today": ("Due today", ""),
    "red": ("Overdue", "2 days over"),
    "none": ("Paused", ""),
}


class SampleForm(FlaskForm):
    """One field of every kind that the product uses."""

    name = StringField("Name", [InputRequired(), Length(max=50)])
    people = IntegerField("People", description="Five and more are a group.")
    received_on = DateField("Received on")
    answered_on = DateField("Answered on")
    heard_at = OfficeDateTimeField("Heard at")
    secret = PasswordField("Password")
    channel = SelectField("Channel", choices=[("1", "Visit"), ("2", "Letter"), ("3", "Phone")])
    repeat = RadioField("First or repeat", choices=[("0", "First"), ("1", "Repeat")])
    conduct = SelectMultipleField(
        "Conduct", choices=[("1", "Quiet"), ("2", "Blocking the gate"), ("3", "Banners")]
    )
    consent = BooleanField("May be published")
    issue = PickerField("Issue", [InputRequired()], source="/ui/pick", lookup=ENTRIES.get)
    units = MultiPickerField("Assisting units", source="/ui/pick", lookup=ENTRIES.get)
    text = TextAreaField("What is asked for", [InputRequired()])
    files = MultipleFileField("Attachments")


def sample_form(prefix: str, wrong: bool) -> SampleForm:
    """Return the form filled in rightly, or with a mistake in every field."""
    right = {
        "name": "Zhang",
        "people": "12",
        "received_on": "2026-03-02",
        "channel": "2",
        "repeat": "1",
        "conduct": ["2"],
        "consent": "y",
        "issue": "011104",
        "units": ["011106", "020301"],
        "text": "The canal has been dry since November.",
        "heard_at": "2026-03-02T09:41",
    }
    bad = {
        "name": "",
        "people": "many",
        "received_on": "soon",
        "channel": "9",
        "repeat": "7",
        "conduct": ["x"],
        "issue__text": "water",
        "units": ["x"],
        "heard_at": "never",
    }
    values = {f"{prefix}-{name}": value for name, value in (bad if wrong else right).items()}
    form = SampleForm(MultiDict(values), prefix=prefix, meta={"csrf": False})
    if wrong:
        form.validate()
    return form


def sample_rows() -> list[dict[str, Any]]:
    """Return one row of the work table for every lamp."""
    return [
        {
            "key": str(n),
            "name": f"LF61011520260224000{n}",
            "href": f"/ui/?row={n}",
            "lamp": sample_lamp(tone),
            "here": n == 1,
            "petitioner": "Zhang *",
            "summary": "No water in the irrigation canal of the third group; the fees of the "
            "wells are not made public and nobody answers",
            "issue": "Farming / Water works",
            "on": "02-24",
            "marks": n % 2,
        }
        for n, tone in enumerate(LAMPS, 1)
    ]


def sample_lamp(tone: str) -> dict[str, str]:
    """Return the lamp of a tone as the petitions room would."""
    word, days = LAMPS[tone]
    return {"tone": tone, "word": word, "days_text": days, "due_text": "until 11 March"}


@gallery.get("/")
def show() -> str:
    """Show every macro in every state."""
    return render_template(
        "ui/gallery.html",
        rows=sample_rows(),
        lamps=[sample_lamp(tone) for tone in LAMPS],
        dates=SampleForm(prefix="d", meta={"csrf": False}),
        right=sample_form("a", wrong=False),
        wrong=sample_form("b", wrong=True),
    )


@gallery.get("/case")
def case() -> str:
    """Show the macros of the case page together."""
    return render_template(
        "ui/gallery_case.html",
        lamps=[sample_lamp(tone) for tone in LAMPS],
        form=sample_form("c", wrong=False),
    )


@gallery.get("/pick")
def pick() -> Any:
    """Answer the sample pickers."""
    query = request.args.get("q", "").lower()
    found = [(code, path) for code, path in ENTRIES.items() if query in path.lower()]
    return jsonify(
        [{"value": c, "code": c, "path": p, "label": p.split(" / ")[-1]} for c, p in found]
    )
