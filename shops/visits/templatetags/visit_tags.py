"""How visits are said: how long, for how many, in which months; `{% stay_and_do %}` for the visit page."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.languages import LANG, OTHER
from common.money import yuan
from common.templatetags.drawing import drawing
from common.templatetags.words import in_language
from shops.catalogue.templatetags.goods_tags import photograph
from shops.visits.models import Visit
from shops.visits.queries import newest_visits

register = template.Library()
HOUR = 60


@register.inclusion_tag("shops/visits/stay_and_do.html")
def stay_and_do(count: int = 6) -> dict[str, Any]:
    """Rooms, activities and walks of open shops, the newest first: one query, however many."""
    return {"visits": newest_visits(count)}


@register.simple_tag
def visit_picture(visit: Visit, width: int = 640, height: int = 480, css: str = "step") -> SafeString:
    """The cover photograph, or the drawing of its kind until there is one. The name stands beside, so `alt` is empty."""
    if pictures := getattr(visit, "pictures", None):
        return photograph(pictures[0].photo, width, height, css=css)
    return drawing(visit.picture, width, height, css=css)


@register.filter
def lasts(minutes: int) -> str:
    """Minutes as people say them: "1 h 30 min", "1 小时 30 分钟"."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return _("%(n)s min") % {"n": rest}
    if not rest:
        return _("%(n)s h") % {"n": hours}
    return _("%(hours)s h %(rest)s min") % {"hours": hours, "rest": rest}


@register.filter
def guide_price(visit: Visit) -> str:
    """ "¥120 a night", "¥38 a person"."""
    said = _("%(price)s a night") if visit.is_room else _("%(price)s a person")
    return said % {"price": yuan(visit.price)}


@register.filter
def in_short(visit: Visit) -> list[str]:
    """The few facts one decides by, each a short phrase."""
    if visit.is_room:
        rooms, beds, people = visit.rooms or 0, visit.beds or 0, visit.most
        return [
            ngettext("%(n)s room", "%(n)s rooms", rooms) % {"n": rooms},
            ngettext("%(n)s bed in each", "%(n)s beds in each", beds) % {"n": beds},
            ngettext("for %(n)s guest", "for up to %(n)s guests", people) % {"n": people},
        ]
    crowd = _("%(least)s to %(most)s people") if visit.least < visit.most else _("%(most)s people")
    return [lasts(visit.minutes or 0), crowd % {"least": visit.least, "most": visit.most}]


@register.filter
def stops_told(visit: Visit) -> tuple[str, list[str]]:
    """The stops, and the `lang` of their words where it is not the reader's ("" where it is)."""
    language = get_language() or "zh-hans"
    own = in_language(visit, "stops", language)
    return ("", own.splitlines()) if own else (LANG[OTHER[language]], in_language(visit, "stops", OTHER[language]).splitlines())


@register.filter
def open_in(visit: Visit) -> list[tuple[int, bool]]:
    """The twelve months, each with whether guests may come in it."""
    return [(number, number in visit.months) for number in range(1, 13)]
