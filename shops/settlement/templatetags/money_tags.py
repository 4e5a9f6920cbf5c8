"""Money of a shop as its pages say it."""

from django import template

from shops.settlement import wording
from shops.settlement.statements import Moved

register = template.Library()


@register.filter
def moved_words(moved: Moved) -> str:
    """ "Sold +¥88, commission −¥4"."""
    return wording.said(moved)


@register.filter
def signed_yuan(fen: int) -> str:
    """+¥6, −¥4."""
    return wording.signed(fen)
