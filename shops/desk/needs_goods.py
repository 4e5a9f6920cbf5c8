"""What of the goods needs somebody. Each rule is pure: the facts, and one need that names all goods it is about, or None."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shops.catalogue.stock import is_low
from shops.desk.facts import GOODS, NOW, SOMETIME, SOON, WEEK, Facts, Line, Need, line_of
from shops.desk.needs_shop import PERMIT_AHEAD, PERMIT_PRESS
from shops.desk.season import turns_of
from uploads.light import Finding

SEASON_AHEAD = BEST_AHEAD = 14  # days
POOR = {Finding.DARK: gettext_lazy("dark"), Finding.BLURRED: gettext_lazy("blurred")}


def need_of(
    kind: str, urgency: int, title: str, why: str, press: str, lines: Iterable[Line], day: date | None = None, icon: str = "box"
) -> Need:
    """One need of several goods: the press leads to the first of them, each name to its own."""
    found = tuple(lines)
    return Need(kind, urgency, title, why, found[0].url, press, GOODS, day, found, icon)


def stock_url(pack: Any) -> str:
    return f"{reverse('desk:stock')}#o{pack.offer.pk}"


def pack_line(product: Any, pack: Any) -> Line:
    left = pack.offer.stock
    words = _("%(n)s left") % {"n": left} if left else ""
    return Line(" · ".join(filter(None, (product.name, pack.name, words))), stock_url(pack))


def packs_of(facts: Facts) -> list[tuple[Any, Any]]:
    return [(product, pack) for product in facts.on_sale for pack in product.packs]


def sold_out(facts: Facts) -> Need | None:
    """Packs on sale of which none is left."""
    gone = [(product, pack) for product, pack in packs_of(facts) if not pack.offer.stock]
    if not gone:
        return None
    title = ngettext("%(n)s pack is sold out", "%(n)s packs are sold out", len(gone)) % {"n": len(gone)}
    why = _("Count what you have, or let the product rest until there is more.")
    return need_of("sold out", SOON, title, why, _("Count the stock"), [pack_line(*one) for one in gone])


def low_stock(facts: Facts) -> Need | None:
    """Packs of which so few are left as their owner, or the category, calls few."""
    low = [(product, pack) for product, pack in packs_of(facts) if pack.offer.stock and is_low(pack.offer, product.category)]
    if not low:
        return None
    low.sort(key=lambda one: one[1].offer.stock)
    title = ngettext("Little is left of %(n)s pack", "Little is left of %(n)s packs", len(low)) % {"n": len(low)}
    why = _("Make more ready, or say how many there are.")
    return need_of("low stock", WEEK, title, why, _("Count the stock"), [pack_line(*one) for one in low])


def permit_ending(facts: Facts) -> Need | None:
    """Permits that hold no longer than thirty days; urgent from fourteen on, and when they are over."""
    ending = [
        product
        for product in facts.on_sale
        if product.permit_until and product.permit_until <= facts.today + timedelta(days=PERMIT_AHEAD)
    ]
    if not ending:
        return None
    ending.sort(key=lambda product: product.permit_until)
    first = ending[0].permit_until
    urgency = NOW if first <= facts.today + timedelta(days=PERMIT_PRESS) else SOON
    title = _("A permit ended on %(day)s") if first < facts.today else _("A permit ends on %(day)s")
    why = _("Without it the goods may not be on sale. Ask for the new one in time, then write its number and day here.")
    lines = [line_of(product, date_format(product.permit_until)) for product in ending]
    return need_of("permit", urgency, title % {"day": date_format(first)}, why, _("Write the new day"), lines, first, "warn")


def best_before_near(facts: Facts) -> Need | None:
    """Goods on sale whose best-before day is within fourteen days; over, it is urgent."""
    last = facts.today + timedelta(days=BEST_AHEAD)
    near = [product for product in facts.on_sale if product.best_before_on and product.best_before_on <= last]
    if not near:
        return None
    near.sort(key=lambda product: product.best_before_on)
    first = near[0].best_before_on
    is_over = first < facts.today
    title = _("Best before is over") if is_over else _("Best before %(day)s") % {"day": date_format(first)}
    why = _("Take it off sale.") if is_over else _("Sell it first, or bring in a new batch with its own day.")
    lines = [line_of(product, date_format(product.best_before_on)) for product in near]
    return need_of("best before", NOW if is_over else SOON, title, why, _("Look at it"), lines, first, "clock")


def season_turning(facts: Facts) -> Need | None:
    """Goods whose picking or advance booking begins or ends within fourteen days."""
    last = facts.today + timedelta(days=SEASON_AHEAD)
    turns = [turn for turn in turns_of(facts.goods, facts.today, last) if turn.product.state != turn.product.State.DRAFT]
    if not turns:
        return None
    title = _("The season turns on %(day)s") % {"day": date_format(turns[0].day)}
    why = _("Set stock and price in time; let rest what is over.")
    lines = [line_of(turn.product, turn.words) for turn in turns]
    return need_of("season", WEEK, title, why, _("Look at it"), lines, turns[0].day, "leaf")


def unpictured(facts: Facts) -> Need | None:
    """Goods on sale without a photograph."""
    bare = [product for product in facts.on_sale if not product.shots]
    if not bare:
        return None
    title = ngettext("%(n)s product has no photograph", "%(n)s goods have no photograph", len(bare)) % {"n": len(bare)}
    why = _("Buyers see a drawing. One photograph in daylight is enough to begin with.")
    lines = [line_of(product, name="product_photos") for product in bare]
    return need_of("photo", SOMETIME, title, why, _("Add a photograph"), lines, icon="camera")


def poorly_taken(facts: Facts) -> Need | None:
    """Goods on sale whose first photograph, as buyers see it, is dark or blurred."""
    poor = [(product, said) for product in facts.on_sale if (said := poorness(product))]
    if not poor:
        return None
    title = ngettext(
        "%(n)s product has a dark or blurred photograph", "%(n)s goods have a dark or blurred photograph", len(poor)
    ) % {"n": len(poor)}
    why = _("Buyers look at the first photograph longest. Take it again by a window, or have its light mended.")
    lines = [line_of(product, said, "product_photos") for product, said in poor]
    return need_of("poor photo", SOMETIME, title, why, _("Look at the photograph"), lines, icon="camera")


def poorness(product: Any) -> str:
    """What is wrong with the light or the outline of a product's first photograph; "" for nothing."""
    found = (product.shots[0].photo.findings if product.shots else None) or ()
    return _(", ").join(str(words) for finding, words in POOR.items() if finding in found)


def undescribed(facts: Facts) -> Need | None:
    """Goods on sale without a description in the shop's own language."""
    bare = [product for product in facts.on_sale if not getattr(product, f"about_{facts.language}")]
    if not bare:
        return None
    title = ngettext("%(n)s product has no description", "%(n)s goods have no description", len(bare)) % {"n": len(bare)}
    why = _("Two sentences: how it tastes or feels, and how it is used.")
    return need_of("words", SOMETIME, title, why, _("Write it"), [line_of(product) for product in bare], icon="edit")


def not_on_sale_yet(facts: Facts) -> Need | None:
    """Goods that were begun and never put on sale."""
    drafts = [product for product in facts.goods if product.state == product.State.DRAFT]
    if not drafts:
        return None
    title = ngettext("%(n)s product is not on sale yet", "%(n)s goods are not on sale yet", len(drafts)) % {"n": len(drafts)}
    why = _("Finish it and put it on sale, or take it out.")
    return need_of(
        "goods draft", SOMETIME, title, why, _("Go on with it"), [line_of(product) for product in drafts], icon="tag"
    )


RULES = (
    permit_ending, best_before_near, sold_out, low_stock, season_turning, unpictured, poorly_taken, undescribed,
    not_on_sale_yet,
)  # fmt: skip
