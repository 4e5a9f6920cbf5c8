"""What the franchise asks of one's own shop and what it wrote: rules and rights, letters and the answer to them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now, shanghai_day
from common.rights import allow_or_404, can
from shops.builder.views import own_shop
from shops.franchise.models import Shop
from shops.standards import checking, measures
from shops.standards.commission import plan
from shops.standards.forms import ObjectionForm
from shops.standards.models import Measure
from shops.standards.queries import measures_of, newest_book, news_of, rules_of
from shops.standards.training import rights_of


@require_safe
@login_required
def rules(request: HttpRequest) -> HttpResponse:
    """The brand's rules with how the shop keeps each, what is new and until when; what it may sell; the commission."""
    shop, book = own_shop(request), newest_book()
    results = checking.reckon(shop, rules_of(book)) if book else []
    context = {
        "shop": shop, "book": book, "results": results, "news": news_of(book) if book else None, "rights": rights_of(shop),
        "plan": plan(shanghai_day(now())),
    }  # fmt: skip
    return render(request, "shops/builder/rules.html", context)


@require_safe
@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """Warnings and other measures, the latest first, each with its reasons and the owner's answer."""
    return letters_page(request, own_shop(request))


def letters_page(request: HttpRequest, shop: Shop, form: ObjectionForm | None = None, wrong: int = 0) -> HttpResponse:
    """`wrong`: the measure whose answer is to be mended, in `form`."""
    context = {
        "shop": shop, "measures": measures_of(shop), "form": form or ObjectionForm(), "wrong": wrong,
        "may_sign": can(request.user, "sign for shop", shop),
    }  # fmt: skip
    return render(request, "shops/builder/letters.html", context)


@require_POST
@login_required
def object_to(request: HttpRequest, measure_id: int) -> HttpResponse:
    """Keep the owner's answer to a measure."""
    shop = own_shop(request)
    allow_or_404(request.user, "sign for shop", shop)
    measure = get_object_or_404(Measure.objects.select_related("shop"), pk=measure_id, shop=shop)
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return letters_page(request, shop, form, measure.pk)
    measures.object_to(measure=measure, words=form.cleaned_data["words"], by=request.user, at=now())
    messages.success(request, _("Kept. A franchise manager answers you here and by message."))
    return redirect("builder:letters")
