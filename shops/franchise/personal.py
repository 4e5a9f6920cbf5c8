"""A person's shop, what they signed, who inspected it and who helps in it."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from common.personal import DELETE, KEEP, NAME, part
from shops.franchise.models import Agreement, Shop

mine = part("franchise")
BY_NUMBER = "names by number who inspected; the row it points to holds no name any more"
BUSY = (Shop.State.SENT, Shop.State.OPEN, Shop.State.RESTING, Shop.State.SUSPENDED)
mine.holds(
    "franchise.Shop", "owner", title=_("Your shop"),
    shown={
        "name": pgettext_lazy("of a thing", "name"),
        "slug": _("address of the page"), "byline": _("line under the name"), "story": _("story"),
        "township": _("township"), "village": _("village"), "posting_days": _("posting days"), "handover": _("handover"),
        "opening": _("when you are there"),
        "promise": _("promise"), "certificate_number": _("certificate"), "state": _("state"), "created_at": _("made on"),
        "opened_at": _("opened on"),
    },
    erase={
        "name": "已关闭的店", "name_en": "A closed shop", "seal": "店", "byline": "", "story": "", "village": "",
        "handover": "", "promise": "", "opening": "", "certificate_number": "",
        "sections": [], "making_steps": [], "notices": [],
    },
    kept=_("The address of its page stays, so that no printed code ever leads to another’s shop; the words on it go."),
)  # fmt: skip
mine.holds(
    "franchise.Agreement", "signed_by", title=_("Franchise terms you signed"),
    shown={"terms__version": _("version"), "signed_name": _("name"), "signed_at": _("signed on")},
    files={"pdf": "pdf"}, erase={"signed_name": NAME}, keeps_files=True,
    kept=_(
        "The signed paper stays locked away: a contract is proof for as long as either side may call on it, three years"
        " (Civil Code, article 188)."
    ),
)  # fmt: skip
mine.holds(
    "franchise.Inspection", "shop__owner", title=_("Inspections of your shop"),
    shown={"decision": _("decision"), "reasons": _("words"), "at": _("when")}, erase={"reasons": ""},
)  # fmt: skip
mine.holds(
    "franchise.Helper", "person", "shop__owner", title=_("Helping in shops"),
    shown={
        "shop__name": _("shop"), "person__name": _("who helps"), "added_at": _("since"),
        "goods": _("Goods and stock"), "looks": _("Words and looks"),
        "share": _("Sharing the shop"),
    }, erase=DELETE,
)  # fmt: skip
mine.holds(
    "franchise.DeliveryFee", "shop__owner", title=_("Delivery fees"),
    shown={"region": _("region"), "fee": _("fen"), "free_over": _("free over, in fen")}, erase=KEEP,
)  # fmt: skip
mine.holds(
    "franchise.SigningCode", "person", title=_("Codes for signing"), shown={"sent_at": _("when")}, erase=DELETE,
)  # fmt: skip
mine.holds_nothing("franchise.TermsTold", why="that a shop was told of new terms, and of which")
mine.points("franchise.Inspection", "inspector", why=BY_NUMBER)
mine.holds_nothing("franchise.RetiredSlug", why="an address a shop once had, which may never be given to another")
mine.spares("franchise.Agreement", "signed_name")


@mine.names
def as_signed(person: Any) -> Iterable[str]:
    return Agreement.objects.filter(signed_by=person).values_list("signed_name", flat=True)


@mine.prevents
def shop_in_business(person: Any) -> Promise | None:
    if Shop.objects.filter(owner=person, state__in=BUSY).exists():
        return _(
            "Your shop is open or before its inspectors. Ask the franchise manager to close it first: buyers must get what"
            " they paid for."
        )
    return None


@mine.also
def close(person: Any) -> None:
    """A shop that never opened is closed without a letter; none is found by search any more."""
    shops = Shop.objects.filter(owner=person)
    shops.exclude(state=Shop.State.CLOSED).update(state=Shop.State.CLOSED)
    for shop in shops:
        index.remove_object(shop)
