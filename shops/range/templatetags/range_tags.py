"""How standards are said: a grade's price band, what is in a pack."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from common.money import yuan
from shops.catalogue.contents import say
from shops.range.models import Grade, Standard

register = template.Library()
register.filter("contents", say)


@register.filter
def band(grade: Grade, standard: Any) -> str:
    """ "¥60 to ¥120 for 500 g"."""
    words = _("%(low)s to %(high)s for 500 g") if standard.unit == Standard.Unit.WEIGHT else _("%(low)s to %(high)s each")
    return words % {"low": yuan(grade.lowest), "high": yuan(grade.highest)}
