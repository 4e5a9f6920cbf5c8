"""Days' bills of payment companies, and what differs from our books until somebody settles it."""

from typing import Any

import django_filters
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from shops.office.listing import Field, Listing, Records, moment, money, said
from shops.office.pressing import Press, Record, looks_after
from shops.office.queries import deeds_of
from shops.payments import looking_after
from shops.payments.models import Bill, Difference

OPEN, SETTLED = ("open", _("Not settled")), ("settled", _("Settled"))


class DifferenceFilter(WagtailFilterSet):
    stands = django_filters.ChoiceFilter(choices=[OPEN, SETTLED], method="standing", label=_("State"))

    def standing(self, rows: QuerySet[Difference], _name: str, value: str) -> QuerySet[Difference]:
        return rows.filter(settled_at__isnull=value == "open")

    class Meta:
        model = Difference
        fields = ["stands", "way", "what"]


class DifferenceList(Listing):
    """The open ones first."""

    filterset_class = DifferenceFilter
    default_ordering = ("turn", "-pk")

    def rows(self) -> QuerySet[Difference]:
        turn = Case(When(settled_at=None, then=Value(0)), default=Value(1))
        return super().rows().select_related("bill", "settled_by").annotate(turn=turn)


class DifferenceRecord(Record):
    page_title = _("Difference")
    template_name = "shops/office/difference.html"

    def get_page_subtitle(self) -> str:
        return str(self.object.number)

    def get_bill_display_value(self) -> str:
        bill = self.object.bill
        return f"{bill.get_way_display()} {bill.day}" if bill else "–"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "deeds": deeds_of([self.object])}


def settle(difference: Difference, words: str, by: Any, at: Any) -> str:
    if looking_after.settle(difference=difference, words=words, by=by, at=at):
        return _now("Settled.")
    return _now("Somebody settled it before.")


class Differences(Records):
    model = Difference
    name = "market-differences"
    icon = "warning"
    menu_label = _("Differences")
    index_view_class = DifferenceList
    inspect_view_class = DifferenceRecord
    inspect_template_name = "shops/office/difference.html"
    inspect_view_fields = (
        "number", "way", "what", "ours", "theirs", "bill", "found_at", "settled_at", "settled_by", "words",
    )  # fmt: skip
    form_fields = ("words",)
    search_fields = ("number", "words")
    presses = (
        Press(
            "settle", _("Settle it"),
            _("Say how it came and what was done: who reads the books later finds it here. No money moves by this."),
            settle, lambda user, row: looks_after(user) and row.settled_at is None, _("How was it settled?"),
        ),
    )  # fmt: skip
    fields = (
        Field("number", _("Our number"), lambda row: row.number, "number"),
        Field("way", _("Way of paying"), said("way"), "way"),
        Field("what", _("What differs"), said("what")),
        money("ours", _("By our books, ¥"), lambda row: row.ours),
        money("theirs", _("By theirs, ¥"), lambda row: row.theirs),
        moment("found_at", _("Found"), lambda row: row.found_at, "found_at"),
        moment("settled_at", _("Settled"), lambda row: row.settled_at, "settled_at"),
        Field("words", _("How it was settled"), lambda row: row.words),
    )


class BillFilter(WagtailFilterSet):
    stands = django_filters.ChoiceFilter(
        choices=[("open", _("Something differs")), ("settled", _("All is well"))], method="standing", label=_("State")
    )

    def standing(self, rows: QuerySet[Bill], _name: str, value: str) -> QuerySet[Bill]:
        differing = Exists(Difference.objects.filter(bill=OuterRef("pk"), settled_at=None))
        return rows.filter(differing if value == "open" else ~differing)

    class Meta:
        model = Bill
        fields = ["stands", "way"]


class BillList(Listing):
    filterset_class = BillFilter

    def rows(self) -> QuerySet[Bill]:
        return super().rows().annotate(open=Count("differences", filter=Q(differences__settled_at=None)))


class BillRecord(Record):
    page_title = _("Bill of a day")
    template_name = "shops/office/bill.html"

    def get_page_subtitle(self) -> str:
        return f"{self.object.get_way_display()} {self.object.day}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "differences": list(self.object.differences.order_by("pk"))}


class Bills(Records):
    model = Bill
    name = "market-bills"
    icon = "table"
    menu_label = _("Days’ bills")
    index_view_class = BillList
    inspect_view_class = BillRecord
    inspect_template_name = "shops/office/bill.html"
    inspect_view_fields = ("way", "day", "rows", "paid", "returned", "fee", "read_at")
    form_fields = ("day",)
    fields = (
        Field("day", _("Day"), lambda row: row.day, "day"),
        Field("way", _("Way of paying"), said("way"), "way"),
        Field("rows", _("Rows"), lambda row: row.rows),
        money("paid", _("Paid, ¥"), lambda row: row.paid, "paid"),
        money("given_back", _("Paid back, ¥"), lambda row: row.returned),
        money("fee", _("Fees, ¥"), lambda row: row.fee, "fee"),
        Field("open", _("Open differences"), lambda row: row.open),
        moment("read_at", _("Compared"), lambda row: row.read_at),
    )
