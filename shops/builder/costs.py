"""What a product costs its maker, from the cost sheet of its price: shown beside the price, and asked about below it."""

from typing import Any

from courses.assessment.costing import CostSheet, cost_sheet
from shops.builder.models import MadeProduct
from shops.catalogue.models import Product


def sheet_of(product: Product) -> CostSheet | None:
    """The cost sheet that came with the product's price; None for one that was not made of coursework. One query."""
    costing: dict[str, Any] | None = MadeProduct.objects.filter(product=product).values_list("costing", flat=True).first()
    return cost_sheet(costing) if costing else None
