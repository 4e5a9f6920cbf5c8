"""What is chosen from a few: the same values as the shop's own, which the courses may not know."""

from django.utils.translation import gettext_lazy as _

BANDS = (("sun", _("Eight-petal sun")), ("tea", _("Tea bud")), ("drum", _("Long drum")), ("path", _("Mountain path")))
CLOTHS = (("indigo", _("Indigo")), ("red", _("Red")), ("green", _("Green")), ("night", _("Night")))
WEEKDAYS = (
    ("mon", _("Monday")), ("tue", _("Tuesday")), ("wed", _("Wednesday")), ("thu", _("Thursday")), ("fri", _("Friday")),
    ("sat", _("Saturday")), ("sun", _("Sunday")),
)  # fmt: skip
REGIONS = (
    ("hunan", _("Hunan")), ("near", _("Guangdong and Guangxi")), ("far", _("The rest of China")),
    ("remote", _("Xinjiang, Tibet, Qinghai and Inner Mongolia")),
)  # fmt: skip
CATEGORIES = (
    ("tea", _("Tea")), ("oils", _("Oils")), ("fruit", _("Fresh fruit")),
    ("vegetables", _("Vegetables, tubers and mountain goods")), ("drinks-snacks", _("Drinks, honey and snacks")),
    ("meat", _("Meat, poultry and cured meat")), ("crafts", _("Handicrafts and textiles")),
    ("yao-herbs", _("Traditional Yao medicine and herbs")),
)  # fmt: skip
MONTHS = tuple(
    enumerate(
        (
            _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
            _("September"), _("October"), _("November"), _("December"),
        ),
        1,
    )
)  # fmt: skip
