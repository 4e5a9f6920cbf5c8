"""A township is chosen by its name; what is kept is the name it has in addresses."""

from typing import Any

from django import forms


def named() -> list[tuple[str, str]]:
    from cms.queries import township_names  # at the form, not when the pages are declared

    return [("", "–"), *sorted(township_names().items(), key=lambda one: one[1])]


class TownshipSelect(forms.Select):
    def __init__(self, attrs: Any = None, choices: Any = named) -> None:
        super().__init__(attrs, choices)
