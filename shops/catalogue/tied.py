"""What of the county a product or a whole shop belongs to: the row that pages and goods find each other by."""

from django.db import models


class Tie(models.Model):
    """A product, or a shop with all its goods, is linked to a place, a route, a festival or a page of culture.

    The page is known by its translation key, the same in every language; a page that is gone is shown nowhere.
    """

    product = models.ForeignKey("catalogue.Product", null=True, blank=True, on_delete=models.CASCADE, related_name="ties")
    shop = models.ForeignKey("franchise.Shop", null=True, blank=True, on_delete=models.CASCADE, related_name="ties")
    page_key = models.UUIDField(db_index=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(product__isnull=False, shop__isnull=True)
                | models.Q(product__isnull=True, shop__isnull=False),
                name="tie_of_a_product_or_of_a_shop",
            ),
            models.UniqueConstraint(fields=["product", "page_key"], name="product_tied_once_to_a_page"),
            models.UniqueConstraint(fields=["shop", "page_key"], name="shop_tied_once_to_a_page"),
        ]
