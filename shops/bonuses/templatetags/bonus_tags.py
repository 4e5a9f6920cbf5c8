"""What a link leads to, in words."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def page_words(path: str) -> str:
    """Of a page that is shared."""
    area = path.split("/", 2)[-1]
    if area.startswith("products/"):
        return _("It leads to the product you looked at.")
    if area.startswith("shops/"):
        return _("It leads to the shop you looked at.")
    if area.startswith("visit/routes/"):
        return _("It leads to the route you looked at.")
    return _("It leads to the market.")
