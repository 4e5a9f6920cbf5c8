"""The standard range: what a shop may take up, and a product's grade of it."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now, shanghai_day
from shops.builder.goods.adding import MOST_GOODS, GoodsEnough
from shops.builder.goods.saying import say_refusal
from shops.builder.goods.taking_up import take_up
from shops.builder.goods.views import ENOUGH, NOT_NOW, own_product
from shops.builder.views import own_shop
from shops.catalogue.bands import NotInBand
from shops.franchise.changing import NotChangeable
from shops.franchise.selling import NotTrained
from shops.range import operations
from shops.range.models import Grade
from shops.range.queries import choices


def gone() -> str:
    return _("This standard has changed or ended meanwhile. Look at the list again; nothing was changed.")


@login_required
@require_safe
def standard_range(request: HttpRequest) -> HttpResponse:
    """All standards in force, those one is trained for first."""
    shop = own_shop(request, "change goods")
    context = {
        "shop": shop, "section": "change_goods", "locked": not shop.is_changeable, "key": uuid4().hex[:24],
        "choices": choices(shop, shanghai_day(now())),
    }  # fmt: skip
    return render(request, "shops/builder/goods/range.html", context)


def posted_grade(request: HttpRequest) -> Grade:
    number = request.POST.get("grade", "")
    pk = int(number) if number.isascii() and number.isdecimal() and len(number) < 12 else 0
    return get_object_or_404(Grade.objects.select_related("standard__category"), pk=pk)


@login_required
@require_POST
def take_up_standard(request: HttpRequest) -> HttpResponse:
    """A draft of the grade that was pressed, then its own page."""
    shop, grade = own_shop(request, "change goods"), posted_grade(request)
    key = request.POST.get("key", "")[:24]
    try:
        made = take_up(shop=shop, grade=grade, by=request.user, at=now(), key=key and f"{key}{grade.pk}")
    except NotChangeable:
        messages.warning(request, NOT_NOW)
    except GoodsEnough:
        messages.warning(request, ENOUGH % {"n": MOST_GOODS})
    except NotTrained as untrained:
        messages.warning(request, say_refusal(untrained.refusal))
    except operations.NotOffered:
        messages.warning(request, gone())
    else:
        messages.success(request, _("Taken up. Add a pack with your price and stock, then batch, photos and your own words."))
        return redirect("builder:change_product", made.pk)
    return redirect("builder:standard_range")


@login_required
@require_POST
def change_grade(request: HttpRequest, product_id: int) -> HttpResponse:
    """Another grade, or the newest version of the standard."""
    product, grade = own_product(request, product_id), posted_grade(request)
    try:
        operations.change_grade(product=product, grade=grade, by=request.user, at=now())
        messages.success(request, _("It is of the standard range: %(grade)s.") % {"grade": grade.name})
    except NotChangeable:
        messages.warning(request, NOT_NOW)
    except NotTrained as untrained:
        messages.warning(request, say_refusal(untrained.refusal))
    except operations.NotOffered:
        messages.warning(request, gone())
    except NotInBand as fault:
        words = _("Change this first: %(faults)s")
        messages.warning(request, words % {"faults": " ".join(dict.fromkeys(one.words for one in fault.faults))})
    return redirect("builder:change_product", product.pk)


@login_required
@require_POST
def leave_standard(request: HttpRequest, product_id: int) -> HttpResponse:
    """Sell the product as one's own."""
    product = own_product(request, product_id)
    try:
        operations.leave(product=product, by=request.user, at=now())
        messages.success(request, _("It is no longer of the standard range. Its price and packs are yours to choose."))
    except NotChangeable:
        messages.warning(request, NOT_NOW)
    return redirect("builder:change_product", product.pk)
