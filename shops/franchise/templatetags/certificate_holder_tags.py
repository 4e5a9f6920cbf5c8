"""What a certificate's page, below, shows of the market: the holder's shop, once it is open."""

from django import template

from shops.franchise.models import Shop

register = template.Library()


@register.simple_tag
def graduate_shop(certificate_number: str) -> Shop | None:
    """The open shop that was made from this certificate's coursework, or None. One query."""
    return Shop.objects.open().filter(certificate_number=certificate_number).first()  # type: ignore[no-any-return]
