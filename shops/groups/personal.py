"""What groups hold of people: in which they bought, and while it gathers their number, so that each has one seat."""

from django.utils.translation import gettext_lazy as _

from common.personal import part

mine = part("groups")
mine.holds(
    "groups.Seat", "person", title=_("Groups you bought in"),
    shown={"order__number": _("order number"), "state": _("state"), "phone": _("mobile number"), "taken_at": _("ordered on")},
    erase={"phone": ""},
)  # fmt: skip
mine.holds_nothing("groups.Group", why="so many people, a price, and until when")
mine.holds_nothing("groups.GroupTerms", why="how long groups of an offer gather")
mine.holds_nothing("groups.SessionTerms", why="on which terms groups go to a session")
