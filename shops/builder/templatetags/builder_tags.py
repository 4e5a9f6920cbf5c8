"""How a change of the front is shown."""

from django import template

from shops.builder.saying import marked

register = template.Library()
register.filter("marked", marked)
