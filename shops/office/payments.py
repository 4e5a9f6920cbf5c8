"""Payments and refunds: how each stands, and what a person does where a company does not."""

from typing import Any

import django_filters
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from shops.office.listing import Field, Listing, Records, moment, money, said
from shops.office.pressing import Press, Record, looks_after
from shops.office.queries import deeds_of
from shops.payments import looking_after
from shops.payments.models import Payment, Refund


class PaymentFilter(WagtailFilterSet):
    started_at = django_filters.DateFromToRangeFilter(label=_("Begun"), widget=DateRangePickerWidget)

    class Meta:
        model = Payment
        fields = ["state", "way", "is_surplus", "started_at"]


class PaymentList(Listing):
    filterset_class = PaymentFilter

    def rows(self) -> QuerySet[Payment]:
        return super().rows().select_related("order")


class MoneyRecord(Record):
    """A payment, its order, and who did what to it."""

    page_title = pgettext_lazy("money", "Payment")
    template_name = "shops/office/money.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order = self.object.order if isinstance(self.object, Payment) else self.object.payment.order
        return {**super().get_context_data(**kwargs), "order": order, "deeds": deeds_of([self.object])}


class RefundRecord(MoneyRecord):
    """The same of a refund."""

    page_title = pgettext_lazy("money", "Refund")


def ask(payment: Payment, _words: str, by: Any, at: Any) -> str:
    if looking_after.ask_at_once(payment=payment, by=by, at=at):
        return _now("It is paid. What follows was done.")
    return _now("Asked. It is not paid so far, or the company does not answer just now; it is asked again by itself.")


class Payments(Records):
    model = Payment
    name = "market-payments"
    icon = "download"
    menu_label = _("Payments")
    index_view_class = PaymentList
    inspect_view_class = MoneyRecord
    inspect_template_name = "shops/office/money.html"
    inspect_view_fields = (
        "number", "provider_number", "way", "means", "state", "amount", "is_surplus", "returned", "started_at", "paid_at",
        "closed_at",
    )  # fmt: skip
    search_fields = ("number", "provider_number", "order__number")
    presses = (
        Press(
            "ask", _("Ask the payment company now"),
            _("If it was paid, its order goes on; if its order waits no more, the money goes back by itself."),
            ask, lambda user, row: looks_after(user) and looking_after.is_asked_about(row),
        ),
    )  # fmt: skip
    fields = (
        Field("number", _("Our number"), lambda row: row.number, "number"),
        Field("order", _("Order number"), lambda row: row.order.number, is_whole=True),
        Field("way", _("Way of paying"), said("way"), "way"),
        Field("state", _("State"), said("state"), "state", is_whole=True),
        money("amount", _("Sum, ¥"), lambda row: row.amount, "amount"),
        Field("is_surplus", _("Too much"), lambda row: _now("came twice or too late") if row.is_surplus else ""),
        money("returned", _("Promised back, ¥"), lambda row: row.returned or None, "returned"),
        moment("started_at", _("Begun"), lambda row: row.started_at, "started_at"),
        Field("provider_number", _("The company’s number"), lambda row: row.provider_number),
    )


class RefundFilter(WagtailFilterSet):
    made_at = django_filters.DateFromToRangeFilter(label=_("Promised on"), widget=DateRangePickerWidget)
    way = django_filters.ChoiceFilter(
        field_name="payment__way", choices=Payment._meta.get_field("way").choices, label=_("Way of paying")
    )

    class Meta:
        model = Refund
        fields = ["state", "way", "by_hand", "made_at"]


class RefundList(Listing):
    """Those that need a person first."""

    filterset_class = RefundFilter
    default_ordering = ("turn", "-pk")

    def rows(self) -> QuerySet[Refund]:
        turn = Case(When(state=Refund.State.STUCK, then=Value(0)), default=Value(1))
        return super().rows().select_related("payment__order").annotate(turn=turn)


def send_again(refund: Refund, _words: str, by: Any, at: Any) -> str:
    looking_after.send_again(refund=refund, by=by, at=at)
    return _now("It is sent again within a minute.")


def paid_by_hand(refund: Refund, words: str, by: Any, at: Any) -> str:
    looking_after.paid_by_hand(refund=refund, words=words, by=by, at=at)
    return _now("Written down: the buyer has the money. They are told.")


class Refunds(Records):
    model = Refund
    name = "market-refunds"
    icon = "resubmit"
    menu_label = _("Refunds")
    index_view_class = RefundList
    inspect_view_class = RefundRecord
    inspect_template_name = "shops/office/money.html"
    inspect_view_fields = (
        "number", "provider_number", "state", "amount", "words", "by_hand", "trouble", "tries", "made_at", "made_by", "done_at",
    )  # fmt: skip
    search_fields = ("number", "provider_number", "payment__number", "payment__order__number")
    presses = (
        Press(
            "again", _("Send the refund again"),
            _("The company refused it. Once what stopped it is mended there, send it again: nothing is paid back twice."),
            send_again, lambda user, row: looks_after(user) and looking_after.may_be_sent_again(row),
        ),
        Press(
            "by-hand", _("It was paid back by hand"),
            _("Only when the money is with the buyer: the books then say so, and the buyer is told."),
            paid_by_hand, lambda user, row: looks_after(user) and looking_after.is_paid_by_hand(row),
            _("By which transfer, or who gave the cash?"),
        ),
    )  # fmt: skip
    fields = (
        Field("number", _("Our number"), lambda row: row.number, "number"),
        Field("order", _("Order number"), lambda row: row.payment.order.number, is_whole=True),
        Field("way", _("Way of paying"), lambda row: str(row.payment.get_way_display())),
        Field("state", _("State"), said("state"), "state", is_whole=True),
        money("amount", _("Sum, ¥"), lambda row: row.amount, "amount"),
        Field("words", _("Why"), lambda row: row.words),
        Field("trouble", _("Trouble"), lambda row: row.trouble),
        moment("made_at", _("Promised on"), lambda row: row.made_at, "made_at"),
        moment("done_at", _("Paid back"), lambda row: row.done_at, "done_at"),
    )
