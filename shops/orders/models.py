"""Baskets, and orders of several shops: one for the buyer, a part for each shop. Amounts in fen."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shops.catalogue.models import Category, Offer
from shops.franchise.models import Region, Shop
from shops.promotions.models import Coupon, Promotion

MOST_PACKS = 999  # of one offer in a basket
USER = settings.AUTH_USER_MODEL


class Basket(models.Model):
    """What somebody means to buy: a person's one, or a guest's, known by the key in a cookie."""

    buyer = models.OneToOneField(USER, null=True, blank=True, on_delete=models.CASCADE, related_name="basket")
    key = models.CharField(max_length=43, unique=True)
    changed_at = models.DateTimeField(db_index=True)


class BasketLine(models.Model):
    """So many packs of an offer, and its price when the buyer last saw it."""

    basket = models.ForeignKey(Basket, on_delete=models.CASCADE, related_name="lines")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+")
    packs = models.PositiveSmallIntegerField()
    seen_price = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["basket", "offer"], name="an_offer_is_in_a_basket_once"),
            models.CheckConstraint(condition=models.Q(packs__gte=1, packs__lte=MOST_PACKS), name="a_basket_holds_some_packs"),
        ]


class BasketCode(models.Model):
    """A code that was typed for this basket; whether it is used is decided each time the basket is reckoned."""

    MOST = 5

    basket = models.ForeignKey(Basket, on_delete=models.CASCADE, related_name="codes")
    coupon = models.ForeignKey(Coupon, on_delete=models.CASCADE, related_name="+")
    typed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["basket", "coupon"], name="a_code_is_in_a_basket_once")]


class Order(models.Model):
    """What a buyer placed with one press. `press` is that press: however often it comes, it is this order."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for payment")
        CONFIRMED = "confirmed", _("Confirmed")
        EXPIRED = "expired", _("Not paid in time")
        CANCELLED = "cancelled", pgettext_lazy("an order", "Cancelled")

    class Way(models.TextChoices):
        WECHAT = "wechat", _("WeChat Pay")
        ALIPAY = "alipay", _("Alipay")
        BANK = "bank", _("Bank transfer")
        CASH = "cash", _("Cash when it comes")
        PRACTICE = "practice", _("Practice: no money")

    TRANSITIONS = {
        State.WAITING: frozenset({State.CONFIRMED, State.EXPIRED, State.CANCELLED}),
        State.CONFIRMED: frozenset({State.CANCELLED}),
        State.EXPIRED: frozenset(),
        State.CANCELLED: frozenset(),
    }

    number = models.CharField(_("order number"), max_length=20, unique=True)
    press = models.CharField(max_length=64, unique=True)
    asked = models.CharField(max_length=64)  # SHA-256 of what the press asked
    buyer = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="orders")
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    way = models.CharField(_("way of paying"), max_length=8, choices=Way.choices)
    name = models.CharField(_("who takes it in"), max_length=60)
    phone = models.CharField(_("mobile number"), max_length=16)  # +8613…
    region = models.CharField(max_length=6, choices=Region.choices, blank=True)  # "": nothing is posted, the buyer comes
    place = models.CharField(_("province, city, county, town"), max_length=120, blank=True)
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    language = models.CharField(max_length=10)  # the buyer's, for letters
    kept_by = models.CharField(max_length=8, blank=True)  # who says when it may be packed (`keepers`); "": once it is paid
    deposit = models.PositiveIntegerField(default=0)  # fen paid first, the balance later; 0: all is paid at once
    deposited_at = models.DateTimeField(null=True, blank=True)
    placed_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField(null=True, blank=True)  # None: nothing is to be paid now
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("order"), _("orders")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deposited_at__isnull=True) | models.Q(deposit__gte=1), name="a_deposit_is_of_something"
            )
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="orders_about_to_expire")]

    def __str__(self) -> str:
        return self.number

    @property
    def total(self) -> int:
        """Fen for all parts; asks nothing where they were read with the order (`queries.with_parts`)."""
        return sum(parcel.total for parcel in self.parcels.all())

    @property
    def turn(self) -> int:
        """Which payment is next: 1 the whole or the deposit, 2 the balance."""
        return 2 if self.deposited_at else 1

    @property
    def due(self) -> int:
        """Fen of the payment that is next; asks as `total` does."""
        if not self.deposit:
            return self.total
        return self.balance if self.deposited_at else self.deposit

    @property
    def balance(self) -> int:
        """Fen that are paid after the deposit; asks as `total` does."""
        return self.total - self.deposit

    @property
    def is_payable(self) -> bool:
        """Whether something is to be paid now, were it not too late."""
        return self.state == self.State.WAITING and self.expires_at is not None


class Address(models.Model):
    """Where a person has parcels sent, kept for next time: understood once (`places`), one of them the usual one."""

    MOST = 20

    owner = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="addresses")
    title = models.CharField(_("what you call it"), max_length=12, blank=True)  # 家, 父母
    name = models.CharField(_("who takes it in"), max_length=60)
    phone = models.CharField(_("mobile number"), max_length=16)  # +8613…
    region = models.CharField(max_length=6, choices=Region.choices)
    place = models.CharField(_("province, city, county, town"), max_length=120)
    street = models.CharField(_("street and number"), max_length=160)
    is_usual = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-is_usual", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=models.Q(is_usual=True), name="one_usual_address_of_a_person"),
            models.UniqueConstraint(fields=["owner", "name", "phone", "place", "street"], name="an_address_is_kept_once"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.place}{self.street}"


class ShopOrder(models.Model):
    """One shop's part of an order: its goods, packed, posted, received and settled by itself; or one visit booked there, for
    which the buyer comes."""

    class Kind(models.TextChoices):
        GOODS = "goods", _("goods")
        VISIT = "visit", _("visit")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for payment")
        GATHERING = "gathering", _("Paid, waiting for the group")
        AHEAD = "ahead", _("Booked ahead, waiting for the harvest")
        TO_PACK = "to pack", _("To be packed")
        BOOKED = "booked", pgettext_lazy("a visit", "Booked")
        SENT = "sent", _("On its way")
        RECEIVED = "received", _("Received")
        BACK = "came back", pgettext_lazy("a parcel", "Came back")
        CANCELLED = "cancelled", pgettext_lazy("an order", "Cancelled")

    TRANSITIONS = {
        State.WAITING: frozenset({State.GATHERING, State.AHEAD, State.TO_PACK, State.BOOKED, State.CANCELLED}),
        State.GATHERING: frozenset({State.TO_PACK, State.BOOKED, State.CANCELLED}),
        State.AHEAD: frozenset({State.TO_PACK, State.CANCELLED}),
        State.TO_PACK: frozenset({State.SENT, State.CANCELLED}),
        State.BOOKED: frozenset({State.RECEIVED, State.CANCELLED}),
        State.SENT: frozenset({State.RECEIVED, State.BACK}),
        State.RECEIVED: frozenset(),
        State.BACK: frozenset(),
        State.CANCELLED: frozenset(),
    }

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="parcels")
    shop = models.ForeignKey(Shop, on_delete=models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.GOODS)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    delivery = models.PositiveIntegerField()  # fen that the buyer pays for it, what a promotion takes off taken off
    postage_by_shop = models.PositiveIntegerField(default=0)  # fen that the promotion takes off, by who funds them
    postage_by_county = models.PositiveIntegerField(default=0)
    postage_promotion = models.ForeignKey(Promotion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    postage_words_zh_hans = models.CharField(max_length=80, blank=True)  # the promotion's of that day
    postage_words_en = models.CharField(max_length=80, blank=True)
    note = models.CharField(_("note to the shop"), max_length=200, blank=True)
    placed_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)  # when the shop was written to that it may pack

    class Meta:
        verbose_name, verbose_name_plural = _("shop’s part of an order"), _("shops’ parts of orders")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "shop"], condition=models.Q(kind="goods"), name="goods_of_a_shop_are_one_part"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="goods", state="booked") & ~models.Q(kind="visit", state__in=["to pack", "sent"]),
                name="goods_are_packed_and_visits_booked",
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "state", "-id"], name="orders_of_a_shop"),
            models.Index(fields=["id"], condition=models.Q(state__in=["to pack", "sent"]), name="parts_under_way"),
            models.Index(
                fields=["id"], condition=models.Q(state="to pack", told_at__isnull=True), name="orders_to_tell_shops_of"
            ),
        ]

    @property
    def in_full(self) -> int:
        """Fen for the goods, before discounts."""
        return sum(line.whole for line in self.lines.all())

    @property
    def goods(self) -> int:
        """Fen for the goods, less discounts."""
        return sum(line.whole - sum(off.amount for off in line.discounts.all()) for line in self.lines.all())

    @property
    def fee(self) -> int:
        """Fen of postage before promotions."""
        return self.delivery + self.postage_off

    @property
    def postage_off(self) -> int:
        return self.postage_by_shop + self.postage_by_county

    @property
    def off(self) -> int:
        """Fen off the goods."""
        return sum(off.amount for line in self.lines.all() for off in line.discounts.all())

    @property
    def total(self) -> int:
        return self.goods + self.delivery


class OrderLine(models.Model):
    """So many packs of one offer, or one visit (`booking`), as called and priced when it was bought; `basis_points`: the
    commission of that day. A visit is one "pack", its price that of all nights or places.
    """

    parcel = models.ForeignKey(ShopOrder, on_delete=models.PROTECT, related_name="lines")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")  # None: a visit
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name_zh_hans = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    pack_zh_hans = models.CharField(max_length=60)
    pack_en = models.CharField(max_length=60, blank=True)
    batch = models.CharField(max_length=40, blank=True)
    picture = models.CharField(max_length=40)
    price = models.PositiveIntegerField()  # fen, each
    packs = models.PositiveSmallIntegerField()
    basis_points = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["parcel", "offer"], name="an_offer_is_in_a_part_once"),
            models.CheckConstraint(condition=models.Q(packs__gte=1, price__gte=1), name="a_line_is_of_something"),
        ]

    @property
    def goods(self) -> Offer:
        """The offer of a line of goods. Raises ValueError for a visit's."""
        if self.offer is None:
            raise ValueError(self.pk)
        return self.offer

    @property
    def whole(self) -> int:
        """Fen for all packs, before discounts."""
        return self.price * self.packs


class LineDiscount(models.Model):
    """Fen that a promotion took off a line, and who funds them. Never above the line (`promotions.deciding`)."""

    class FundedBy(models.TextChoices):
        SHOP = "shop", _("the shop")
        COUNTY = "county", _("the county")

    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="discounts")
    promotion = models.ForeignKey(Promotion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    amount = models.PositiveIntegerField()
    funded_by = models.CharField(max_length=6, choices=FundedBy.choices)
    words_zh_hans = models.CharField(max_length=80)
    words_en = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gte=1), name="a_discount_takes_something_off")]


from shops.orders.models_dated import MOST_PLACES, BasketVisit, Booking  # noqa: E402  (they point at what is above)

__all__ = [
    "MOST_PACKS", "MOST_PLACES", "Address", "Basket", "BasketCode", "BasketLine", "BasketVisit", "Booking", "LineDiscount",
    "Order",
    "OrderLine", "ShopOrder",
]  # fmt: skip
