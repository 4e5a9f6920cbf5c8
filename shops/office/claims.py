"""Claims to money back and the disputes among them: found and exported here, decided on the site where both sides are read."""

from typing import Any

import django_filters
from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from shops.office.listing import Field, Listing, Records, moment, money, said
from shops.office.pressing import Record
from shops.office.queries import deeds_of
from shops.returns.models import Claim


class ClaimFilter(WagtailFilterSet):
    asked_at = django_filters.DateFromToRangeFilter(label=_("Claimed on"), widget=DateRangePickerWidget)

    class Meta:
        model = Claim
        fields = ["state", "reason", "paid_by", "asked_at"]


class ClaimList(Listing):
    """Those to be decided first."""

    filterset_class = ClaimFilter
    default_ordering = ("turn", "-pk")

    def rows(self) -> QuerySet[Claim]:
        turn = Case(When(state=Claim.State.DISPUTED, then=Value(0)), default=Value(1))
        rows = super().rows().select_related("parcel__order", "parcel__shop", "refund").prefetch_related("refund__others")
        return rows.annotate(turn=turn)


class ClaimRecord(Record):
    """A claim, its order, and who did what to it."""

    page_title = _("Claim")
    template_name = "shops/office/claim.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        claim = self.object
        is_disputed = claim.state == Claim.State.DISPUTED or claim.decision
        at = reverse("returns:dispute", args=[claim.pk]) if is_disputed else ""
        mine = {"order": claim.parcel.order, "deeds": deeds_of([claim]), "decide_at": at}
        return {**super().get_context_data(**kwargs), **mine}


class Claims(Records):
    model = Claim
    name = "market-claims"
    icon = "comment"
    menu_label = _("Claims and disputes")
    index_view_class = ClaimList
    inspect_view_class = ClaimRecord
    inspect_template_name = "shops/office/claim.html"
    inspect_view_fields = (
        "state", "reason", "wanted", "words", "answer", "offered", "against", "decision", "paid_by", "asked_at", "due_at",
        "closed_at", "decided_by",
    )  # fmt: skip
    search_fields = ("parcel__order__number", "parcel__order__name", "parcel__shop__name_zh_hans", "parcel__shop__name_en")
    fields = (
        Field("order", _("Order number"), lambda row: row.parcel.order.number, is_whole=True),
        Field("shop", _("Shop"), lambda row: row.parcel.shop.name),
        Field("state", _("State"), said("state"), "state"),
        Field("reason", _("What is wrong"), said("reason"), "reason"),
        money("wanted", _("Claimed, ¥"), lambda row: row.wanted, "wanted"),
        money("back", _("Went back, ¥"), lambda row: row.refund.whole if row.refund else None),
        Field("paid_by", _("Paid by"), said("paid_by")),
        moment("asked_at", _("Claimed on"), lambda row: row.asked_at, "asked_at"),
        moment("closed_at", _("Closed on"), lambda row: row.closed_at, "closed_at"),
    )
