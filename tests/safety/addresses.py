"""The site's addresses as the URLconf has them."""

from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLResolver


def named(resolver: Any = None, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """(name with its namespace, route) of every address; one without a name is called by its route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}:{pattern.namespace}".strip(":") if pattern.namespace else space
            yield from named(pattern, route, inner)
        else:
            yield f"{space}:{pattern.name}".strip(":") if pattern.name else route, route


def of_the_site() -> set[str]:
    """The names outside the CMS."""
    return {name for name, route in named() if not route.startswith("admin/")}


def of_the_cms() -> set[str]:
    """The first step after /admin/ of every address of the CMS."""
    return {route.split("/")[1] for name, route in named() if route.startswith("admin/")}
