"""Which payment companies there are, by way of paying; a person looks after the others (a transfer, cash)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings

from shops.orders.models import Order
from shops.payments.gateways import Gateway
from shops.payments.gateways.alipay import Alipay
from shops.payments.gateways.practice import Practice
from shops.payments.gateways.wechat import WeChat
from shops.payments.pretend.keys import facts_of

Way = Order.Way
BY_HAND = frozenset({Way.BANK, Way.CASH})
SETTING: dict[str, str] = {Way.WECHAT: "WECHAT_PAY", Way.ALIPAY: "ALIPAY"}


class NotOffered(Exception):
    """Nothing is set up for this way of paying."""


def facts_for(way: str) -> Mapping[str, str]:
    """What is set for a company; those of the pretended one in development. {} where there is none."""
    if way not in SETTING:
        return {}
    return facts_of(way, settings.PRETEND_COMPANIES) if is_pretended(way) else getattr(settings, SETTING[way])


def is_pretended(way: str) -> bool:
    """Whether nobody's money moves: the company is one of our own making, for development."""
    return bool(settings.PRETEND_COMPANIES) and way in SETTING and not getattr(settings, SETTING[way])


def gateway_of(way: str) -> Gateway:
    """Raises NotOffered."""
    if way == Way.PRACTICE:
        return Practice()
    facts = facts_for(way)
    if not facts:
        raise NotOffered(way)
    return made(way, tuple(sorted(facts.items())))


@lru_cache(maxsize=8)
def made(way: str, facts: tuple[tuple[str, str], ...]) -> Gateway:
    """Reading keys costs milliseconds: one for each set of facts."""
    kinds: dict[str, Any] = {Way.WECHAT: WeChat, Way.ALIPAY: Alipay}
    gateway: Gateway = kinds[way](dict(facts))
    return gateway


def is_set_up(way: str) -> bool:
    """Whether it may be offered."""
    if way == Way.BANK:
        return bool(settings.BANK_ACCOUNT)
    return way in (Way.CASH, Way.PRACTICE) or bool(facts_for(way))
