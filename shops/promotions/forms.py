"""The questions of a promotion, and what they are made into. Numbers as people write them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import LineField, NumberField, YuanField
from shops.catalogue.models import Category, Offer
from shops.franchise.models import Shop
from shops.promotions import making, planning
from shops.promotions.codes import NoCode
from shops.promotions.models import Promotion
from shops.promotions.templates import Template
from shops.promotions.wording import titles_of
from shops.visits.models import Visit

Scope, Way = Promotion.Scope, Promotion.Way
LIMITS = ("starts_on", "ends_on", "per_person", "most_uses", "budget")
SUM = _("Write a sum in yuan, like 10 or 9.90.")
COUNT = _("Write a whole number, like 3 or 三.")
WRONG = {
    planning.EndsBeforeItBegins: _("The last day is before the first, or past."),
    planning.SellsBelowZero: _("Goods would be sold for nothing: ask for more goods than are taken off."),
    planning.SavesNothing: _("That is no less than the packs cost by themselves: write a lower price."),
    planning.NothingChosen: _("Choose which goods it is about."),
    planning.BudgetMissing: _("Write how much it may cost at most: 1 yuan or more."),
    planning.NotOfVisits: _("A category is of goods: choose “Goods”, or all categories."),
    planning.NoDayWithin: _("Days of the visit are only asked of visits, and the last is not before the first."),
    planning.CodeTaken: _("Another promotion has this code already. Choose another one."),
}
FIELD = {
    "ends_at": "ends_on",
    "amount": "price",
    "offers": "goods",
    "basis_points": "percent",
    "until": "last",
}  # of a plan: of the form


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def day_field(label: Any, **more: Any) -> forms.DateField:
    wrong = _("Write a day, like 2026-12-24.")
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": wrong, "invalid": wrong},
        **more,
    )


class PlanForm(forms.Form):
    """What the template asks, the days and the limits. `offers`: the shop's packs, with their products; `visits`: what of it
    is booked by date, None where it is not one shop's. A shop that takes no guests is not asked of them."""

    title_zh_hans = LineField(
        label=_("Title in Chinese"), most=40, ask="", required=False, help_text=_("Left empty, it is called by what it does.")
    )
    title_en = LineField(label=_("Title in English"), most=40, ask="", required=False)
    goods = forms.MultipleChoiceField(label=_("For which goods"), required=False, widget=forms.CheckboxSelectMultiple)
    scope = forms.ChoiceField(
        label=_("For what"), choices=Scope.choices, widget=forms.RadioSelect, initial=Scope.GOODS, required=False
    )  # fmt: skip
    visits = forms.MultipleChoiceField(
        label=_("For which of them"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all of them."),
    )  # fmt: skip
    gift = forms.ChoiceField(label=_("The gift"), required=False)
    packs = NumberField(label=_("How many packs"), least=1, most=99, wrong=COUNT)
    price = YuanField(label=_("Price for all of them"), wrong=SUM)
    percent = NumberField(
        label=_("Per cent off"), least=1, most=99, wrong=_("Write a number from 1 to 99: 10 takes a tenth off.")
    )
    amount = YuanField(label=_("How much off"), wrong=SUM)
    least = YuanField(
        label=_("Smallest order, postage not counted"),
        wrong=SUM,
        zero=True,
        required=False,
        help_text=_("Left empty: any order."),
    )
    most = YuanField(label=_("At most off, if you like"), wrong=SUM, required=False)
    first = day_field(
        _("Visits from this day on, if only some days"), required=False,
        help_text=_("Every night or day of the visit lies within these days."),
    )  # fmt: skip
    last = day_field(_("Last night or day of the visit"), required=False)
    way = forms.ChoiceField(
        label=_("Who gets it"),
        choices=[
            (Way.ITSELF, _("Everybody, automatically")),
            (Way.COLLECTED, _("Whoever collects it")),
            (Way.CODE, _("Whoever has a code")),
        ],
        widget=forms.RadioSelect,
    )
    code = LineField(
        label=_("The coupon’s code"),
        most=40,
        ask="",
        required=False,
        help_text=_("Letters, figures or Chinese, at least three: only with “Whoever has a code”."),
    )
    first_order = forms.BooleanField(label=_("Only with a person’s first order"), required=False)
    festival = forms.ChoiceField(label=_("Festival"), required=False)
    category: Any = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.all(), required=False, empty_label=_("All goods")
    )
    shop: Any = forms.ModelChoiceField(
        label=_("Only in the shop"), queryset=Shop.objects.open().order_by("name_zh_hans"), required=False,
        empty_label=_("All shops"),
    )  # fmt: skip
    share = NumberField(
        label=_("Per cent that the county pays"),
        least=0,
        most=100,
        wrong=_("Write a number from 0 to 100."),
        help_text=_("Below 100, shops pay the rest: it is only in shops that agree."),
    )
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day of the promotion"))
    per_person = NumberField(label=_("Uses for each person, if limited"), least=1, most=999, wrong=COUNT, required=False)
    most_uses = NumberField(label=_("Uses in all, if limited"), least=1, most=1_000_000, wrong=COUNT, required=False)
    budget = YuanField(label=_("What it may cost at most"), wrong=WRONG[planning.BudgetMissing], required=False)

    def __init__(
        self, *args: Any, template: Template, offers: Sequence[Offer] = (), festivals: Sequence[tuple[str, str]] = (),
        today: date, visits: Sequence[Visit] | None = None, initial: dict[str, Any] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=30)).isoformat()}
        kwargs["initial"] = {**days, **template.starts, **(initial or {})}
        super().__init__(*args, **kwargs)
        self.template, self.offers = template, {str(one.pk): one for one in offers}
        self.guests = {str(one.pk): one for one in visits or ()}
        named = [(key, f"{one.variant.product.name} {one.variant.name}") for key, one in self.offers.items()]
        fields: dict[str, Any] = self.fields
        fields["goods"].choices = named
        fields["gift"].choices = named
        fields["visits"].choices = [(key, str(one)) for key, one in self.guests.items()]
        fields["festival"].choices = [("", _("None")), *festivals]
        self.takes_guests = visits is None or bool(visits)
        unasked = set() if self.takes_guests else {"scope"}
        for name in (set(self.fields) - {*template.asks, *LIMITS}) | unasked:
            self.fields.pop(name, None)
        if self.takes_guests and not template.is_of_goods_alone:
            self.fields["ends_on"].help_text = _("What counts is the day of the order, whenever the parcel or the visit is.")
        if template.kind in (Promotion.Kind.AMOUNT, Promotion.Kind.GIFT):
            self.fields["least"].help_text = ""
        if template.kind != Promotion.Kind.BUNDLE and "goods" in self.fields:
            self.fields["goods"].help_text = _("None ticked: all of them.")

    def plan(self) -> planning.Plan:
        """Of clean answers."""
        given = self.cleaned_data
        kind = self.template.kind
        amount = given.get("price") or given.get("amount") or 0
        facts: dict[str, Any] = {
            "amount": amount, "least": given.get("least") or 0, "basis_points": (given.get("percent") or 0) * 100,
            "packs": given.get("packs") or 0, "scope": given.get("scope") or self.template.scope,
        }  # fmt: skip
        gift = self.offers.get(given.get("gift") or "")
        titles = titles_of(kind, gift=gift, **facts)
        typed = {name: given[name] for name in titles if given.get(name)}
        way = given.get("way") or self.template.way
        share = given.get("share")
        return planning.Plan(
            **titles | typed, kind=kind, way=way, most=given.get("most"), gift=gift, starts_at=midnight(given["starts_on"]),
            ends_at=midnight(given["ends_on"] + timedelta(days=1)), category=given.get("category"),
            offers=tuple(self.offers[key] for key in given.get("goods") or ()),
            visits=tuple(self.guests[key] for key in given.get("visits") or ()), first=given.get("first"),
            until=given["last"] + timedelta(days=1) if given.get("last") else None,
            festival_id=int(given.get("festival") or 0) or None, first_order=bool(given.get("first_order")),
            county_share=share * 100 if share is not None else 0, per_person=given.get("per_person"),
            most_uses=given.get("most_uses"), budget=given.get("budget"), code=given.get("code", "") if way == Way.CODE else "",
            **facts,
        )  # fmt: skip

    def made(self, *, shop: Shop | None, by_county: bool, by: Any, at: datetime) -> Promotion | None:
        """The promotion, not started; None where the plan cannot be, which its field then says."""
        try:
            return making.make(plan=self.plan(), shop=shop, by_county=by_county, by=by, at=at)
        except planning.Impossible as fault:
            name = FIELD.get(fault.field, fault.field)
            name = "amount" if name == "price" and "price" not in self.fields else name
            self.add_error(name if name in self.fields else None, WRONG[type(fault)])
        except NoCode:
            self.add_error("code", _("Write three letters, figures or Chinese signs at least, without other signs."))
        return None
