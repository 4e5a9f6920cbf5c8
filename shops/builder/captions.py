"""Words for photographs that have none: what one who cannot see the picture is told, made of what the goods are called."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shops.builder.photos import LONGEST, Shown
from shops.catalogue.models import Product

OF_GOODS = (
    _("%(name)s from the front"), _("%(name)s as it is packed"), _("%(name)s close by"),
    _("Where %(name)s comes from"), _("How %(name)s is made"), _("%(name)s in use"),
)  # fmt: skip
OF_VISITS = (
    _("%(name)s from outside"), _("%(name)s from inside"), _("%(name)s close by"), _("The view at %(name)s"),
    _("The way to %(name)s"), _("Guests at %(name)s"),
)  # fmt: skip


def ideas(of: Shown) -> list[str]:
    """What its photographs usually show, the cover's first."""
    shapes = OF_GOODS if isinstance(of, Product) else OF_VISITS
    return [(str(shape) % {"name": of.name})[:LONGEST] for shape in shapes]


def suggested(of: Shown, photos: list[Any]) -> dict[int, str]:
    """For each of `photos` without words, an idea that no other has; none where they have run out."""
    taken = {shown.caption for shown in photos}
    free = [idea for idea in ideas(of) if idea not in taken]
    wordless = [shown.photo_id for shown in photos if not shown.caption]
    return dict(zip(wordless, free, strict=False))
