"""What the page of an inspection, below, shows of a shop's certificate."""

from django import template

from shops.builder.certified import is_revoked
from shops.franchise.models import Shop

register = template.Library()


@register.simple_tag
def certificate_is_revoked(shop: Shop) -> bool:
    """One query."""
    return Shop.objects.filter(is_revoked("certificate_number"), pk=shop.pk).exists()
