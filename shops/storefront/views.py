"""The market's public pages. Only open shops and their goods; drafts for those who may see them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.queries import townships
from common.clock import now, shanghai_day
from common.rights import can
from shops.asking.queries import latest_answers, usual_days
from shops.builder.editions import draft_of
from shops.builder.front import dressed, fee_rows
from shops.builder.notices import on as notices_on
from shops.builder.sections import arranged
from shops.builder.tracing import trace_of
from shops.catalogue.models import Category, Product, Variant
from shops.catalogue.rules import notices_of
from shops.franchise.models import DeliveryFee, Shop
from shops.groups.queries import together_on
from shops.market.keys import CHEAP, DEAR, NEW, SEASON
from shops.market.models import Special
from shops.market.queries import MOST_OF_A_VALUE, count_of, is_plain, page_of_goods, townships_with
from shops.market.shop_queries import categories_with_shops, townships_with_shops
from shops.market.specials import cards_of, chosen_for, festival_in, specials_on
from shops.presale.queries import presale_on
from shops.range.queries import grade_of
from shops.reviews.counting import counts_of
from shops.reviews.queries import counts_of_shop, newest_of
from shops.storefront import queries
from shops.storefront.county_map import county_map
from shops.storefront.links import stories_of
from shops.storefront.market import market as market_front
from shops.storefront.narrowing import asked_by, place_in
from shops.storefront.sharing import share_category, share_goods, share_market, share_product, share_shop, share_shops
from shops.storefront.shop_list import list_of_shops, shops_asked_by
from shops.storefront.year import year_of
from shops.visits.queries import visits_of
from shops.wishes.remembering import is_kept_here

SORTS = {NEW: _("Newest"), SEASON: _("In season first"), CHEAP: _("Lowest price"), DEAR: _("Highest price")}


def market(request: HttpRequest) -> HttpResponse:
    """The market's front: search, categories, what is in season, new shops and goods."""
    return render(request, "shops/storefront/market.html", market_front(shanghai_day(now())) | {"share": share_market(request)})


def category(request: HttpRequest, slug: str) -> HttpResponse:
    """A category's goods, narrowed and sorted as the address asks."""
    shown = get_object_or_404(Category, slug=slug)
    return render(request, "shops/storefront/category.html", goods_context(request, shown))


def all_goods(request: HttpRequest) -> HttpResponse:
    """Everything on sale, narrowed and sorted in the same way."""
    return render(request, "shops/storefront/category.html", goods_context(request, None))


def goods_context(request: HttpRequest, category: Category | None) -> dict[str, Any]:
    townships = list(townships_with(category))
    asked = asked_by(request.GET, category, townships)
    count, is_more = count_of(asked.wanted)
    return {
        "category": category,
        "share": share_category(request, category) if category else share_goods(request),
        "townships": townships,
        "asked": asked,
        "specials": specials_on(shanghai_day(now())),
        "sorts": [(sort if sort != NEW else "", name) for sort, name in SORTS.items()],
        "counted": is_plain(asked.wanted),
        "most": MOST_OF_A_VALUE,
        "count": count,
        "is_more": is_more,
        "page": page_of_goods(asked.wanted, place_in(request.GET)),
    }


def special(request: HttpRequest, pk: int) -> HttpResponse:
    """A special's goods while it lasts; before and after, the market."""
    shown = Special.objects.on(shanghai_day(now())).filter(pk=pk).first()
    if shown is None:
        return redirect("storefront:market")
    festival = festival_in(shown, get_language() or "zh-hans")
    context = {"special": shown, "festival": festival, "goods": cards_of(chosen_for(shown))}
    return render(request, "shops/storefront/special.html", context)


def delivery_of(shop: Shop) -> list[DeliveryFee]:
    """The shop's fees, nearest region first."""
    order = [region for region, _ in DeliveryFee._meta.get_field("region").choices or ()]
    return sorted(shop.delivery_fees.all(), key=lambda fee: order.index(fee.region))


def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product: its pictures, both prices, who grew it, where it comes from, its shop."""
    token = request.GET.get("preview", "")
    try:
        shown = queries.product_at(request.user, slug, token)
    except queries.Gone as gone:
        return no_longer_sold(request, gone.product)
    pack = chosen_pack(shown, request.GET.get("pack", ""))
    today, photos, reviews = shanghai_day(now()), queries.gallery(shown), newest_of(shown)
    presale = presale_on(pack.offer, today) if pack and shown.has_presale else None  # type: ignore[attr-defined]
    context = {
        "product": shown,
        "shop": shown.shop,
        "standard": grade_of(shown, today),
        "pack": pack,
        "presale": presale,
        "today": today,
        "together": together_on(pack.offer, now()) if pack and not presale else None,
        "is_kept": pack is not None and shown.shop.is_open and is_kept_here(request, pack.offer.pk),
        "answers": latest_answers(shown) if shown.answers_count else [],  # type: ignore[attr-defined]
        "ahead": shown.presale_from and (shown.presale_until or today) >= today,
        "notices": notices_of(shown.category_id, shown.produced),
        "photos": photos,
        "share": share_product(request, shown, photos, reviews, presale) if shown.shop.is_open else None,
        "fees": delivery_of(shown.shop),
        "counts": counts_of(getattr(shown, "rating", None)),
        "reviews": reviews,
        "township": townships().get(shown.shop.township),
        "others": queries.others_of(shown),
        "trace": trace_of(shown),
        "stories": stories_of(shown),
        "may_link": can(request.user, "link to pages", shown.shop),
        "is_owner": can(request.user, "change shop", shown.shop),
        "token": "" if shown.shop.is_open else token,
    }
    return unlisted(render(request, "shops/storefront/product.html", context), shown.shop)


def chosen_pack(shown: Any, place: str) -> Variant | None:
    """The pack that `?pack=` names by its place, else the first."""
    named = (pack for pack in shown.packs if str(pack.position) == place)
    return next(named, None) or next(iter(shown.packs), None)


def no_longer_sold(request: HttpRequest, gone: Product) -> HttpResponse:
    """410: what it was, and what its shop has now."""
    context = {"product": gone, "shop": gone.shop, "others": queries.others_of(gone)}
    return unlisted(render(request, "shops/storefront/no_longer_sold.html", context, status=410), gone.shop)


def shop(request: HttpRequest, slug: str) -> HttpResponse:
    """A shop's own front, or its draft for those who may see it."""
    token = request.GET.get("preview", "")
    try:
        shown = queries.shop_at(request.user, slug, token)
    except queries.Moved as moved:
        return HttpResponsePermanentRedirect(reverse("storefront:shop", args=[moved.slug]))
    today = shanghai_day(now())
    goods, fees = queries.shop_goods(shown), delivery_of(shown)
    is_owner = can(request.user, "change shop", shown)
    draft = draft_of(shown) if is_owner and "draft" in request.GET else None
    if draft:
        shown, fees = dressed(shown, draft.front), fee_rows(shown, draft.front)
    township = townships().get(shown.township)
    context = {
        "shop": shown,
        "goods": goods,
        "share": share_shop(request, shown, goods, township) if shown.is_open else None,
        "fees": fees,
        "draft": draft,
        "sections": arranged(shown),
        "making": queries.making_of(shown),
        "notices": notices_on(shown.notices, today),
        "township": township,
        "counts": counts_of_shop(shown),
        "inspected_at": queries.inspected_at(shown),
        "visits": visits_of(shown),
        "year": year_of(goods, today),
        "stories": stories_of(shown),
        "may_link": can(request.user, "link to pages", shown),
        "token": "" if shown.is_open else token,
        "is_owner": is_owner,
        "answers_in": usual_days(shown) if shown.is_open else None,
        "printed_url": request.build_absolute_uri(reverse("shop_code", args=[shown.slug])),
    }
    return unlisted(render(request, "shops/storefront/shop.html", context), shown, is_draft=bool(draft))


def unlisted(response: HttpResponse, shop: Shop, *, is_draft: bool = False) -> HttpResponse:
    """A page of a shop that is not open, or of its draft, asks robots away and is kept by nobody."""
    if is_draft or not shop.is_open:
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "private, no-store"
    return response


def shops(request: HttpRequest) -> HttpResponse:
    """The map of shops and their list, narrowed and sorted as the address asks. Seven queries, one more for words."""
    categories = list(categories_with_shops(request.GET.get("from", "")))
    sells = next((one for one in categories if one.slug == request.GET.get("sells")), None)
    places = list(townships_with_shops(sells))
    asked = shops_asked_by(request.GET, categories, places, shanghai_day(now()))
    context = {
        "map": county_map(places), "categories": categories, "names": {place.slug: place for place in places},
        "places": [place for place in places if place.shops],  # type: ignore[attr-defined]
        "share": share_shops(request),
        "counted": not asked.wanted.is_narrowed and request.GET.get("from", "") == asked.wanted.township,
        "most": MOST_OF_A_VALUE,
        **list_of_shops(asked, place_in(request.GET)),
    }  # fmt: skip
    return render(request, "shops/storefront/shops.html", context)


def code(request: HttpRequest, slug: str) -> HttpResponse:
    """A printed QR code's address, which has no language: the shop in the reader's own; also at its old addresses."""
    return redirect("storefront:shop", slug=slug)
