"""What only the home page asks."""

from django import template

from cms.models import HomePage

register = template.Library()
AREAS = ("learn", "market", "visit")


@register.filter
def twin_headline(page: HomePage) -> str:
    """The headline in the other language; '' where there is none. One query."""
    twins = HomePage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return twins.values_list("headline", flat=True).first() or ""


@register.filter
def area_at(doors_position: int) -> str:
    """Where the first, second and third door lead: the areas, in the order of the header."""
    return AREAS[doors_position] if doors_position < len(AREAS) else ""
