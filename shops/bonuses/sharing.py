"""A person's own link: made with a press, the same ever after; what a page's address is with it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from common import audit
from shops.bonuses.arriving import PARAMETER
from shops.bonuses.models import Sharer

SHARED_AREAS = ("products/", "shops/", "visit/routes/", "market/")


def begin_sharing(*, by: Any, at: datetime) -> Sharer:
    """The person's link; pressed again, the same."""
    sharer, is_new = Sharer.objects.get_or_create(person=by, defaults={"made_at": at})
    if is_new:
        audit.record(by, "begin sharing", sharer, at=at)
    return sharer


def page_to_share(asked: str, language: str) -> str:
    """The path of a page that may be shared; the market where it is none: nobody is led elsewhere by it."""
    path = urlsplit(asked).path
    start = f"/{language}/"
    known = path.startswith(tuple(start + area for area in SHARED_AREAS)) and "//" not in path and ".." not in path
    return path if known and len(path) <= 200 else f"{start}market/"


def link_to(path: str, sharer: Sharer) -> str:
    return f"{path}?{PARAMETER}={sharer.code}"
