from datetime import UTC, datetime

import pytest
from flask_appbuilder.fieldwidgets import (
    BS3TextFieldWidget,
    DatePickerWidget,
    DateTimePickerWidget,
)
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    DateTimeField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    RadioField,
    StringField,
)
from wtforms.validators import InputRequired, Length

from app.core.web.controls import control, form_errors
from app.core.web.widgets import OfficeDateTimeField, native_fields


class Person(Form):
    name = StringField("Name", [InputRequired("say who")])


class Sample(Form):
    title = StringField("Title", [Length(max=5)], widget=BS3TextFieldWidget())
    people = IntegerField("People")
    on = DateField("On", widget=DatePickerWidget())
    at = DateTimeField("At", widget=DateTimePickerWidget())
    open = BooleanField("Open", [InputRequired()])
    kind = RadioField("Kind", choices=[("1", "One")])
    persons = FieldList(FormField(Person), "Persons", min_entries=2)


@pytest.fixture
def request_(app):
    with app.test_request_context():
        yield


def test_a_generated_text_field_loses_bootstrap_and_the_silent_cut(request_):
    html = control(Sample().title)
    assert "form-control" not in html
    assert "maxlength" not in html


def test_a_number_may_be_typed_in_full_width(request_):
    form = Sample(MultiDict({"people": "１２"}))
    assert form.people.data == 12
    assert 'type="text"' in control(form.people)


def test_generated_dates_become_native(request_):
    form = native_fields(type("Generated", (Sample,), {}))()
    assert 'type="date"' in control(form.on)
    assert 'type="datetime-local"' in control(form.at)


def test_a_generated_box_may_be_left_empty(request_):
    form = native_fields(type("Generated", (Sample,), {}))(MultiDict({"title": "a"}))
    form.validate()
    assert not form.open.errors


def test_a_wrong_date_is_shown_again_as_it_was_typed(request_):
    form = Sample(MultiDict({"on": "soon"}))
    form.validate()
    html = control(form.on)
    assert 'type="text"' in html
    assert 'value="soon"' in html
    assert 'aria-invalid="true"' in html


def test_the_summary_names_every_mistake_and_leads_to_it(request_):
    form = Sample(MultiDict({"persons-0-name": "Li", "persons-1-name": "", "kind": "7"}))
    form.validate()
    errors = {field: (label, message) for field, label, message in form_errors(form)}
    assert errors["persons-1-name"] == ("Persons 2 Name", "say who")
    assert "persons-0-name" not in errors
    assert "kind-0" in errors  # the first button: a group itself takes no focus


def test_an_instant_is_typed_on_the_office_clock_and_kept_in_utc(request_):
    class Heard(Form):
        at = OfficeDateTimeField("At")

    form = Heard(MultiDict({"at": "2026-03-02T09:41"}))
    assert form.at.data == datetime(2026, 3, 2, 1, 41, tzinfo=UTC)
    shown = Heard(data={"at": datetime(2026, 3, 2, 1, 41, tzinfo=UTC)})
    assert 'value="2026-03-02T09:41"' in control(shown.at)
