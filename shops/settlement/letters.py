"""What a shop's owner is told of money: what comes, what came, what was sent back, and that the bank account was changed."""

from datetime import datetime
from typing import Any

from common.money import yuan
from outbox.operations import tell
from shops.franchise.models import Shop
from shops.franchise.operations import words_about
from shops.settlement.models import Settlement


def drawn(settlement: Settlement, at: datetime) -> None:
    """What is on its way, or why it waits."""
    about(settlement, "settlement_drawn", at)


def paid(settlement: Settlement, at: datetime) -> None:
    about(settlement, "settlement_paid", at)


def failed(settlement: Settlement, at: datetime) -> None:
    about(settlement, "settlement_failed", at)


def about(settlement: Settlement, template: str, at: datetime) -> None:
    shop = settlement.shop
    context: dict[str, Any] = {
        **words_about(shop), "period": settlement.period, "amount": yuan(abs(settlement.amount)), "why": settlement.why,
        "words": settlement.words, "day": settlement.paid_on, "ends": settlement.number[-4:],
    }  # fmt: skip
    key = f"{template}-{settlement.pk}-{settlement.state}"
    link = "/my/shop/money/bank/" if settlement.why == Settlement.Why.NO_DETAILS else f"/my/shop/money/{settlement.period.key}/"
    tell(user=shop.owner, key=key, template=template, context=context, link=link, at=at)


def bank_changed(shop: Shop, *, key: int, ends: str, at: datetime) -> None:
    """By SMS or e-mail always: whoever did not change it themselves must learn of it."""
    context = {**words_about(shop), "ends": ends}
    tell(
        user=shop.owner, key=f"bank-{key}", template="bank_details_changed", context=context, link="/my/shop/money/bank/", at=at
    )
