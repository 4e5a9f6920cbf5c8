"""Every drawing of the site, written by program: run `python -m tools.art` to write static/art/."""

from . import brand, culture, customs, icons, lessons_farm, lessons_pack, lessons_shop, products, scenes  # noqa: F401  (each module signs its drawings in)
from .gallery import DRAWINGS

__all__ = ["DRAWINGS"]
