"""The six steps of changing a shop, in order, and the page where a person left them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.rights import can
from shops.builder.models import Bookmark
from shops.franchise.models import Shop

LONGEST = 4000  # characters of one field that are kept unsaved
LONGEST_SHOWN = 12_000  # of a product's values as its page had shown them, sealed: cut short they could not be read


@dataclass(frozen=True)
class Step:
    """One step: its page's name in the URLs, what it asks, and what it is called in a list."""

    key: str
    url: str
    asks: str | Promise
    chinese: str  # the line under the question on English pages
    label: str | Promise


STEPS = (
    Step("sells", "builder:change_sells", _("What do you sell?"), "您卖什么？", _("What you sell")),
    Step("story", "builder:change_story", _("Where does it come from?"), "货从哪里来？", _("Place and story")),
    Step("sign", "builder:change_sign", _("What does your shop sign say?"), "给您的店铺做一块招牌", _("Shop sign")),
    Step("first", "builder:change_first", _("What do buyers see first?"), "买家最先看到什么？", _("First product")),
    Step("delivery", "builder:change_delivery", _("How do your goods travel?"), "怎么发货，怎么收款？", _("Delivery and pay")),
    Step("check", "builder:check", _("Is everything right?"), "都对了吗？", _("Check")),
)
BY_KEY = {step.key: step for step in STEPS}


def place_of(key: str) -> int:
    """1 to 6."""
    return 1 + next(n for n, step in enumerate(STEPS) if step.key == key)


def following(key: str) -> Step:
    """The step after this one; after the last, the last."""
    return STEPS[min(place_of(key), len(STEPS) - 1)]


def is_open_to(step: Step, person: Any, shop: Shop) -> bool:
    """Whether the person may take this step: what buyers see first is goods, the others are words and looks."""
    return step.key != "first" or can(person, "change goods", shop)


def next_for(key: str, person: Any, shop: Shop) -> Step:
    """The step after this one that the person may take."""
    after = following(key)
    return after if is_open_to(after, person, shop) else following(after.key)


def before(key: str, person: Any, shop: Shop) -> Step | None:
    """The step before this one that the person may take; None at the first."""
    earlier = STEPS[: place_of(key) - 1]
    return next((step for step in reversed(earlier) if is_open_to(step, person, shop)), None)


def bookmark_of(shop: Shop, person: Any) -> Bookmark | None:
    return Bookmark.objects.filter(shop=shop, person_id=person.pk).first()


def step_left(shop: Shop, person: Any) -> Step:
    """Where the person goes on: the step they left; for who never began, the last, since coursework filled the others."""
    left = bookmark_of(shop, person)
    step = BY_KEY.get(left.step, STEPS[-1]) if left else STEPS[-1]
    return step if is_open_to(step, person, shop) else following(step.key)


def cut(name: str, text: str) -> str:
    """Of what was sent as this field, what is kept."""
    return text[: LONGEST_SHOWN if name == "shown" else LONGEST]


@transaction.atomic
def keep_typed(*, shop: Shop, by: Any, key: str, typed: dict[str, Any], at: datetime) -> None:
    """Keep what was typed into a step and not saved, in place of what was kept before. Nothing of the shop changes."""
    short = {name: [cut(name, one) for one in v] if isinstance(v, list) else cut(name, v) for name, v in typed.items()}
    Bookmark.objects.update_or_create(shop=shop, person=by, defaults={"step": key, "typed": short, "kept_at": at})


@transaction.atomic
def leave_at(*, shop: Shop, by: Any, key: str, at: datetime) -> None:
    """The person goes on at this step next time; nothing unsaved is kept."""
    Bookmark.objects.update_or_create(shop=shop, person=by, defaults={"step": key, "typed": {}, "kept_at": at})
