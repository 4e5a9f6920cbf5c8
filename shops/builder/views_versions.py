"""The last step, and every version since: look at all, publish, take back, compare, go back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from shops.builder import editions, queries, saying, steps
from shops.builder.front import differing, dressed, fee_rows, of_row
from shops.builder.models import Edition
from shops.builder.names import verdict
from shops.builder.sections import placed
from shops.builder.stepping import LOCKED, number, say_saved
from shops.builder.views import own_shop, way_of
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop


@login_required
def change(request: HttpRequest) -> HttpResponse:
    """On to the step the person left."""
    return redirect(steps.step_left(own_shop(request, "change looks"), request.user).url)


@login_required
def check(request: HttpRequest) -> HttpResponse:
    """All the answers, each with its change; what shoppers do not see yet; and the one press that comes next."""
    shop = own_shop(request, "change looks")
    front, draft, way = editions.front_of(shop), editions.draft_of(shop), way_of(request, shop)
    context = {
        **way, "step": steps.STEPS[-1], "steps": steps.STEPS, "place": len(steps.STEPS), "back": steps.STEPS[-2],
        "locked": not shop.is_changeable,
        "draft": draft, "changes": saying.changes(of_row(shop), front) if draft else [], "placed": placed(front),
        "fees": fee_rows(shop, front), "front": front, "township": queries.township_of(front),
        "lacking": [one for one in lacking(front, way["goods"]) if steps.is_open_to(one[1], request.user, shop)],
        "named": None if shop.opened_at else name_said(front, shop),
        "shop": dressed(shop, front),
    }  # fmt: skip
    return render(request, "shops/builder/step_check.html", context)


def name_said(front: dict[str, Any], shop: Shop) -> str:
    """What to say of the name as coursework or its owner left it, before an inspector does; '' for nothing."""
    said = verdict(front["name_zh_hans"] or front["name_en"], shop)
    return str(said.refused or said.warned)


def lacking(front: dict[str, Any], goods: list[Any]) -> list[tuple[str, steps.Step]]:
    """What buyers will miss, each with the step where it is said."""
    both = lambda part: front.get(f"{part}_zh_hans") or front.get(f"{part}_en")  # noqa: E731
    wanted = (
        (both("byline"), _("One line that says what you sell"), "sells"),
        (both("story"), _("Your story"), "story"),
        (goods, _("A product to sell"), "first"),
        (all(product.covers for product in goods), _("A photo of each product"), "first"),
        (front.get("posting_days"), _("The days when you post"), "delivery"),
        (front.get("fees"), _("What posting costs"), "delivery"),
        (both("promise"), _("What you promise"), "delivery"),
    )
    return [(words, steps.BY_KEY[key]) for there, words, key in wanted if not there]


@require_POST
@login_required
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Let shoppers see the draft that was looked at."""
    shop = own_shop(request, "change looks")
    try:
        editions.publish(shop=shop, number=number, by=request.user, at=now())
        messages.success(request, _("Published. Shoppers see it from now on."))
    except NotChangeable:
        messages.warning(request, LOCKED)
    except editions.NotTheLast:
        messages.warning(request, _("The shop was changed since you looked. Look again, then publish."))
    return redirect("builder:check")


@require_POST
@login_required
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Undo the change just made, and back to where one was."""
    shop = own_shop(request, "change looks")
    try:
        made = editions.take_back(shop=shop, number=number, by=request.user, at=now())
        more = reverse("builder:take_back", args=[made.number]) if made.before_id else ""
        messages.success(
            request, _("Taken back. Undo again takes back the change before it.") if more else _("Taken back."), more
        )
    except NotChangeable:
        messages.warning(request, LOCKED)
    except (editions.NotTheLast, editions.NothingBefore):
        messages.warning(
            request, _("Nothing was taken back: it was already, or the shop was changed since. Here are all versions.")
        )
        return redirect("builder:versions")
    return redirect(came_from(request))


def came_from(request: HttpRequest) -> str:
    """The page of ours where the press was, else the versions."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if ours and "/my/shop/" in page else reverse("builder:versions")


@login_required
def versions(request: HttpRequest) -> HttpResponse:
    """Every version, the newest first: who made it, when, what it changed."""
    shop = own_shop(request, "change looks")
    before = number(request.GET.get("before", ""))
    kept = shop.editions.filter(number__lt=before) if before else shop.editions.all()
    rows = list(kept.select_related("made_by")[: queries.VERSIONS + 1])
    earlier = {row.number: row for row in rows}
    shown = [
        (row, saying.in_short(earlier[row.number - 1].front, row.front) if row.number - 1 in earlier else "") for row in rows
    ]
    live = shop.editions.filter(published_at__isnull=False).aggregate(last=Max("number"))["last"]
    older = rows[queries.VERSIONS - 1].number if len(rows) > queries.VERSIONS else None
    context = {"shop": shop, "rows": shown[: queries.VERSIONS], "live": live, "older": older, "first": not before}
    context["locked"] = not shop.is_changeable
    return render(request, "shops/builder/versions.html", context)


@login_required
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version beside the shop as it was left: the signs, and every difference; a press goes back to it."""
    shop = own_shop(request, "change looks")
    shown = get_object_or_404(Edition.objects.select_related("made_by"), shop=shop, number=number)
    if request.method == "POST":
        return went_back(request, shop, number)
    front = editions.front_of(shop)
    context = {
        "shop": shop, "version": shown, "changes": saying.changes(shown.front, front), "locked": not shop.is_changeable,
        "then": dressed(Shop(), shown.front), "today": dressed(Shop(), front), "is_same": not differing(shown.front, front),
    }  # fmt: skip
    return render(request, "shops/builder/version.html", context)


def went_back(request: HttpRequest, shop: Shop, number: int) -> HttpResponse:
    before = editions.number_of(shop)
    try:
        editions.go_back(shop=shop, number=number, by=request.user, at=now())
        say_saved(request, shop, before)
    except NotChangeable:
        messages.warning(request, LOCKED)
    return redirect("builder:check")
