"""What every page's chrome needs, without a query: names, languages, and which area the reader is in."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.queries import is_staff_person
from cms.county import county
from common.languages import LANG, OTHER

AREAS = {
    "learn": "learn", "guidance": "learn", "work": "learn", "certificates": "learn", "mentoring": "learn",
    "field-checks": "learn",
    "market": "market", "products": "market", "shops": "market", "basket": "market", "checkout": "market",
    "orders": "market", "wishes": "market", "questions": "market",
    "visit": "visit", "culture": "visit",
    "my": "my", "franchise": "my",
}  # fmt: skip


def area(path: str) -> str:
    """ "learn", "market", "visit" or "my" by the first part of the path after its language; '' elsewhere."""
    parts = path.strip("/").split("/")
    return AREAS.get(parts[1], "") if len(parts) > 1 else ""


def same_page(request: HttpRequest, language: str, other: str) -> str:
    """This page's address in the other language, its query kept; home, where this page has no language."""
    path = request.get_full_path()
    return path.replace(f"/{language}/", f"/{other}/", 1) if path.startswith(f"/{language}/") else f"/{other}/"


def works_here(user: Any) -> bool:
    """Whether to offer the editors' bar. Remembered for five minutes: it opens nothing, and readers are spared a query."""
    if not user.is_authenticated:
        return False
    return bool(cache.get_or_set(f"works-here-{user.pk}", lambda: is_staff_person(user), 300))


def chrome(request: HttpRequest) -> dict:
    """`here` is the root of the reader's language; `other_language_url` this same page in the other one."""
    language = get_language() or "zh-hans"
    language = language if language in LANG else "zh-hans"
    other = OTHER[language]
    return {
        "county": county(),
        "here": f"/{language}/",
        "page_lang": LANG[language],
        "other_lang": LANG[other],
        "other_language_url": same_page(request, language, other),
        "area": area(request.path_info),
        "works_here": lambda: works_here(request.user),  # asked only where a page may be edited
    }
