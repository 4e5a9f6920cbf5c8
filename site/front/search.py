"""The site's search page: goods, shops, lessons, routes, places, festivals, culture and guidance, grouped by kind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cms.asked import Asked
from common.sanitise import one_line
from front.found import LABELS, found, found_of
from front.near import near

LONGEST = 60  # characters of a query; the rest is not read
EXAMPLES = {"zh-hans": ("苦茶", "山茶油", "拍照", "盘王", "蜂蜜"), "en": ("tea", "oil", "photographs", "drum", "honey")}


def search(request: HttpRequest) -> HttpResponse:
    """`?q=` words of either language or part of a Chinese word; `?kind=` a page of one kind, `after` or `before` a key."""
    text = one_line(request.GET.get("q", ""))[:LONGEST]
    asked, kind = Asked(text), request.GET.get("kind", "")
    turn = {name: request.GET.get(name, "") for name in ("after", "before")}
    is_one = kind in LABELS
    groups = (found_of(kind, asked, **turn) if is_one else found(asked)) if asked else []
    context = {
        "q": text,
        "asked": asked,
        "groups": groups,
        "chosen": [group for group in groups if group.key == kind or not is_one],
        "kind": kind if is_one else "",
        "kind_label": LABELS.get(kind, ""),
        "total": sum(group.hits.total for group in groups),
        "near": near(asked) if asked and not groups else [],
        "examples": EXAMPLES.get(get_language() or "", EXAMPLES["zh-hans"]),
    }
    return render(request, "front/search.html", context)
