"""The one choke point for generated views: whatever they read or write passes a row rule.

Every model that a generated view touches, itself or through a relation, has a rule: ``guard``
says which rows an officer may see, ``open_to_all`` that all rows are for everybody who may open
the page. A model without a rule stops the application at start: forgetting must not mean "all".
"""

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from flask import has_request_context
from flask_appbuilder.exceptions import DatabaseException
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Query, selectinload

from app.core.errors import NotFound
from app.core.i18n import N_

Rule = Callable[[Any], sa.ColumnElement[bool]]
BIGGEST_KEY = 2**31 - 1

_rules: dict[type[Any], Rule] = {}


def guard(model: type[Any], rule: Rule) -> None:
    """Show of this model only the rows for which the rule, given the officer, is true."""
    _rules[model] = rule


def open_to_all(*models: type[Any]) -> None:
    """Declare models whose rows everybody may see who may open a page with them."""
    for model in models:
        _rules[model] = lambda _officer: sa.true()


def rule_for(model: type[Any]) -> Rule:
    """Return the rule of a model, or of the model that it extends.

    :raises LookupError: if nobody has said who may see its rows.
    """
    for known in model.__mro__:
        if known in _rules:
            return _rules[known]
    raise LookupError(f"who may see rows of {model.__name__}? Say so with guard() or open_to_all()")


class ScopedInterface(SQLAInterface):
    """The framework's access to a model, narrowed to what the officer may see.

    The framework uses the same class for related models, so drop-downs and related values are
    narrowed too. ``load`` names relations that the page shows of every row.
    """

    def __init__(self, obj: type[Any], session: Any = None, *, load: Iterable[str] = ()) -> None:
        rule_for(obj)
        self.load = tuple(load)
        super().__init__(obj, session)
        # The framework means to pass synonyms by, and does not know how they are called now.
        for synonym in obj.__mapper__.synonyms:
            self.list_properties.pop(synonym.key, None)

    def apply_all(self, query: Query[Any], *args: Any, **kwargs: Any) -> Query[Any]:
        """Read the relations that a page shows in one statement each, not one per row."""
        found = super().apply_all(query, *args, **kwargs)
        return found.options(*(selectinload(getattr(self.obj, name)) for name in self.load))

    def _scoped(self, query: Query[Any]) -> Query[Any]:
        if not has_request_context():
            return query
        if not current_user.is_authenticated:
            return query.filter(sa.false())
        return query.filter(rule_for(self.obj)(current_user))

    def apply_filters(self, query: Query[Any], filters: Any) -> Query[Any]:
        """Add the rule to the filters of every list, count and single row."""
        return super().apply_filters(self._scoped(query), filters)

    def _get_base_query(
        self,
        query: Query[Any],
        filters: Any = None,
        order_column: str = "",
        order_direction: str = "",
    ) -> Query[Any]:
        return super()._get_base_query(self._scoped(query), filters, order_column, order_direction)

    def get(self, id: Any, *args: Any, **kwargs: Any) -> Any:
        """Return a row that the officer may see; a key that cannot be one is no row."""
        if not self.is_pk_composite() and self.is_integer(self.get_pk_name()):
            text = str(id)
            # Python itself refuses to read a number of five thousand digits.
            if not (text.isascii() and text.isdecimal() and len(text) <= len(str(BIGGEST_KEY))):
                return None
            if int(text) > BIGGEST_KEY:
                return None
        return super().get(id, *args, **kwargs)

    def get_related_obj(self, col_name: str, value: Any) -> Any:
        """Return a related row that the officer may see.

        :raises NotFound: for any other, as if it did not exist.
        """
        value = value[0] if isinstance(value, list) and value else value
        found = self.get_related_interface(col_name).get(value)
        if found is None:
            raise NotFound(N_("There is nothing here"))
        return found

    def add(self, item: Any, commit: bool = True) -> None:
        """Add a row that hangs on nothing foreign."""
        self.refuse_foreign(item)
        try:
            super().add(item, commit)
        except SQLAlchemyError as error:
            # The framework's interface for scripts only expects its own exception.
            raise DatabaseException from error

    def edit(self, item: Any, commit: bool = True) -> None:
        """Keep a row that still hangs on nothing foreign."""
        self.refuse_foreign(item)
        super().edit(item, commit)

    def refuse_foreign(self, item: Any) -> None:
        """Refuse a row that refers to something the officer may not see.

        :raises NotFound: as if that did not exist; nothing of the row is kept.
        """
        if not has_request_context():
            return
        with self.session.no_autoflush:
            foreign = any(self._is_foreign(item, relation) for relation in self._upward())
        if foreign:
            self.session.rollback()
            raise NotFound(N_("There is nothing here"))

    def _upward(self) -> list[str]:
        return [name for name in self.list_properties if self.is_relation_many_to_one(name)]

    def _is_foreign(self, item: Any, relation: str) -> bool:
        model = self.get_related_model(relation)
        if model not in _rules and not any(known in _rules for known in model.__mro__):
            return False  # not reachable through a page: no interface of it can be made
        changed = sa.inspect(item).attrs[relation].history.added
        key = self.get_relation_fk(relation)
        local = self.obj.__mapper__.get_property_by_column(key).key
        wanted = [
            self.get_related_interface(relation).get_pk_value(it) for it in changed or [] if it
        ]
        if not wanted and getattr(item, local) is not None:
            wanted = [getattr(item, local)]
        related = self.get_related_interface(relation)
        return any(value is not None and related.get(value) is None for value in wanted)
