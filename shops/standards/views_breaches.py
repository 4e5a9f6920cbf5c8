"""Which shops do not keep which rules, and warning one of them in a press."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now, shanghai_day
from common.rights import allow_or_404
from common.states import WrongState
from shops.standards import breaches
from shops.standards.models import BrandRule, UnkeptLine
from shops.standards.queries import rules_on
from shops.standards.views import to_inspect


@login_required
@require_safe
def unkept_lines(request: HttpRequest) -> HttpResponse:
    """Unkept lines of open shops, by rule (`?rule=`) and whether they are warned of (`?warned=`), page by page by key."""
    allow_or_404(request.user, "inspect shops")
    rule, warned = request.GET.get("rule", "")[:40], request.GET.get("warned", "")
    lines, after = breaches.page_after(breaches.unkept(rule, warned), request.GET.get("after", ""))
    rules = [one for one in rules_on(shanghai_day(now())) if one.kind != BrandRule.Kind.LOOKED_AT]
    context = {"lines": lines, "after": after, "rules": rules, "rule": rule, "warned": warned}
    return render(request, "shops/franchise/breaches.html", context)


@login_required
@require_POST
def warn_of_line(request: HttpRequest, shop_id: int, line_id: int) -> HttpResponse:
    """Warn the shop of this line; what is mended by now is said instead."""
    shop = to_inspect(request, shop_id)
    line = get_object_or_404(UnkeptLine.objects.select_related("shop__owner", "rule"), pk=line_id, shop=shop)
    try:
        if breaches.warn_of(line=line, by=request.user, at=now()):
            messages.success(request, _("%(shop)s is warned: “%(rule)s”.") % {"shop": shop.name, "rule": line.rule.title})
        else:
            messages.info(request, _("%(shop)s keeps this rule by now. Nobody was warned.") % {"shop": shop.name})
    except WrongState:
        messages.warning(request, _("This shop is not open any more. Nothing was changed."))
    return redirect("franchise:unkept_lines")
