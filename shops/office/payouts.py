"""What shops are paid for half-months: found and exported here, drawn up, approved and paid on the site's page of the run."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from shops.office.listing import Field, Listing, Records, moment, money, said
from shops.office.pressing import Record
from shops.office.queries import deeds_of
from shops.settlement.models import Settlement


class PayoutFilter(WagtailFilterSet):
    begins_on = django_filters.DateFromToRangeFilter(label=_("Half-month from"), widget=DateRangePickerWidget)

    class Meta:
        model = Settlement
        fields = ["state", "why", "begins_on"]


class PayoutList(Listing):
    filterset_class = PayoutFilter

    def rows(self) -> QuerySet[Settlement]:
        return super().rows().select_related("shop", "drawn_by", "approved_by")


class PayoutRecord(Record):
    """One shop's half-month, and who did what to it."""

    page_title = _("Payout")
    template_name = "shops/office/payout.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = {"deeds": deeds_of([self.object]), "look_at": reverse("settlement:one", args=[self.object.pk])}
        return {**super().get_context_data(**kwargs), **mine}


class Payouts(Records):
    model = Settlement
    name = "market-payouts"
    icon = "upload"
    menu_label = _("Payouts")
    index_view_class = PayoutList
    inspect_view_class = PayoutRecord
    inspect_template_name = "shops/office/payout.html"
    inspect_view_fields = (
        "shop", "begins_on", "ends_on", "state", "amount", "why", "words", "drawn_by", "drawn_at", "approved_by", "approved_at",
        "decided_by", "decided_at", "paid_on",
    )  # fmt: skip
    search_fields = ("shop__name_zh_hans", "shop__name_en", "name")
    fields = (
        Field("shop", _("Shop"), lambda row: row.shop.name),
        Field("begins_on", _("Half-month from"), lambda row: row.begins_on, "begins_on", is_whole=True),
        Field("state", _("State"), said("state"), "state"),
        money("amount", _("Sum, ¥"), lambda row: row.amount, "amount"),
        Field("why", _("Why"), said("why")),
        Field("drawn_by", _("Drawn up by"), lambda row: row.drawn_by.name),
        Field("approved_by", _("Approved by"), lambda row: row.approved_by.name if row.approved_by else ""),
        moment("decided_at", _("Paid or sent back"), lambda row: row.decided_at, "decided_at"),
    )
