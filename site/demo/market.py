"""The demo marketplace: categories, and open shops with their goods, each inspected and bound by the terms."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from common.clock import shanghai_day
from common.money import parse_yuan
from demo.content import Written, both, both_lines, folder, read
from shops.builder.models import FamousBrand
from shops.builder.name_index import keep_names
from shops.catalogue.models import Category, CategoryRule, Offer, Product, Variant
from shops.franchise.models import Agreement, DeliveryFee, FranchiseTerms, Inspection, Layout, Region, Shop
from shops.market.operations import keep


def load_categories() -> dict[str, Category]:
    """The marketplace's categories by slug."""
    for position, words in enumerate(read("market/categories.yaml"), start=1):
        said = {**both(words["name"], "name"), **both(words["short"], "short"), **both(words["about"], "about")}
        said |= both_lines(words.get("grades") or [], "grades")
        defaults = {**said, "position": position, "picture": words["picture"], "perishes": words.get("perishes", False)}
        Category.objects.get_or_create(slug=words["slug"], defaults=defaults)
    return {category.slug: category for category in Category.objects.all()}


def load_rules(categories: dict[str, Category]) -> int:
    """The market's rules, where there are none yet: afterwards they are the county's to keep. Returns how many were written."""
    if CategoryRule.objects.exists():
        return 0
    rows = [
        CategoryRule(
            category=categories.get(words.get("category", "")), position=position, kind=words["kind"],
            spares_own=words.get("spares_own", False), words=words.get("words", ""), **both(words["message"], "message"),
            **both(words.get("for_buyers") or "", "for_buyers"), **both(words["source"], "source"),
        )
        for position, words in enumerate(read("market/rules.yaml"), start=1)
    ]  # fmt: skip
    return len(CategoryRule.objects.bulk_create(rows))


def load_brands() -> None:
    """The brands no shop may be called after; managers go on with the list in the CMS."""
    for words in read("market/brands.yaml"):
        FamousBrand.objects.get_or_create(name=words["name"], defaults={"other_names": words.get("also", "")})


def load_shops(people: dict[str, User], at: datetime) -> int:
    """Open every demo shop that is not there yet, the first in the folder the longest ago; returns how many."""
    load_brands()
    categories, there = load_categories(), set(Shop.objects.values_list("slug", flat=True))
    load_rules(categories)
    new = [written for written in folder("market/shops") if written.slug not in there]
    for number, written in enumerate(new):
        opened = at - timedelta(days=9 + 17 * (len(new) - number))
        shop = open_shop(written, people, opened)
        for position, words in enumerate(written.words["products"], start=1):
            stock(shop, categories[words["category"]], position, words, opened)
        keep(shop.pk, at=at)
    return len(new)


def open_shop(written: Written, people: dict[str, User], opened: datetime) -> Shop:
    words, owner = written.words, people[written.words["owner"]]
    said = {**both(words["name"], "name"), **both(words["byline"], "byline"), **both(words["village"], "village")}
    story = {name: text.replace("\n", "\n\n") for name, text in both_lines(words["story"], "story").items()}
    said |= {**story, **both(words["delivery"]["handover"], "handover"), **both_lines(words["promise"], "promise")}
    look = {name: words[name] for name in ("seal", "band", "cloth", "township")}
    steps = [{"zh": step["zh"], "en": step["en"], "photo": None} for step in words.get("making", [])]
    shop = Shop.objects.create(
        owner=owner,
        slug=written.slug,
        posting_days=words["delivery"]["days"],
        layout=words.get("layout", Layout.COUNTER),
        making_steps=steps,
        state=Shop.State.OPEN,
        created_at=opened - timedelta(days=4),
        opened_at=opened,
        **look,
        **said,
    )
    keep_names(shop)
    charge(shop, words["delivery"]["fees"])
    bind(shop, owner, people["zhiqiang"], opened)
    return shop


def charge(shop: Shop, fees: list[dict]) -> None:
    """What a parcel costs to each region, in fen; 0 is free."""
    for words in fees:
        fee = parse_yuan(str(words["yuan"])) if words["yuan"] else 0
        DeliveryFee.objects.create(shop=shop, region=Region(words["code"]), fee=fee)


def bind(shop: Shop, owner: User, manager: User, opened: datetime) -> None:
    """The signature and the inspection that every open shop has behind it."""
    terms = FranchiseTerms.objects.latest("version")
    signed = opened - timedelta(days=2)
    Agreement.objects.create(shop=shop, terms=terms, signed_by=owner, signed_name=owner.name, signed_at=signed)
    Inspection.objects.create(shop=shop, inspector=manager, decision=Inspection.Decision.OPEN, at=opened)


def stock(shop: Shop, category: Category, position: int, words: dict, at: datetime) -> None:
    """One product with its packs and their offers."""
    said: dict[str, str] = {}
    for field in ("name", "variety", "grade", "origin", "storage", "best_before", "about"):
        said |= both(words.get(field) or "", field)
    permit = words.get("permit") or ""
    product = Product.objects.create(
        shop=shop,
        category=category,
        slug=words["slug"],
        position=position,
        batch=words.get("batch") or "",
        harvest_months=words.get("harvest_months") or [],
        picture=words["picture"],
        produced=Product.Produced.PERMIT if permit else Product.Produced.OWN,
        permit=permit,
        created_at=at,
        **presale(words.get("presale"), at),
        **said,
    )
    for place, pack in enumerate([words, *words.get("more_packs", [])], start=1):
        offer_pack(product, place, pack)


def presale(days: dict[str, int] | None, at: datetime) -> dict[str, Any]:
    """Advance booking from, until and posting from, so many days after the shop was opened."""
    opened = shanghai_day(at)
    return {name: opened + timedelta(days=number) for name, number in (days or {}).items()}


def offer_pack(product: Product, place: int, words: dict) -> None:
    """A pack of the product with its price and stock."""
    variant = Variant.objects.create(product=product, position=place, grams=words.get("grams"), **both(words["unit"], "name"))
    group = words.get("group_price")
    Offer.objects.create(
        variant=variant,
        price=parse_yuan(str(words["price"])),
        group_price=parse_yuan(str(group)) if group else None,
        group_size=words["group_size"] if group else None,
        stock=words["stock"],
    )
