"""What the head of a county page says of it: its one address, its other language, its words when shared, its facts."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from cms.routing import address
from common.languages import LANG, OTHER
from front.page_cards import card_of
from front.page_facts import facts_of
from shops.storefront.facts import Absolute


def head_of(page: Page, absolute: Absolute) -> dict[str, Any]:
    """A page that is missing in the reader's language and shown in the other is canonical in its own."""
    language = page.locale.language_code
    places = {language: absolute(address(page, language))}
    twin = getattr(page, "twin", None)
    if twin and twin.live:
        places[OTHER[language]] = absolute(address(twin, OTHER[language]))
    card = card_of(page)
    default = places.get(settings.LANGUAGE_CODE, places[language])
    return {
        "address": places[language],
        "alternates": [*((LANG[code], there) for code, there in places.items()), ("x-default", default)],
        "title": page.title,
        "about": getattr(page, "lede", ""),
        "picture": absolute(card.address),
        "facts": facts_of(page, absolute, absolute(card.address)),
    }
