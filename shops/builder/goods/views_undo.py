"""What was changed of the goods lately, each undone by one press."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from shops.builder.goods.saying import say_breach, say_refusal, say_with_undo
from shops.builder.goods.saying_changes import told_of
from shops.builder.goods.views import NOT_NOW
from shops.builder.views import own_shop
from shops.catalogue import undoing
from shops.catalogue.models import GoodsChange
from shops.catalogue.rules import Breached
from shops.catalogue.shelf import NoPack
from shops.franchise.changing import NotChangeable
from shops.franchise.selling import NotTrained


@login_required
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """The changes of the last days, the newest first: who, when, what from and to."""
    shop = own_shop(request, "change goods")
    rows = told_of(undoing.changes_of(shop, now()))
    context = {"shop": shop, "section": "change_goods", "locked": not shop.is_changeable, "rows": rows}
    return render(request, "shops/builder/goods/changes.html", context)


@login_required
@require_POST
def undo(request: HttpRequest, change_id: int) -> HttpResponse:
    """Undo one change; the message undoes the undoing."""
    shop = own_shop(request, "change goods")
    change: GoodsChange = get_object_or_404(GoodsChange.objects.select_related("shop"), pk=change_id, shop=shop)
    at = now()
    try:
        stays = undoing.undo_change(change=change, by=request.user, at=at)
    except NotChangeable:
        messages.warning(request, NOT_NOW)
    except undoing.TooLate:
        messages.info(request, _("It was undone already, or it is too long ago. Nothing was changed."))
    except NotTrained as untrained:
        messages.warning(request, say_refusal(untrained.refusal))
    except Breached as breached:
        messages.warning(
            request, _("It cannot be undone as it is on sale: let it rest first.") + " " + say_breach(breached.breaches[0])
        )
    except NoPack:
        messages.warning(request, _("It would be on sale without a pack. Let it rest first, then undo this."))
    else:
        what = told_of([change])[0]
        say_with_undo(request, shop, at, _("Undone: %(what)s.") % {"what": what.short})
        if stays:
            words = ngettext(
                "%(n)s thing was changed again since and stays as it is now.",
                "%(n)s things were changed again since and stay as they are now.", stays,
            )  # fmt: skip
            messages.info(request, words % {"n": stays})
    return redirect("builder:change_goods")
