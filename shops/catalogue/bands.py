"""What the county asks of prices and packs of some goods: asked here before they are saved, answered by a part above."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shops.catalogue.models import Product, Variant


@dataclass(frozen=True)
class Outside:
    """What of a product does not fit, in words with what would; `field` is where it is mended.

    `is_refused`: it is not saved; else it is, with a warning.
    """

    product: Product
    pack: Variant | None
    field: str
    words: str
    is_refused: bool


class NotInBand(Exception):
    """These prices or packs may not be; `faults` say what may. Nothing was changed."""

    def __init__(self, faults: list[Outside]) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.words for fault in faults))


# The part above that knows standards appends to it.
lookers: list[Callable[[Sequence[int]], list[Outside]]] = []


def outside(products: Sequence[int]) -> list[Outside]:
    """What of these products (ids) does not fit as they stand now."""
    return [fault for look in lookers for fault in look(products)] if products else []


def require_in_band(products: Sequence[int]) -> None:
    """Ask after prices, packs or category were set, within the transaction. Raises NotInBand for what is refused."""
    if refused := [fault for fault in outside(products) if fault.is_refused]:
        raise NotInBand(refused)
