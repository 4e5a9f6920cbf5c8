"""The demo marketplace: categories, and open shops with their goods, each inspected and bound by the terms."""

from datetime import datetime, timedelta

from accounts.models import User
from common.money import parse_yuan
from demo.content import Written, both, both_lines, folder, read
from shops.catalogue.models import Category, Offer, Product, Variant
from shops.franchise.models import Agreement, DeliveryFee, FranchiseTerms, Inspection, Region, Shop
from shops.market.operations import keep


def load_categories() -> dict[str, Category]:
    """The marketplace's categories by slug."""
    for position, words in enumerate(read("market/categories.yaml"), start=1):
        said = {**both(words["name"], "name"), **both(words["short"], "short"), **both(words["about"], "about")}
        defaults = {**said, "position": position, "picture": words["picture"]}
        Category.objects.get_or_create(slug=words["slug"], defaults=defaults)
    return {category.slug: category for category in Category.objects.all()}


def load_shops(people: dict[str, User], at: datetime) -> int:
    """Open every demo shop that is not there yet, the first in the folder the longest ago; returns how many."""
    categories, there = load_categories(), set(Shop.objects.values_list("slug", flat=True))
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
    shop = Shop.objects.create(
        owner=owner,
        slug=written.slug,
        posting_days=words["delivery"]["days"],
        state=Shop.State.OPEN,
        created_at=opened - timedelta(days=4),
        opened_at=opened,
        **look,
        **said,
    )
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
    """One product with its one pack and its offer."""
    said: dict[str, str] = {}
    for field in ("name", "variety", "grade", "origin", "storage", "best_before", "about"):
        said |= both(words.get(field) or "", field)
    product = Product.objects.create(
        shop=shop,
        category=category,
        slug=words["slug"],
        position=position,
        batch=words.get("batch") or "",
        harvest_months=words.get("harvest_months") or [],
        picture=words["picture"],
        created_at=at,
        **said,
    )
    variant = Variant.objects.create(product=product, grams=words.get("grams"), **both(words["unit"], "name"))
    group = words.get("group_price")
    Offer.objects.create(
        variant=variant,
        price=parse_yuan(str(words["price"])),
        group_price=parse_yuan(str(group)) if group else None,
        group_size=words["group_size"] if group else None,
        stock=words["stock"],
    )
