import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import InputRequired

from app.core.web.controls import control
from app.core.web.widgets import MultiPickerField, PickerField

ISSUES = {"01": "Farming", "02": "Farming / Water", "03": "Land <b>"}


def resolve(text):
    return next((value for value, words in ISSUES.items() if words == text), None)


class Sample(Form):
    issue = PickerField(
        "Issue", [InputRequired()], source="/pick/issue", lookup=ISSUES.get, resolve=resolve
    )
    units = MultiPickerField("Units", source="/pick/unit", lookup=ISSUES.get)


@pytest.fixture
def submitted(app):
    def submit(*pairs):
        form = Sample(MultiDict(pairs))
        form.validate()
        return form

    with app.test_request_context():
        yield submit


def test_a_picked_value_is_taken(submitted):
    form = submitted(("issue", "02"))
    assert (form.issue.data, form.issue.errors) == ("02", [])


def test_a_value_that_is_not_for_this_officer_is_refused(submitted):
    assert submitted(("issue", "99")).issue.errors


def test_text_typed_without_script_is_looked_up(submitted):
    form = submitted(("issue", ""), ("issue__text", "Farming"))
    assert (form.issue.data, form.issue.errors) == ("01", [])


def test_text_typed_without_script_replaces_the_value_that_was_there(submitted):
    assert submitted(("issue", "01"), ("issue__text", "Farming / Water")).issue.data == "02"


def test_text_that_means_nothing_is_kept_and_named(submitted):
    form = submitted(("issue", ""), ("issue__text", "Farmimg"))
    assert form.issue.errors == ["请从列表中选择。"]
    assert 'value="Farmimg"' in control(form.issue)


def test_a_letter_pasted_into_the_box_is_not_searched_for(app):
    asked = []

    class Slow(Form):
        issue = PickerField("Issue", source="/pick/issue", lookup=ISSUES.get, resolve=asked.append)

    with app.test_request_context():
        form = Slow(MultiDict([("issue", ""), ("issue__text", "反映" * 100_000)]))
        assert not form.validate()
        assert form.issue.errors == ["请从列表中选择。"]
        assert len(control(form.issue)) < 2_000
    assert asked == []


def test_emptying_the_text_empties_the_value(submitted):
    assert submitted(("issue", "01"), ("issue__text", "")).issue.data is None


def test_several_values_keep_their_order_and_come_once(submitted):
    form = submitted(("units", "02"), ("units", "01"), ("units", "02"))
    assert form.units.data == ["02", "01"]
    assert not form.units.errors


def test_one_foreign_value_among_several_is_refused(submitted):
    assert submitted(("units", "01"), ("units", "99")).units.errors


def test_words_of_the_list_are_escaped(submitted):
    html = control(submitted(("issue", "03")).issue)
    assert "<b>" not in html
    assert "Land &lt;b&gt;" in html


def test_chips_are_drawn_with_their_words(submitted):
    html = control(submitted(("units", "03")).units)
    assert 'name="units"' in html
    assert "Land &lt;b&gt;" in html
