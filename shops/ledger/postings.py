"""What may happen to money, each by its name: the only callers of `post`. Amounts in fen; each is made once for its source.

A sale is owed by the buyer and held for the shop; paid, it is somewhere real; done with, it is the shop's, less the
commission. What goes back is promised first, then paid. Sources name what caused an entry:
doing it again writes nothing.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shops.franchise.models import Shop
from shops.ledger.models import Account
from shops.ledger.operations import account, post

Kind = Account.Kind
WORDS = {
    "sale": _("Ordered"), "unsale": _("Not to be paid any more"), "paid": _("Paid"), "collected": _("Paid in cash at the door"),
    "paid too much": _("Paid once too often, or too late"), "to return": _("Promised back to the buyer"),
    "returned": _("Paid back"), "practice over": _("Practice money put away"), "earned": _("Goods received: the shop’s"),
    "commission": _("Commission"), "county discount": _("Discount that the county pays"),
    "goodwill": _("Given back by the county out of goodwill"),
    "unearned": _("Taken back from the shop for a refund"), "commission back": _("Commission given back"),
    "county discount back": _("Discount of the county taken back"), "fee": _("Fee of the payment company"),
    "cash netted": _("Cash kept by the shop"), "cash given back": _("Cash the shop gave back itself"),
    "paid out": _("Paid to the shop"), "bonus": _("Share bonus given as credit"),
    "bonus back": _("Share bonus taken back"), "credit spent": _("Credit spent on an order"),
    "credit back": _("Credit given back"), "credit over": _("Credit that ended unspent"),
}  # fmt: skip


def owe(*, order: str, source: str, amount: int, at: datetime) -> None:
    """The buyer owes `amount` for goods and delivery, which is held for the shops."""
    post(kind="sale", source=source, debit=account(Kind.DUE), credit=account(Kind.HELD), amount=amount, order=order, at=at)


def owe_no_more(*, order: str, source: str, amount: int, at: datetime) -> None:
    """What was owed and not paid is owed no more."""
    post(kind="unsale", source=source, debit=account(Kind.HELD), credit=account(Kind.DUE), amount=amount, order=order, at=at)


def pay(*, order: str, source: str, way: str, amount: int, at: datetime) -> None:
    """The buyer's money is there: `way` is one of the accounts of money but a shop's."""
    post(kind="paid", source=source, debit=account(way), credit=account(Kind.DUE), amount=amount, order=order, at=at)


def collect(*, order: str, source: str, shop: Shop, amount: int, at: datetime) -> None:
    """The shop took the buyer's cash."""
    into = account(Kind.COLLECTED, shop)
    post(kind="collected", source=source, debit=into, credit=account(Kind.DUE), amount=amount, order=order, at=at)


def pay_too_much(*, order: str, source: str, way: str, amount: int, at: datetime) -> None:
    """Money came that nobody owed, too late or twice: it is the buyer's, and on its way back."""
    into, owed = account(way), account(Kind.RETURNING)
    post(kind="paid too much", source=source, debit=into, credit=owed, amount=amount, order=order, at=at)


def promise_back(*, order: str, source: str, amount: int, at: datetime) -> None:
    """Money that is still held is promised back to the buyer."""
    held, owed = account(Kind.HELD), account(Kind.RETURNING)
    post(kind="to return", source=source, debit=held, credit=owed, amount=amount, order=order, at=at)


def give_goodwill(*, order: str, source: str, amount: int, at: datetime) -> None:
    """The county promises the buyer money of its own: what is held, or the shop's, stays so."""
    given, owed = account(Kind.GOODWILL), account(Kind.RETURNING)
    post(kind="goodwill", source=source, debit=given, credit=owed, amount=amount, order=order, at=at)


def give_back(*, order: str, source: str, way: str, shop: Shop | None, amount: int, at: datetime) -> None:
    """The buyer has the money again that was promised back; `shop`'s cash where it was paid at the door."""
    owed, out = account(Kind.RETURNING), account(way, shop)
    post(kind="returned", source=source, debit=owed, credit=out, amount=amount, order=order, at=at)


def put_practice_away(*, order: str, source: str, amount: int, at: datetime) -> None:
    """A practice order is over: what stood for money goes, and nobody earns."""
    held, out = account(Kind.HELD), account(Kind.PRACTICE)
    post(kind="practice over", source=source, debit=held, credit=out, amount=amount, order=order, at=at)


@transaction.atomic
def earn(*, order: str, source: str, shop: Shop, amount: int, commission: int, by_county: int, at: datetime) -> None:
    """The buyer has the goods: what is held is the shop's, and what the county adds, less the commission."""
    owed = account(Kind.SHOP, shop)
    post(kind="earned", source=source, debit=account(Kind.HELD), credit=owed, amount=amount, order=order, at=at)
    post(
        kind="county discount", source=source, debit=account(Kind.DISCOUNTS), credit=owed, amount=by_county, order=order, at=at
    )
    post(kind="commission", source=source, debit=owed, credit=account(Kind.COMMISSION), amount=commission, order=order, at=at)


@transaction.atomic
def unearn(*, order: str, source: str, shop: Shop, amount: int, commission: int, by_county: int, at: datetime) -> None:
    """What the shop had earned is promised back to the buyer; its commission and the county's part of the discount go back."""
    owed = account(Kind.SHOP, shop)
    back = account(Kind.RETURNING)
    kept, given = account(Kind.COMMISSION), account(Kind.DISCOUNTS)
    post(kind="unearned", source=source, debit=owed, credit=back, amount=amount, order=order, at=at)
    post(kind="commission back", source=source, debit=kept, credit=owed, amount=commission, order=order, at=at)
    post(kind="county discount back", source=source, debit=owed, credit=given, amount=by_county, order=order, at=at)


def charge_fee(*, source: str, way: str, amount: int, at: datetime, order: str = "") -> None:
    """The payment company kept its fee."""
    post(kind="fee", source=source, debit=account(Kind.FEES), credit=account(way), amount=amount, order=order, at=at)


def net_cash(*, source: str, shop: Shop, amount: int, at: datetime) -> None:
    """Cash that the shop collected is reckoned against what it is owed."""
    into, out = account(Kind.SHOP, shop), account(Kind.COLLECTED, shop)
    post(kind="cash netted", source=source, debit=into, credit=out, amount=amount, at=at)


def give_cash_back(*, source: str, shop: Shop, amount: int, at: datetime) -> None:
    """What the shop gave back in cash beyond what it had collected is owed to it."""
    out, into = account(Kind.COLLECTED, shop), account(Kind.SHOP, shop)
    post(kind="cash given back", source=source, debit=out, credit=into, amount=amount, at=at)


def pay_out(*, source: str, shop: Shop, amount: int, at: datetime) -> None:
    """The bank paid the shop."""
    post(kind="paid out", source=source, debit=account(Kind.SHOP, shop), credit=account(Kind.BANK), amount=amount, at=at)


def give_bonus(*, order: str, source: str, amount: int, at: datetime) -> None:
    """Somebody shared, and the `order` that came of it is kept: the county owes them credit, and sets it aside."""
    aside, owed = account(Kind.BONUSES), account(Kind.CREDIT)
    post(kind="bonus", source=source, debit=aside, credit=owed, amount=amount, order=order, at=at)


def take_bonus_back(*, order: str, source: str, amount: int, at: datetime) -> None:
    """The order's money went back: so much credit is owed no more."""
    put_credit_away("bonus back", order, source, amount, at)


def spend_credit(*, order: str, source: str, amount: int, at: datetime) -> None:
    """Credit became a discount of the county's on `order`, which its shops earn with their goods as any such discount."""
    put_credit_away("credit spent", order, source, amount, at)


def end_credit(*, source: str, amount: int, at: datetime) -> None:
    """Its time is over: what was set aside is the county's again."""
    put_credit_away("credit over", "", source, amount, at)


def put_credit_away(kind: str, order: str, source: str, amount: int, at: datetime) -> None:
    aside, owed = account(Kind.BONUSES), account(Kind.CREDIT)
    post(kind=kind, source=source, debit=owed, credit=aside, amount=amount, order=order, at=at)


def give_credit_back(*, order: str, source: str, amount: int, at: datetime) -> None:
    """What was bought with it was not, or went back."""
    aside, owed = account(Kind.BONUSES), account(Kind.CREDIT)
    post(kind="credit back", source=source, debit=aside, credit=owed, amount=amount, order=order, at=at)
