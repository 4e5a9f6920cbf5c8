"""Why an order brings its sharer nothing: it is their own by some way or other, or the buyer is not new."""

from django.db.models import Q

from shops.bonuses.likeness import is_same_address, key_of
from shops.bonuses.models import Bonus
from shops.franchise.models import Shop
from shops.orders.models import Address, Order
from shops.payments.models import Payment

Why = Bonus.Why
UNDONE = (Order.State.EXPIRED, Order.State.CANCELLED)


def why_not(bonus: Bonus) -> str:
    """The first reason that holds, "" where none does. The order is paid. Nine queries at most."""
    order = bonus.order
    if order.way == Order.Way.PRACTICE:
        return Why.PRACTICE
    if order.kept_by:
        return Why.GROUP
    if order.buyer_id == bonus.sharer_id:
        return Why.ACCOUNT
    return own_by_another_way(bonus) or (Why.AGAIN if has_bought_before(order) else "")


def own_by_another_way(bonus: Bonus) -> str:
    order, mine = bonus.order, Order.objects.filter(buyer=bonus.sharer_id)
    book = Address.objects.filter(owner=bonus.sharer_id)
    phones = {bonus.sharer.phone, *mine.values_list("phone", flat=True), *book.values_list("phone", flat=True)} - {"", None}
    if order.phone in phones or (order.buyer and order.buyer.phone in phones):
        return Why.PHONE
    places = {*mine.values_list("place", "street"), *book.values_list("place", "street")}
    if any(is_same_address((order.place, order.street), one) for one in places):
        return Why.ADDRESS
    if bonus.payer_key and bonus.payer_key in payer_keys(bonus.sharer_id):
        return Why.PAYER
    return Why.SHOP if Shop.objects.filter(owner=bonus.sharer_id, orders__order=order).exists() else ""


def payer_keys(person: int) -> set[str]:
    paid = Payment.objects.filter(order__buyer=person, state=Payment.State.PAID).exclude(payer="")
    return {key_of("payer", one) for one in paid.order_by().values_list("payer", flat=True).distinct()}


def payer_of(order: Order) -> str:
    """The key of who paid the order, "" where no company said. One query."""
    paid = Payment.objects.filter(order=order, state=Payment.State.PAID).exclude(payer="").order_by("pk")
    return key_of("payer", paid.values_list("payer", flat=True).first() or "")


def has_bought_before(order: Order) -> bool:
    """Whether the account or the number has an earlier order that stands. One query."""
    whose = Q(phone=order.phone) | (Q(buyer=order.buyer_id) if order.buyer_id else Q(pk=None))
    return Order.objects.filter(whose, pk__lt=order.pk).exclude(state__in=UNDONE).exists()
