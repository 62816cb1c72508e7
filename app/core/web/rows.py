"""Drop-downs of related rows and the filter bar, as today's WTForms wants them."""

from collections.abc import Iterator
from typing import Any

from flask_appbuilder.fields import QuerySelectField, QuerySelectMultipleField
from flask_appbuilder.widgets import RenderTemplateWidget, SearchWidget
from wtforms import Form
from wtforms.fields.choices import Choice
from wtforms.fields.core import UnboundField


class RowField(QuerySelectField):
    """One related row. The framework still yields tuples, which WTForms is about to refuse."""

    def iter_choices(self) -> Iterator[Choice]:
        """Yield the rows in scope."""
        for value, label, selected, attributes in super().iter_choices():
            yield Choice(value, str(label), selected, attributes)


class RowsField(QuerySelectMultipleField):
    """Several related rows."""

    def iter_choices(self) -> Iterator[Choice]:
        """Yield the rows in scope."""
        for value, label, selected, attributes in super().iter_choices():
            yield Choice(value, str(label), selected, attributes)


MODERN = {QuerySelectField: RowField, QuerySelectMultipleField: RowsField}


class FilterBar(SearchWidget):
    """The filter bar: our template draws each field itself, so nothing is drawn beforehand."""

    def __call__(self, **kwargs: Any) -> Any:
        """Draw the template."""
        return RenderTemplateWidget.__call__(self, **kwargs)


def modern_choices(form_class: type[Form]) -> type[Form]:
    """Replace the framework's drop-downs of a generated form, in place."""
    for name in dir(form_class):
        unbound = getattr(form_class, name)
        if isinstance(unbound, UnboundField) and unbound.field_class in MODERN:
            unbound.field_class = MODERN[unbound.field_class]
    return form_class
