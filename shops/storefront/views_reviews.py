"""All that buyers say of a product, a page at a time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shops.reviews.counting import counts_of
from shops.reviews.queries import reviews_of_product
from shops.storefront import facts, queries
from shops.storefront.sharing import language, share_list
from shops.storefront.views import unlisted


@require_safe
def reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """Newest first. Four queries, however many there are."""
    try:
        shown = queries.product_at(request.user, slug)
    except queries.Gone as gone:
        raise Http404 from gone
    title = f"{_('What buyers say')} – {facts.named(shown, 'name', language())}"
    context = {
        "product": shown, "shop": shown.shop, "counts": counts_of(getattr(shown, "rating", None)),
        "page": reviews_of_product(shown, request.GET.get("before", "")),
        "share": share_list(request, title, "", (title, request.path)) if shown.shop.is_open else None,
    }  # fmt: skip
    return unlisted(render(request, "shops/storefront/reviews.html", context), shown.shop)
