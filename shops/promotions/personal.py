"""What promotions hold of people: what they collected, and with which order they used it."""

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, KEEP, part

mine = part("promotions")
mine.holds(
    "promotions.Collected", "person", title=_("Coupons you collected"),
    shown={"promotion__title": _("coupon"), "at": _("collected on")}, erase=DELETE,
)  # fmt: skip
mine.holds(
    "promotions.Use", "person", title=_("Promotions you used"),
    shown={"promotion__title": _("promotion"), "order": _("order number"), "by_shop": _("fen the shop paid"),
           "by_county": _("fen the county paid"), "at": _("used on")},
    erase=KEEP, kept=_("What was bought and paid stays for three years, as the E-Commerce Law (article 31) asks."),
)  # fmt: skip
mine.holds_nothing("promotions.Promotion", why="what is taken off which goods; who made it is staff or a shop’s people at work")
mine.holds_nothing("promotions.Promotion_offers", why="which goods a promotion is about")
mine.holds_nothing("promotions.Promotion_visits", why="which visits a promotion is about")
mine.holds_nothing("promotions.Joined", why="that a shop pays its part of a promotion")
mine.holds_nothing("promotions.Coupon", why="a code and how often it was used")
mine.holds_nothing("promotions.Tally", why="a keyed digest and a count")
mine.points("promotions.Promotion", "made_by", why="names by number who made it; the row it points to holds no name any more")
mine.points(
    "promotions.Joined", "by", why="names by number who agreed for the shop; the row it points to holds no name any more"
)
