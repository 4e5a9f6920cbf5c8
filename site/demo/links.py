"""Which of the county's pages the demo's goods and shops are linked to."""

from datetime import datetime

from accounts.models import User
from demo.content import read
from demo.pages.blocks import key_of
from shops.catalogue.models import Product, Tie
from shops.catalogue.ties import Tied, set_ties
from shops.franchise.models import Shop


def load_links(people: dict[str, User], at: datetime) -> int:
    """Link them where nothing is linked yet: afterwards links are the shops' and the editors' to keep. Returns how many."""
    if Tie.objects.exists():
        return 0
    words = read("market/links.yaml")
    linked: list[tuple[Tied, list[str]]] = []
    goods = Product.objects.filter(slug__in=words["products"]).select_related("shop").order_by("pk")
    linked += [(product, words["products"][product.slug]) for product in goods]
    linked += [(shop, words["shops"][shop.slug]) for shop in Shop.objects.filter(slug__in=words["shops"]).order_by("pk")]
    for of, paths in linked:
        set_ties(of=of, keys=[key_of(path) for path in paths], by=people["zhiqiang"], at=at)
    return len(linked)
