"""What the market lists: one row for everything that can be bought, holding what it is sorted and filtered by."""

from django.db import models
from django.db.models import Index

from shops.catalogue.models import Category, Product
from shops.franchise.models import Shop


class Listing(models.Model):
    """A product on sale in an open shop, as lists look for it. Kept by `operations.keep`; `check_listings` compares it.

    Every list's filter and order is the beginning of one index, so that a page costs the same however many rows there are.
    """

    product = models.OneToOneField(Product, on_delete=models.CASCADE, primary_key=True, related_name="listing")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+", db_index=False)
    township = models.SlugField(max_length=40, db_index=False)
    new_at = models.DateTimeField()  # when it came to the market: the later of its shop's opening and its own making
    from_price = models.PositiveIntegerField()  # fen: its cheapest pack, alone
    months = models.PositiveSmallIntegerField(default=0)  # picking months as bits, January the lowest
    in_season = models.BooleanField(default=False)  # picked this month; turned by a chore
    is_ready = models.BooleanField(default=False)  # some pack is in stock

    class Meta:
        indexes = [
            Index(fields=["category", "new_at", "product"], name="listing_new"),
            Index(fields=["category", "from_price", "product"], name="listing_price"),
            Index(fields=["category", "in_season", "new_at", "product"], name="listing_season_new"),
            Index(fields=["category", "in_season", "from_price", "product"], name="listing_season_price"),
            Index(fields=["category", "township", "new_at", "product"], name="listing_place_new"),
            Index(fields=["category", "township", "from_price", "product"], name="listing_place_price"),
            Index(fields=["shop", "new_at", "product"], name="listing_shop"),
            Index(fields=["new_at", "product"], name="all_new"),
            Index(fields=["from_price", "product"], name="all_price"),
            Index(fields=["in_season", "new_at", "product"], name="all_season"),
            Index(fields=["township", "new_at", "product"], name="all_place"),
            Index(fields=["category", "new_at", "product"], condition=models.Q(is_ready=True), name="listing_ready"),
        ]
