"""Groups that buy one offer, or go to one session of an activity or walk, together: who has a seat, until when the others may
come. Amounts in fen."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shops.availability.models import Session
from shops.catalogue.models import Offer
from shops.orders.models import Order

USER = settings.AUTH_USER_MODEL
HOURS, PACKS = 24, 5  # as long as the shop says nothing else
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0 o 1 l i


def new_code() -> str:
    """What a group's address is known by: it is sent to friends, and nobody guesses it."""
    return "".join(secrets.choice(LETTERS) for _place in range(10))


class GroupTerms(models.Model):
    """How long a group of this offer gathers, and how many packs one order of it has at most. The price is the offer's."""

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="group_terms")
    hours = models.PositiveSmallIntegerField(default=HOURS)
    most_packs = models.PositiveSmallIntegerField(default=PACKS)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hours__gte=1, most_packs__gte=1), name="group_terms_let_somebody_in")]


class SessionTerms(models.Model):
    """A session that groups may go to: what each person pays, how many orders make a group, how long it gathers, and how many
    people one order of it brings at most."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="group_terms")
    price = models.PositiveIntegerField()
    size = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField(default=HOURS)
    most_people = models.PositiveSmallIntegerField(default=PACKS)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(price__gte=1, size__gte=2, hours__gte=1, most_people__gte=1), name="session_terms_let_somebody_in"
            )
        ]


class Group(models.Model):
    """So many people who buy an offer, or seats of a session, together, at the price and on the terms of the hour it was begun.

    `price` and `alone` are for a pack or a person, and so is `most_packs`. It opens when its leader has paid. `seated` counts
    seats held and confirmed, and is never more than `size`.
    """

    class State(models.TextChoices):
        BEGUN = "begun", _("Its leader has not paid yet")
        GATHERING = "gathering", pgettext_lazy("a group", "Gathering")
        COMPLETE = "complete", pgettext_lazy("a group", "Complete")
        FAILED = "failed", _("Did not come about")

    class Why(models.TextChoices):
        TIME = "time", _("Not enough people came in time.")
        SHOP = "shop", _("The shop is not open any more.")
        GOODS = "goods", _("The goods are not sold any more.")
        DATE = "date", _("The date does not take place.")
        LEFT = "left", _("Whoever opened it cancelled, and nobody else had paid.")
        UNPAID = "unpaid", _("It was not paid, and so never opened.")

    TRANSITIONS = {
        State.BEGUN: frozenset({State.GATHERING, State.FAILED}),
        State.GATHERING: frozenset({State.COMPLETE, State.FAILED}),
        State.COMPLETE: frozenset(),
        State.FAILED: frozenset(),
    }

    code = models.CharField(max_length=10, unique=True, default=new_code)
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="groups")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="groups")
    price = models.PositiveIntegerField()  # fen, for each
    alone = models.PositiveIntegerField()  # fen, what one cost alone
    size = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField()
    most_packs = models.PositiveSmallIntegerField()
    seated = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=9, choices=State.choices, default=State.BEGUN)
    why = models.CharField(max_length=6, choices=Why.choices, blank=True)  # it failed
    begun_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(seated__lte=F("size")), name="a_group_has_no_more_than_its_seats"),
            models.CheckConstraint(condition=Q(size__gte=2, price__gte=1), name="a_group_is_of_several"),
            models.CheckConstraint(condition=Q(offer=None) | Q(session=None), name="a_group_buys_one_thing"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, expires_at__isnull=True) | Q(expires_at__gt=F("opened_at")),
                name="a_group_gathers_for_a_while",
            ),
        ]
        indexes = [
            models.Index(fields=["offer", "expires_at"], condition=Q(state="gathering"), name="groups_that_may_be_joined"),
            models.Index(fields=["session", "expires_at"], condition=Q(state="gathering"), name="groups_that_may_go_along"),
            models.Index(fields=["expires_at"], condition=Q(state="gathering"), name="groups_about_to_end"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def left(self) -> int:
        """Seats that nobody has."""
        return self.size - self.seated

    @property
    def thing(self) -> Any:
        """The product or the visit; None for a session that is gone."""
        if self.offer:
            return self.offer.variant.product
        return self.session.bookable.visit if self.session else None

    @property
    def of(self) -> dict[str, int | None]:
        """What it buys, as fields of Group and Seat."""
        return {"offer_id": self.offer_id, "session_id": self.session_id}


class Seat(models.Model):
    """Somebody's place in a group: held while they pay, confirmed when they have.

    While the group may still come about the seat is live, and one person, known by account or number, has one live seat of an
    offer or a session. The number is kept for that alone.
    """

    class State(models.TextChoices):
        HELD = "held", pgettext_lazy("a seat", "Not paid yet")
        CONFIRMED = "confirmed", pgettext_lazy("a seat", "Paid")
        GIVEN_UP = "given up", pgettext_lazy("a seat", "Given up")

    TRANSITIONS = {
        State.HELD: frozenset({State.CONFIRMED, State.GIVEN_UP}),
        State.CONFIRMED: frozenset({State.GIVEN_UP}),
        State.GIVEN_UP: frozenset(),
    }

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    # the group's offer or session: what is live is unique by it
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="seat")
    person = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    phone = models.CharField(max_length=16, blank=True)  # +8613…; "" once it is not live
    state = models.CharField(max_length=9, choices=State.choices, default=State.HELD)
    is_live = models.BooleanField(default=True)
    leads = models.BooleanField(default=False)
    taken_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "person"], condition=Q(is_live=True, person__isnull=False), name="a_person_has_one_live_seat"
            ),
            models.UniqueConstraint(fields=["offer", "phone"], condition=Q(is_live=True), name="a_number_has_one_live_seat"),
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(is_live=True, person__isnull=False), name="a_person_goes_along_once"
            ),
            models.UniqueConstraint(fields=["session", "phone"], condition=Q(is_live=True), name="a_number_goes_along_once"),
            models.UniqueConstraint(fields=["group"], condition=Q(leads=True), name="a_group_has_one_leader"),
            models.CheckConstraint(condition=Q(is_live=False) | ~Q(state="given up"), name="a_seat_given_up_is_not_live"),
        ]

    @property
    def seal(self) -> str:
        """The first letter of their name: no more of a member is shown."""
        return self.order.name.strip()[:1].upper()
