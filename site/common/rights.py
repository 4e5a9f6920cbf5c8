"""Who may do what, asked in one place: `can(user, action, obj)` and `visible(user, Model)`.

Each app declares its rules in its own `rights.py` (imported by its AppConfig); the question is always asked here.
"""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import Http404

Rule = Callable[[Any, Any], bool]
Scope = Callable[[Any], models.QuerySet]
_rules: dict[str, Rule] = {}
_scopes: dict[type[models.Model], Scope] = {}


def rule(action: str) -> Callable[[Rule], Rule]:
    """Declare who may do `action` ("review submission"): a predicate of (user, obj). An action is declared once."""

    def declare(predicate: Rule) -> Rule:
        if action in _rules:
            raise ValueError(f"{action!r} has a rule already")
        _rules[action] = predicate
        return predicate

    return declare


def scope(model: type[models.Model]) -> Callable[[Scope], Scope]:
    """Declare which rows of `model` a user may see: a function of the user that returns a QuerySet."""

    def declare(rows: Scope) -> Scope:
        _scopes[model] = rows
        return rows

    return declare


def can(user: Any, action: str, obj: Any = None) -> bool:
    """Whether `user` (may be anonymous) may do `action` to `obj`. An undeclared action raises KeyError, never passes."""
    predicate = _rules[action]
    return bool(getattr(user, "is_active", False)) and predicate(user, obj)


def visible(user: Any, model: type[models.Model]) -> models.QuerySet:
    """The rows of `model` that `user` may see; an undeclared model raises KeyError."""
    return _scopes[model](user)


def allow_or_404(user: Any, action: str, obj: Any = None) -> None:
    """Raise Http404 unless `can`: a stranger must not learn that a thing exists."""
    if not can(user, action, obj):
        raise Http404
