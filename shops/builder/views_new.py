"""What is new from the coursework: what comes in by itself, where it differs from the owner's own words, what is missing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.rights import allow_or_404
from courses.assessment.queries import works
from shops.builder.merging import NEW, YOURS
from shops.builder.missing import missing_of
from shops.builder.models import Generation
from shops.builder.operations import NotChangeable
from shops.builder.queries import category_names, generation_of
from shops.builder.renewing import News, news_of, renew_shop
from shops.builder.views import own_shop
from shops.builder.wording import sections

CHOICE = "d-"  # begins the name of a difference's radio buttons
ALL = {"all-new": NEW, "all-yours": YOURS}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_work(request: HttpRequest) -> HttpResponse:
    """The page, and the one press that brings everything in as it was chosen. Only the trainee whose work it is."""
    shop = own_shop(request)
    generation = generation_of(shop)
    if generation is None:
        raise Http404
    allow_or_404(request.user, "make shop", generation.enrolment)
    if request.method == "POST":
        return posted(request, generation)
    news = news_of(generation)
    context = {
        "shop": shop, "news": news, "sections": sections(news, category_names()), "locked": not shop.is_changeable,
        "missing": [one for one in missing_of(works(generation.enrolment)) if one.state.number > 1],
    }  # fmt: skip
    return render(request, "shops/builder/new_work.html", context)


def posted(request: HttpRequest, generation: Generation) -> HttpResponse:
    """Bring it in and say what came; what still differs is shown again."""
    try:
        news = renew_shop(generation=generation, by=request.user, at=now(), choices=choices(request))
    except NotChangeable:
        messages.warning(request, _("Your shop cannot be changed just now. Nothing was changed."))
        return redirect("builder:new_work")
    say(request, news)
    return redirect("builder:new_work" if news.differing else "builder:progress")


def choices(request: HttpRequest) -> dict[str, str]:
    """What was chosen for each difference: each on its own, or all at one press."""
    said = {name.removeprefix(CHOICE): str(value) for name, value in request.POST.items() if name.startswith(CHOICE) and value}
    every = ALL.get(request.POST.get("do", ""))
    return {key: f"{every}-{value.partition('-')[2]}" for key, value in said.items()} if every else said


def say(request: HttpRequest, news: News) -> None:
    counts: Any = len(news.further)
    if counts:
        words = ngettext("%(n)s product is new in your shop.", "%(n)s products are new in your shop.", counts)
        messages.success(request, words % {"n": counts})
    if news.differing:
        left = len(news.differing)
        words = ngettext(
            "%(n)s difference was not chosen, or changed meanwhile. Look once more.",
            "%(n)s differences were not chosen, or changed meanwhile. Look once more.",
            left,
        )
        messages.warning(request, words % {"n": left})
    else:
        messages.success(request, _("Your shop and your coursework agree. What you chose is kept."))
