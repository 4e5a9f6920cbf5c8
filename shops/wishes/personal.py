"""What wish lists hold of people: what they mean to buy one day."""

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part

mine = part("wishes")
mine.holds(
    "wishes.WishList", "person", title=_("Your list of what you keep for later"), shown={"changed_at": _("changed on")},
    erase=DELETE,
)  # fmt: skip
mine.holds(
    "wishes.Wish", "list__person", title=_("What you keep for later"),
    shown={"offer__variant__product__name": _("product name"), "price": _("fen when you kept it"), "kept_at": _("kept on")},
    erase=DELETE,
)  # fmt: skip
