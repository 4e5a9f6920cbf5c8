"""What share bonuses hold of people: that they share, what it brought them and how they spent it. The books stay."""

from django.utils.translation import gettext_lazy as _

from common.personal import DELETE, KEEP, part

mine = part("bonuses")
KEPT = _("The books of a merchant are kept for as long as the tax law asks.")
mine.holds(
    "bonuses.Sharer", "person", title=_("Your share link"), shown={"code": _("code"), "made_at": _("made on")}, erase=DELETE,
)  # fmt: skip
mine.holds(
    "bonuses.Bonus", "sharer", title=_("Share bonuses"),
    shown={"state": _("state"), "why": _("why not"), "amount": _("fen given"), "left": _("fen left"), "spent": _("fen spent"),
           "docked": _("fen taken back"), "ended": _("fen that ended"), "placed_at": _("ordered on"),
           "expires_at": _("ends on"), "withheld_why": _("why it is withheld")},
    erase=KEEP, kept=KEPT,
)  # fmt: skip
mine.holds(
    "bonuses.Spending", "person", title=_("Credit you spent"),
    shown={"order__number": _("order number"), "amount": _("fen spent"), "back": _("fen given back"), "at": _("spent on")},
    erase=KEEP, kept=KEPT,
)  # fmt: skip
mine.holds(
    "bonuses.Points", "person", title=_("Points for reviews with photographs"),
    shown={"points": _("points"), "on": _("day")}, erase=DELETE,
)  # fmt: skip
mine.holds(
    "bonuses.Tally", "person", title=_("How much you were given in a month or a day"),
    shown={"what": _("of what"), "begins_on": _("from"), "amount": _("how much")}, erase=DELETE,
)  # fmt: skip
mine.holds_nothing("bonuses.SpentBonus", why="of which bonus so many fen of a spending are")
mine.holds_nothing("bonuses.SpentLine", why="on which line so many fen of a spending are")
mine.holds_nothing("bonuses.BonusTerms", why="what bonuses are given for; who set it is staff at work")
mine.points("bonuses.BonusTerms", "made_by", why="who set the terms, at work")
