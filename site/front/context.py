"""What every page's chrome needs, without a query of its own where it can be helped."""

from django.http import HttpRequest
from django.utils.translation import get_language


def chrome(request: HttpRequest) -> dict:
    """The other language's address of this same page, and the language's tag for `lang`."""
    language = get_language() or "zh-hans"
    other = "en" if language == "zh-hans" else "zh-hans"
    path = request.get_full_path()
    there = path.replace(f"/{language}/", f"/{other}/", 1) if path.startswith(f"/{language}/") else f"/{other}/"
    return {"other_language_url": there, "page_lang": "zh-Hans" if language == "zh-hans" else "en"}
