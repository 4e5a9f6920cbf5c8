"""The parts of the front: their order, which are shown, how it is made, notices. Every press can be taken back."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.clock import now, shanghai_day
from shops.builder import editions, operations, queries
from shops.builder.forms_sections import IDEAS, MOST_NOTICES, MOST_STEPS, MakingForm, NoticeForm, idea, steps_as_fields
from shops.builder.notices import still_to_come
from shops.builder.sections import Section, move_section, placed, show_section
from shops.builder.step_photos import beside_steps, filled
from shops.builder.stepping import LOCKED, number, say_saved
from shops.builder.suggesting import steps_from_goods
from shops.builder.views import own_shop
from shops.franchise.changing import NotChangeable
from shops.franchise.models import Shop
from uploads.bounds import said_too_large, tells_too_large
from uploads.operations import Refused, file_name, take_in_photo

PLACES = {"up": -1, "down": 1}
PAGES = {
    Section.NOTICES.value: "builder:change_notices", Section.GOODS.value: "builder:change_goods",
    Section.STORY.value: "builder:change_story", Section.MAKING.value: "builder:change_making",
    Section.YEAR.value: "builder:change_goods", Section.VISIT.value: "builder:change_visits",
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sections(request: HttpRequest) -> HttpResponse:
    """The parts in their order, each to be moved, hidden, shown or changed."""
    shop = own_shop(request, "change looks")
    if request.method == "POST":
        press, _dash, kind = request.POST.get("do", "").partition("-")
        return done(request, shop, lambda: arrange(shop, press, kind, request.user), "builder:sections")
    rows = [(one, PAGES[one.kind]) for one in placed(editions.front_of(shop))]
    shown = {"shop": shop, "rows": rows, "locked": not shop.is_changeable, "look": editions.as_left(shop)}
    return render(request, "shops/builder/sections.html", shown)


def arrange(shop: Shop, press: str, kind: str, by: Any) -> None:
    """Do what was pressed; a word that is no press does nothing."""
    if press in PLACES:
        move_section(shop=shop, kind=kind, places=PLACES[press], by=by, at=now())
    elif press in ("show", "hide"):
        show_section(shop=shop, kind=kind, shown=press == "show", by=by, at=now())


def done(
    request: HttpRequest, shop: Shop, act: Any, then: str, again: Callable[[], HttpResponse] | None = None
) -> HttpResponse:  # fmt: skip
    """Do it, say so with its undoing, and on to `then`; where it may not change now, `again` shows what was typed."""
    before = editions.number_of(shop)
    try:
        act()
        say_saved(request, shop, before)
    except NotChangeable:
        messages.warning(request, LOCKED)
        if again:
            return again()
    return redirect(then)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@tells_too_large
def making(request: HttpRequest) -> HttpResponse:
    """How it is made, step by step. A shop that says nothing yet is offered what its product's own words say."""
    shop = own_shop(request, "change looks")
    rows = editions.front_of(shop).get("making_steps", [])
    photos = queries.photos_kept(shop)
    if request.method != "POST":
        offered = [] if rows else steps_from_goods(shop)
        ids = [row["photo"] for row in rows if row.get("photo")]
        form = MakingForm(initial=steps_as_fields(rows or offered), photos=photos.in_bulk(ids))
        return making_page(request, shop, form, offered=bool(offered))
    data = with_photos(request)
    ids = [pk for n in range(1, MOST_STEPS + 1) if (pk := number(data.get(f"photo_{n}", "")))]
    form = MakingForm(data, photos=photos.in_bulk(ids))
    seen = number(data.get("seen", ""))
    if said_too_large(request):
        return making_page(request, shop, form, seen=seen, status=413)
    if not form.is_valid():
        return making_page(request, shop, form, seen=seen)
    changes, then = {"making_steps": form.making_steps()}, "change_making" if data.get("do") == "add" else "sections"
    given: dict[str, Any] = {"shop": shop, "by": request.user, "at": now(), "changes": changes, "seen": seen}
    again = partial(making_page, request, shop, form, seen=seen)
    try:
        return done(request, shop, lambda: operations.change_shop(**given), f"builder:{then}", again)
    except editions.ChangedMeanwhile as changed:
        return making_page(request, shop, form, seen=changed.last.number, clash=changed)


def making_page(request: HttpRequest, shop: Shop, form: MakingForm, status: int = 200, **context: Any) -> HttpResponse:
    shown = {"shop": shop, "form": form, "locked": not shop.is_changeable, **context}
    if shown.get("seen") is None:
        shown["seen"] = editions.number_of(shop)
    stand = beside_steps(shop)
    shown["rows"] = [{**row, "stands": row["photo"] is not None and row["photo"].pk in stand} for row in form.rows()]
    return render(request, "shops/builder/making.html", shown, status=status)


def with_photos(request: HttpRequest) -> Any:
    """What was posted, with the new photographs taken in; each that is refused says why, and the words stay."""
    data, steps = request.POST.copy(), range(1, MOST_STEPS + 1)
    for n in steps:
        if data.get(f"without_{n}"):
            data[f"photo_{n}"] = ""
        for taken in taken_in(request, f"new_{n}"):
            data[f"photo_{n}"] = str(taken)
    waiting = [bool(data.get(f"zh_{n}") or data.get(f"en_{n}")) and not data.get(f"photo_{n}") for n in steps]
    given, left_over = filled(waiting, taken_in(request, "new"))
    for n, taken in given.items():
        data[f"photo_{n}"] = str(taken)
    if left_over:
        words = ngettext(
            "%(n)s photo has no step: write the step first, then add it.",
            "%(n)s photos have no step: write the steps first, then add them.", left_over,
        )  # fmt: skip
        messages.error(request, words % {"n": left_over})
    return data


def taken_in(request: HttpRequest, field: str) -> list[int]:
    """The photographs of one file field, as many as there are steps at most, taken in."""
    taken = []
    for file in request.FILES.getlist(field)[:MOST_STEPS]:
        try:
            taken.append(take_in_photo(owner=request.user, file=file, at=now()).pk)
        except Refused as refused:
            messages.error(request, f"{file_name(file)}: {refused}")
    return taken


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """The notices with their days; one more, or one taken away."""
    shop = own_shop(request, "change looks")
    rows = editions.front_of(shop).get("notices", [])
    today = shanghai_day(now())
    form = NoticeForm(
        request.POST if request.POST.get("do") == "add" else None, initial=idea(request.GET.get("idea", ""), today)
    )
    if request.method == "POST":
        gone = request.POST.get("do", "").removeprefix("remove-")
        kept = [row for row in rows if row.get("key") != gone]
        if len(kept) < len(rows):
            return done(request, shop, lambda: change_notices(shop, request.user, kept), "builder:change_notices")
        if form.is_bound and len(still_to_come(rows, today)) >= MOST_NOTICES:
            form.add_error(None, _("Six notices are enough. Take one away first."))
        if form.is_bound and form.is_valid():
            more = [*still_to_come(rows, today), form.notice()]
            again = partial(notices_page, request, shop, form, rows, today)
            return done(request, shop, lambda: change_notices(shop, request.user, more), "builder:change_notices", again)
    return notices_page(request, shop, form, rows, today)


def notices_page(request: HttpRequest, shop: Shop, form: NoticeForm, rows: list[dict[str, Any]], today: date) -> HttpResponse:
    shown = {
        "shop": shop, "form": form, "notices": rows, "ideas": IDEAS, "today": today.isoformat(),
        "locked": not shop.is_changeable,
    }  # fmt: skip
    return render(request, "shops/builder/notices.html", shown)


def change_notices(shop: Shop, by: Any, rows: list[dict[str, Any]]) -> None:
    operations.change_shop(shop=shop, by=by, at=now(), changes={"notices": rows})
