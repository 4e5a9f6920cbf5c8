"""Money that goes back: promised in one transaction with its cause, sent to the company afterwards (`sending`), once.

Whole fen, exact: packs k of n bring back what k packs cost less what went back before, and the last takes the rest
(commerce.md, §5.6). What was promised back of a payment is never more than what came: a counter on its row, with a
constraint behind it.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Sum

from common import audit
from shops.ledger import postings
from shops.orders.earning import By, commission_of_line, off
from shops.orders.models import Order, OrderLine, ShopOrder
from shops.orders.moving import held
from shops.orders.numbers import LETTERS
from shops.payments.companies import BY_HAND
from shops.payments.cutting import Back, Left, TooMuch, portions, spread
from shops.payments.models import Payment, Refund, RefundedLine

Way, State = Order.Way, Payment.State


class NothingPaid(Exception):
    """No payment is there that could go back."""


def paid_for(line: OrderLine) -> int:
    """Fen the buyer pays for the line; its discounts are read with it."""
    return line.whole - sum(one.amount for one in line.discounts.all())


def left_of(parcel: ShopOrder) -> dict[int, Left]:
    """By line's id, what may still go back of a part. Three queries."""
    gone = {
        row["line"]: (row["packs"], row["fen"])
        for row in RefundedLine.objects.filter(line__parcel=parcel).order_by().values("line").annotate(
            packs=Sum("packs"), fen=Sum("amount")
        )
    }  # fmt: skip
    left = {}
    for line in OrderLine.objects.filter(parcel=parcel).prefetch_related("discounts"):
        packs, fen = gone.get(line.pk, (0, 0))
        left[line.pk] = Left(line, paid_for(line), line.packs - packs, paid_for(line) - fen)
    return left


def delivery_left(parcel: ShopOrder) -> int:
    """Fen of postage that may still go back. One query."""
    return parcel.delivery - (Refund.objects.filter(parcel=parcel).aggregate(fen=Sum("delivery"))["fen"] or 0)


@transaction.atomic
def return_parcel(*, parcel: ShopOrder, source: str, words: str, by: Any, at: datetime) -> Refund | None:
    """All that is left of a part goes back; None where nothing was paid for it or nothing is left. The same `source` again
    is the same refund."""
    held(parcel.order)
    if known := Refund.objects.filter(source=source).first():
        return known
    lines = [Back(one.line, one.packs, one.amount) for one in left_of(parcel).values() if one.packs or one.amount]
    delivery = delivery_left(parcel)
    if not sum(one.amount for one in lines) + delivery:
        return None
    try:
        return promised_of(parcel, lines, delivery, source, words, by, at)
    except NothingPaid:
        return None


@transaction.atomic
def return_lines(
    *, parcel: ShopOrder, packs: Mapping[int, int], fen: Mapping[int, int] | None = None, delivery: int = 0, source: str,
    words: str, by: Any, at: datetime,
) -> Refund:  # fmt: skip
    """So many packs by line's id go back at what they cost, and so many fen more by line where the buyer keeps the goods.

    The same `source` again is the same refund. Raises TooMuch, NothingPaid, ValueError for nothing at all.
    """
    held(parcel.order)
    if known := Refund.objects.filter(source=source).first():
        return known
    left = left_of(parcel)
    lines = [back_of(left[pk], packs.get(pk, 0), (fen or {}).get(pk, 0)) for pk in sorted({*packs, *(fen or {})})]
    if not 0 <= delivery <= (most := delivery_left(parcel)):
        raise TooMuch(most)
    return promised_of(parcel, [one for one in lines if one.packs or one.amount], delivery, source, words, by, at)


@transaction.atomic
def take_out(
    *, parcel: ShopOrder, packs: Mapping[int, int], source: str, words: str, by: Any, at: datetime
) -> tuple[int, Refund | None]:
    """Packs by line's id that are not sent: what was paid for them goes back, or is not owed at the door. Fen, and the refund
    where there is one. The cause calls it once, holding the order. Raises TooMuch, NothingPaid.
    """
    left = left_of(parcel)
    lines = [back_of(left[pk], packs[pk], 0) for pk in sorted(packs)]
    amount = sum(one.amount for one in lines)
    if amount and parcel.order.way != Way.CASH:
        return amount, promised_of(parcel, lines, 0, source, words, by, at)
    RefundedLine.objects.bulk_create(RefundedLine(line=one.line, packs=one.packs, amount=one.amount) for one in lines)
    if amount:
        postings.owe_no_more(order=parcel.order.number, source=source, amount=amount, at=at)
    return amount, None


def back_of(left: Left, packs: int, more: int) -> Back:
    amount = left.share(packs) + more
    if more < 0 or amount > left.amount:
        raise TooMuch(left.amount)
    return Back(left.line, packs, amount)


def promised_of(
    parcel: ShopOrder, lines: Sequence[Back], delivery: int, source: str, words: str, by: Any, at: datetime
) -> Refund:
    """Promise it, keep which lines it is of, and tell the ledger: what is held goes back from there, else from the shop."""
    amount = sum(one.amount for one in lines) + delivery
    if not amount:
        raise ValueError("nothing to return")
    if amount > (most := part_left(parcel)):
        raise TooMuch(most)
    before = shares_on(parcel, left_of(parcel).values())
    sums = spread(amount, payments_of(parcel, at))
    cuts = portions(lines, delivery, [fen for _payment, fen in sums])
    made = promise_each(sums, [postage for _lines, postage in cuts], parcel, source, words, False, by, at)
    RefundedLine.objects.bulk_create(
        RefundedLine(refund=refund, line=one.line, packs=one.packs, amount=one.amount)
        for refund, (cut, _postage) in zip(made, cuts, strict=True)
        for one in cut
    )
    after = shares_on(parcel, left_of(parcel).values())
    for refund in made:
        facts: dict[str, Any] = {**entry_of(refund, parcel), "at": at}
        if parcel.state == ShopOrder.State.RECEIVED:
            share = (before[0] - after[0], before[1] - after[1]) if refund.first_id is None else (0, 0)
            postings.unearn(shop=parcel.shop, commission=share[0], by_county=share[1], **facts)
        else:
            postings.promise_back(**facts)
    return made[0]


def entry_of(refund: Refund, parcel: ShopOrder) -> dict[str, Any]:
    return {"order": parcel.order.number, "source": f"refund {refund.pk}", "amount": refund.amount}


def promise_each(
    sums: Sequence[tuple[Payment, int]], postage: Sequence[int], parcel: ShopOrder, source: str, words: str, from_county: bool,
    by: Any, at: datetime,
) -> list[Refund]:  # fmt: skip
    """A refund of each payment: the first by the cause's own source, the others after it. Raises TooMuch."""
    made: list[Refund] = []
    for (payment, fen), delivery in zip(sums, postage, strict=True):
        made.append(promise(
            payment=payment, amount=fen, source=f"{source} {payment.pk}" if made else source, words=words, parcel=parcel,
            delivery=delivery, from_county=from_county, first=made[0] if made else None, by=by, at=at,
        ))  # fmt: skip
    return made


@transaction.atomic
def return_deposit(*, parcel: ShopOrder, source: str, words: str, by: Any, at: datetime) -> Refund | None:
    """What came of a part whose balance was never paid goes back; None where nothing came. The same `source` again is the
    same refund."""
    held(parcel.order)
    if known := Refund.objects.filter(source=source).first():
        return known
    try:
        payment = payments_of(parcel, at)[0]
    except NothingPaid:
        return None
    refund = promise(payment=payment, amount=payment.amount, source=source, words=words, parcel=parcel, by=by, at=at)
    postings.promise_back(**entry_of(refund, parcel), at=at)
    return refund


@transaction.atomic
def give_goodwill(*, parcel: ShopOrder, amount: int, source: str, words: str, by: Any, at: datetime) -> Refund:
    """The county gives the buyer so many fen of what they paid for a part; the shop keeps its money, and no pack counts as
    returned. The same `source` again is the same refund. Raises TooMuch, NothingPaid.
    """
    held(parcel.order)
    if known := Refund.objects.filter(source=source).first():
        return known
    if not 1 <= amount <= (most := part_left(parcel)):
        raise TooMuch(most)
    sums = spread(amount, payments_of(parcel, at))
    made = promise_each(sums, [0] * len(sums), parcel, source, words, True, by, at)
    for refund in made:
        postings.give_goodwill(**entry_of(refund, parcel), at=at)
    return made[0]


def part_left(parcel: ShopOrder) -> int:
    """Fen paid for a part that may still go back, whoever gives them. Four queries."""
    lines = left_of(parcel).values()
    gone = Refund.objects.filter(parcel=parcel).aggregate(fen=Sum("amount"))["fen"] or 0
    unpaid = RefundedLine.objects.filter(line__parcel=parcel, refund=None).aggregate(fen=Sum("amount"))["fen"] or 0
    return sum(one.paid for one in lines) + parcel.delivery - unpaid - gone


def commission_on(lines: Iterable[Left]) -> tuple[int, int]:
    """Fen of commission, and of the county's part of discounts, on what was not returned. Exact: each line's share of what
    the buyer paid, so that all returned leaves nothing."""
    commission = county = 0
    for left in lines:
        whole, kept = (left.paid, left.amount) if left.paid else (left.line.packs, left.packs)
        commission += commission_of_line(left.line) * kept // whole
        county += off(left.line, By.COUNTY) * kept // whole
    return commission, county


def shares_on(parcel: ShopOrder, lines: Iterable[Left]) -> tuple[int, int]:
    """The commission, and what the county pays of discounts on goods and postage, on what was not returned. One query where
    the county pays of the postage."""
    kept = list(lines)
    commission, county = commission_on(kept)
    return commission, county + (postage_kept(parcel, kept) if parcel.postage_by_county else 0)


def postage_kept(parcel: ShopOrder, lines: Iterable[Left]) -> int:
    """The county's part of the postage that the shop keeps: by what of the postage was not returned; where the buyer paid
    none, all of it while anything of the part was kept. The parcel went its way, whatever came back."""
    if parcel.delivery:
        return parcel.postage_by_county * delivery_left(parcel) // parcel.delivery
    return parcel.postage_by_county if any(one.packs or one.amount for one in lines) else 0


def packs_left(parcel: ShopOrder) -> dict[int, int]:
    """Packs by offer's id that did not go back; nothing of a visit. Two queries."""
    return {one.line.offer_id: one.packs for one in left_of(parcel).values() if one.packs and one.line.offer_id}


def kept_of(parcel: ShopOrder) -> tuple[int, int, int]:
    """Fen of a part that did not go back: what the buyer pays for it, its commission, what the county adds. Five queries."""
    lines = left_of(parcel).values()
    return (sum(one.amount for one in lines) + delivery_left(parcel), *shares_on(parcel, lines))


def payments_of(parcel: ShopOrder, at: datetime) -> list[Payment]:
    """The payments that a part was paid by, the latest first: the order's, or the cash of the part itself. Raises
    NothingPaid."""
    if parcel.order.way == Way.CASH:
        return [cash_of(parcel, at)]
    paid = Payment.objects.filter(order=parcel.order, state=State.PAID, is_surplus=False, parcel=None).order_by("-turn")
    if not paid:
        raise NothingPaid(parcel.pk)
    return list(paid)


def cash_of(parcel: ShopOrder, at: datetime) -> Payment:
    """What the shop took at the door, as a payment, once it did. Raises NothingPaid."""
    if parcel.state != ShopOrder.State.RECEIVED:
        raise NothingPaid(parcel.pk)
    amount = sum(one.amount for one in left_of(parcel).values()) + parcel.delivery
    facts = {
        "order": parcel.order, "way": Way.CASH, "means": Payment.Means.DOOR, "number": f"{parcel.order.number}C{parcel.pk}",
        "amount": amount, "state": State.PAID, "started_at": at, "paid_at": at,
    }  # fmt: skip
    return Payment.objects.get_or_create(parcel=parcel, defaults=facts)[0]


def promise(
    *,
    payment: Payment,
    amount: int,
    source: str,
    words: str,
    parcel: ShopOrder | None,
    delivery: int = 0,
    from_county: bool = False,
    first: Refund | None = None,
    by: Any,
    at: datetime,
) -> Refund:
    """Promise so many fen of a payment back. Within the transaction of what is the cause. Raises TooMuch."""
    rows = Payment.objects.filter(pk=payment.pk, state=State.PAID, returned__lte=F("amount") - amount)
    if amount < 1 or rows.update(returned=F("returned") + amount) != 1:
        now = Payment.objects.get(pk=payment.pk)
        raise TooMuch(now.amount - now.returned)
    by_hand = payment.way in BY_HAND
    refund = Refund.objects.create(
        payment=payment, parcel=parcel, number=new_number(payment), source=source, amount=amount, delivery=delivery,
        words=words[:200], from_county=from_county, by_hand=by_hand, first=first,
        ask_at=None if by_hand else at, made_by=by if getattr(by, "pk", None) else None,
        made_at=at, state=Refund.State.STUCK if by_hand else Refund.State.WAITING,
    )  # fmt: skip
    audit.record(by, "promise refund", refund, at=at, amount=amount, source=source)
    return refund


def new_number(payment: Payment) -> str:
    return payment.number[:24] + "R" + "".join(secrets.choice(LETTERS) for _place in range(6))
