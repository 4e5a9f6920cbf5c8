"""Promotions of the demo market: a shop's "three together" and its free delivery, a keeper's coupon for guests; the county's
coupon for a festival, and its code for who comes."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from cms.models import FestivalPage
from demo.content import read
from shops.catalogue.models import Offer
from shops.franchise.models import Shop
from shops.promotions.making import make, start
from shops.promotions.models import Promotion
from shops.promotions.planning import Plan
from shops.promotions.wording import titles_of


def load_promotions(people: dict[str, User], at: datetime) -> int:
    """Start those that are not there yet, known by their titles; returns how many."""
    there = set(Promotion.objects.values_list("title_zh_hans", flat=True))
    plans = [(words, plan_of(words, at)) for words in read("promotions.yaml")]
    new = [(words, plan) for words, plan in plans if plan.title_zh_hans not in there]
    for words, plan in new:
        shop = Shop.objects.select_related("owner").get(slug=words["shop"]) if "shop" in words else None
        by = shop.owner if shop else people[words["who"]]
        made = make(plan=plan, shop=shop, by_county=shop is None, by=by, at=at)
        start(promotion=made, by=by, at=at)
    return len(new)


def plan_of(words: dict[str, Any], at: datetime) -> Plan:
    """Of one entry: sums in yuan become fen."""
    facts = {"amount": fen(words, "yuan") or 0, "least": fen(words, "from_yuan") or 0, "packs": words.get("packs", 0)}
    facts |= {"basis_points": words.get("percent", 0) * 100, "scope": words.get("scope", Promotion.Scope.GOODS)}
    named = {"title_zh_hans": words["title"]["zh"], "title_en": words["title"]["en"]} if "title" in words else None
    offers = Offer.objects.filter(variant__product__slug__in=words.get("goods", [])).select_related("variant__product")
    festival = FestivalPage.objects.filter(slug=words.get("festival", ""), locale__language_code="zh-hans").first()
    return Plan(
        **named or titles_of(words["kind"], **facts), kind=words["kind"], way=words.get("way", Promotion.Way.ITSELF),
        starts_at=at, ends_at=at + timedelta(days=words["until"]), offers=tuple(offers), festival_id=festival and festival.pk,
        most=fen(words, "most_yuan"), budget=fen(words, "budget_yuan"), per_person=words.get("per_person"),
        code=words.get("code", ""), county_share=0 if "shop" in words else 10_000, **facts,
    )  # fmt: skip


def fen(words: dict[str, Any], name: str) -> int | None:
    return words[name] * 100 if name in words else None
