"""My shop, once it is open: what needs me today, my goods, my season; who changed what."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now, shanghai_day
from common.keys import key_of
from shops.builder.queries import own_shop as shop_of
from shops.builder.views import CHOSEN, own_shop
from shops.builder.views import progress as assembling
from shops.catalogue.stock import is_low
from shops.desk import figures, queries, sales, season, woven
from shops.desk.changes import changes_of
from shops.desk.facts import Facts
from shops.desk.lessons import faults_of, lessons_for, lessons_of_return
from shops.desk.lessons import put_away as put_lesson_away
from shops.desk.needs import for_person, needs_of
from shops.franchise.models import Shop
from shops.franchise.rights import owns, rights_in
from shops.standards.forms import ObjectionForm
from shops.standards.models import Measure

PACKS = 8  # in the picture of stock
SHOWN = 6  # needs that stand open; the others are one press away


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The desk of an open shop; until then, and when it is closed, the page where it assembles itself."""
    shop = shop_of(request.user, request.session.get(CHOSEN))
    today = shanghai_day(now())
    if shop is None or not queries.has_desk(shop):
        is_returned = shop is not None and shop.state == Shop.State.RETURNED
        return assembling(request, lessons_of_return(request.user, shop, today) if shop and is_returned else [])
    request.rights = rights_in(request.user, shop)  # type: ignore[attr-defined]
    facts = queries.facts_of(shop, today)
    is_owner = owns(request.user, shop)
    suspension = suspension_of(facts)
    every = [need for need in needs_of(facts) if need.kind != "suspended" or suspension is None]
    needs = for_person(every, request.rights, is_owner)  # type: ignore[attr-defined]
    faults = faults_of(facts, [need.kind for need in needs])
    context: dict[str, Any] = {
        "shop": shop, "today": today, "needs": needs[:SHOWN], "later": needs[SHOWN:], "count": len(needs), "is_owner": is_owner,
        "packs": packs_shown(facts), "goods": len(facts.goods), "lessons": lessons_for(request.user, faults, today),
        "suspension": suspension, "form": ObjectionForm() if suspension else None,
        "sales": sales_picture(figures.sold_by_week(shop, today)), "sold": sales.sold_lately(shop, today),
        **season_shown(facts),
    }  # fmt: skip
    return render(request, "shops/desk/desk.html", context)


def suspension_of(facts: Facts) -> Measure | None:
    """Why a suspended shop is: the newest suspension in force, which its page says in full."""
    if facts.shop.state != Shop.State.SUSPENDED:
        return None
    in_force = (one for one in facts.measures if one.state == Measure.State.IN_FORCE)
    return next((one for one in in_force if one.kind == Measure.Kind.SUSPENDED), None)


def packs_shown(facts: Facts) -> list[dict[str, Any]]:
    """The packs on sale, the fewest left first, each with its woven band."""
    packs = [(product, pack) for product in facts.on_sale for pack in product.packs]
    packs.sort(key=lambda one: (not is_low(one[1].offer, one[0].category), one[1].offer.stock))
    rows = [(product, pack, is_low(pack.offer, product.category)) for product, pack in packs[:PACKS]]
    return [
        {"product": product, "pack": pack, "is_low": low, "band": woven.band(pack.offer.stock, low)}
        for product, pack, low in rows
    ]


def season_shown(facts: Facts) -> dict[str, Any]:
    """The year of the goods as a picture, and what to prepare for next month."""
    months = season.by_month(facts.goods)
    first, last = season.next_month(facts.today)
    picture = woven.columns(months, facts.today.month - 1) if any(months) else ""
    return {
        "months": list(enumerate(months, 1)), "year": picture, "next_month": first,
        "turns": season.turns_of(facts.goods, first, last)[:PACKS],
    }  # fmt: skip


def sales_picture(weeks: list[figures.Week]) -> dict[str, Any] | None:
    """None while nothing was sold."""
    if not weeks:
        return None
    yuan = [week.fen // 100 for week in weeks]
    return {"weeks": weeks, "picture": woven.columns(yuan, len(yuan) - 1, max(max(yuan) // 12, 1))}


@login_required
@require_POST
def put_away(request: HttpRequest, lesson_key: UUID) -> HttpResponse:
    """This lesson not for a month."""
    own_shop(request)
    put_lesson_away(person=request.user, lesson_key=lesson_key, at=now())
    messages.success(request, _("Put away for a month."))
    return redirect("desk:desk")


@login_required
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Who changed what in the shop, the latest first; the owner's to see."""
    shop = own_shop(request, "choose helpers")
    before = request.GET.get("before", "")
    page = changes_of(shop, key_of(before))
    return render(request, "shops/desk/changes.html", {"shop": shop, "page": page})
