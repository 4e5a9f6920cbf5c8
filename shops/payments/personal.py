"""What payments hold of people: how a buyer paid. It belongs to the books, which the law keeps."""

from django.utils.translation import gettext_lazy as _

from common.personal import KEEP, part

mine = part("payments")
KEPT = _("The books of a merchant are kept for as long as the tax law asks.")
mine.holds(
    "payments.Payment", "order__buyer", title=_("Your payments"),
    shown={"order__number": _("order number"), "way": _("way of paying"), "amount": _("sum in fen"), "state": _("state"),
           "started_at": _("begun"), "paid_at": _("paid at")},
    erase=KEEP, kept=KEPT,
)  # fmt: skip
mine.holds(
    "payments.Refund", "payment__order__buyer", title=_("What was paid back to you"),
    shown={"payment__order__number": _("order number"), "amount": _("sum in fen"), "words": _("why"), "state": _("state"),
           "made_at": _("promised at"), "done_at": _("paid back at")},
    erase=KEEP, kept=KEPT,
)  # fmt: skip
mine.holds(
    "payments.RefundedLine", "line__parcel__order__buyer", title=_("Goods of which something was paid back to you"),
    shown={"line__name_zh_hans": _("product name"), "packs": _("packs"), "amount": _("sum in fen")}, erase=KEEP, kept=KEPT,
)  # fmt: skip
mine.holds(
    "payments.Proof", "payment__order__buyer", title=_("Pictures of your transfers"),
    shown={"payment__order__number": _("order number"), "state": _("state"), "words": _("what the buyer reads"),
           "sent_at": _("handed in")},
    files={"picture": ".jpg"}, erase=KEEP, kept=KEPT,
)  # fmt: skip
mine.holds_nothing("payments.Notice", why="numbers of notifications, so that none counts twice")
mine.holds_nothing("payments.Bill", why="sums of a day")
mine.holds_nothing("payments.Difference", why="numbers and sums that differ")
mine.points("payments.Refund", "made_by", why="who promised it")
mine.points("payments.Proof", "looked_by", why="who looked at it")
mine.points("payments.Difference", "settled_by", why="who settled it")
