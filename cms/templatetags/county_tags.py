"""`{% the_county as county %}`: for letters and documents, which have no request and no context processor."""

from django import template

from cms.county import county
from cms.models import CountySettings

register = template.Library()


@register.simple_tag
def the_county() -> CountySettings:
    return county()
