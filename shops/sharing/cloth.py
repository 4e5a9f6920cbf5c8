"""A shop's cloth and band as they are drawn, whatever stands in its row."""

from shops.builder.signboard import CLOTHS
from shops.franchise.models import Band, Cloth


def cloth_of(name: str) -> str:
    """The colour."""
    return CLOTHS[Cloth(name) if name in Cloth.values else Cloth.INDIGO]


def band_of(name: str) -> str:
    return name if name in Band.values else Band.SUN.value
