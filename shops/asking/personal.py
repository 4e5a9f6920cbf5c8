"""What questions to growers hold of people: what they asked, and a guest's number until it is answered."""

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, part

mine = part("asking")
mine.holds(
    "asking.Question", "asker", title=_("What you asked growers"),
    shown={
        "product__name": _("product name"), "words": _("question"), "answer": _("answer"), "state": _("state"),
        "asked_at": _("asked on"), "answered_at": _("answered on"),
    },
    erase=DELETE,
)  # fmt: skip
mine.points("asking.Question", "answered_by", why="names by number who answered for the shop")
