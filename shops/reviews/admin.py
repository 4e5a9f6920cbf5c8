"""Reviews in the CMS: nobody edits a buyer's words there; franchise managers search, read and decide."""

from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.models import InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.wagtail_hooks import ReadOnlyPolicy
from common.clock import now
from common.rights import allow_or_404, can
from common.states import WrongState
from shops.franchise.models import Shop
from shops.reviews import moderating
from shops.reviews.forms import ReasonsForm
from shops.reviews.models import STARS, CustomerReview
from shops.reviews.queries import photos_of


class ManagersRead(ReadOnlyPolicy):
    """Franchise managers and administrators look; what they do is done by operations."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return super().user_has_permission(user, action) and can(user, "look over reviews")


class ReviewFilter(WagtailFilterSet):
    """By state, stars and shop; and those that a shop reported and nobody decided on yet."""

    shop = django_filters.ModelChoiceFilter(
        queryset=Shop.objects.filter(ratings__isnull=False).distinct().order_by("name_zh_hans"), label=_("Shop")
    )
    waits = django_filters.ChoiceFilter(
        choices=[("yes", _("Reported, to be decided"))], method="reported", label=_("Reported"), empty_label=_("All")
    )

    def reported(self, rows: QuerySet[CustomerReview], _name: str, _value: str) -> QuerySet[CustomerReview]:
        return rows.filter(report__isnull=False, report__settled_at=None)

    class Meta:
        model = CustomerReview
        fields = ["waits", "state", "stars", "shop"]


class ReviewIndex(IndexView):
    """The list, with what its columns name."""

    filterset_class = ReviewFilter

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("shop", "line", "report")


def report_of(review: CustomerReview) -> str:
    report = getattr(review, "report", None)
    return "" if report is None else _now("decided") if report.settled_at else _now("to be decided")


class ReviewInspect(InspectView):
    """One review, what the shop says of it, and the buttons: hide it with reasons, show it again, let it stand."""

    page_title = _("Review of a buyer")
    template_name = "shops/admin/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        review = self.object
        return {
            **super().get_context_data(**kwargs), "review": review, "photos": photos_of(review),
            "report": getattr(review, "report", None), "may_decide": can(self.request.user, "decide on review", review),
            "form": kwargs.get("form") or ReasonsForm(), "order_number": review.line.parcel.order.number,
        }  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        allow_or_404(request.user, "decide on review", self.object)
        form = ReasonsForm(request.POST)
        if request.POST.get("do") == "hide" and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            messages.success(request, self.decide(request.POST.get("do", ""), form))
        except WrongState:
            messages.warning(request, _now("Its writer has taken it back meanwhile. Nothing was changed."))
        return redirect(self.request.path)

    def decide(self, pressed: str, form: ReasonsForm) -> str:
        """What was done, in words. Raises WrongState."""
        given: dict[str, Any] = {"review": self.object, "by": self.request.user, "at": now()}
        if pressed == "hide":
            moderating.hide_review(reasons=form.cleaned_data["reasons"], **given)
            return _now("Hidden. Its writer is told why.")
        if pressed == "show":
            moderating.show_review(**given)
            return _now("Shown again. Its writer is told.")
        if pressed == "stand":
            moderating.let_stand(**given)
            return _now("It stays. The shop is told.")
        return _now("Nothing was changed.")


class ReviewViewSet(ModelViewSet):
    model = CustomerReview
    name = "customer-reviews"
    icon = "comment"
    menu_label = _("Reviews of buyers")
    menu_order = 660
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = ReviewIndex
    inspect_view_class = ReviewInspect
    list_per_page = 50
    search_backend_name = None  # by the database: these rows are in no search index
    permission_policy = ManagersRead(CustomerReview)
    form_fields = ["text"]
    search_fields = ["text", "answer", "line__name_zh_hans", "shop__name_zh_hans", "line__parcel__order__number"]
    inspect_view_fields = ["state", "stars", "text", "signed", "shop", "written_at", "answer", "hidden_why"]
    list_display = [
        "__str__", Column("stars", label=_("Stars"), accessor=lambda row: f"{row.stars} · {STARS[row.stars]}"),
        Column("shop", label=_("Shop"), accessor="shop.name"), Column("state", label=_("State"), accessor="get_state_display"),
        Column("report", label=_("Reported"), accessor=report_of), DateColumn("written_at", label=_("Written on")),
    ]  # fmt: skip
