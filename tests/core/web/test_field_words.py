"""What a field says by itself is said in the officer's language."""

import pytest
from flask_babel import force_locale
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, SelectField, StringField
from wtforms.validators import Length

SENT = MultiDict({"way": "9", "day": "abc", "words": "12345"})


class Form(FlaskForm):
    way = SelectField(choices=[("1", "One")])
    day = DateField()
    words = StringField(validators=[Length(max=3)])


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh", ["选项无效。", "日期无效。", "最多 3 个字。"]),
        ("zh_Hant_TW", ["選項無效。", "日期無效。", "最多 3 個字。"]),
        (
            "en",
            [
                "Not a valid choice.",
                "Not a valid date value.",
                "Field cannot be longer than 3 characters.",
            ],
        ),
    ],
)
def test_a_field_speaks_the_officers_language(app, locale, said):
    with app.test_request_context(method="POST"), force_locale(locale):
        app.preprocess_request()
        form = Form(formdata=SENT)
        form.validate()
        assert [error for field in form for error in field.errors] == said
