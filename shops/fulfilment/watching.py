"""Parcels nobody moves: the shop is reminded when it should have posted, a day later franchise managers and the buyer are
told; cash nobody speaks of is asked after, and shown to managers. Each once, however many run this at the same time.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from shops.fulfilment import letters
from shops.fulfilment.models import Posting, Watch
from shops.fulfilment.promising import post_by
from shops.orders.models import Order, OrderLine, ShopOrder

State = ShopOrder.State
ESCALATED_AFTER = timedelta(days=1)  # of the moment it should have been posted by
CASH_ASKED_AFTER = timedelta(days=10)  # of the last posting
CASH_SHOWN_AFTER = timedelta(days=20)
MOST = 200  # of a run; the next goes on


def watch_over(*, at: datetime) -> int:
    """All of it, once round; how many letters' causes were found."""
    begin(at=at)
    return sum(act(at=at) for act in (remind, escalate, ask_about_cash, show_cash))


def begin(*, at: datetime) -> int:
    """Write down by when each new part is to be posted; how many. Practice is not watched: nothing is sent."""
    rows = ShopOrder.objects.filter(state__in=(State.TO_PACK, State.SENT), watch=None).exclude(order__way=Order.Way.PRACTICE)
    new = list(rows.select_related("order", "shop").order_by("pk")[:MOST])
    goods = OrderLine.objects.filter(parcel__in=new).order_by().values_list("parcel")
    ahead = dict(goods.annotate(day=Max("offer__variant__product__ships_from")))
    Watch.objects.bulk_create(
        [
            Watch(parcel=one, post_by=post_by(one.shop.posting_days, ahead.get(one.pk), packs_from(one.order, at)))
            for one in new
        ],
        ignore_conflicts=True,
    )
    return len(new)


def packs_from(order: Order, at: datetime) -> datetime:
    """When the shop could begin: once it was paid; of an order that was kept longer, about now, when it was let go."""
    return at if order.kept_by or not order.confirmed_at else order.confirmed_at


def remind(*, at: datetime) -> int:
    """Tell shops of what they should have posted by now; how many parts."""
    rows = late(at).filter(reminded_at=None)
    return tell_each_shop(rows, "reminded_at", letters.late_to_shop, at)


def escalate(*, at: datetime) -> int:
    """A day later: tell franchise managers, and the buyers, who may call off; how many parts."""
    rows = late(at - ESCALATED_AFTER).filter(escalated_at=None)
    return tell_each_shop(rows, "escalated_at", letters.late_to_others, at)


def ask_about_cash(*, at: datetime) -> int:
    """Ask shops what became of cash parcels that have long been on their way; how many parts."""
    rows = unclear(at - CASH_ASKED_AFTER).filter(cash_asked_at=None)
    return tell_each_shop(rows, "cash_asked_at", letters.cash_to_shop, at)


def show_cash(*, at: datetime) -> int:
    """Twice as long, and still nobody has said: tell franchise managers; how many parts."""
    rows = unclear(at - CASH_SHOWN_AFTER).filter(cash_shown_at=None)
    return tell_each_shop(rows, "cash_shown_at", letters.cash_to_managers, at)


def late(moment: datetime) -> QuerySet[Watch]:
    """Parts to be posted by `moment` that are not, or not all; `is_begun`: some of it is."""
    begun = Exists(Posting.objects.filter(parcel=OuterRef("parcel")))
    return Watch.objects.filter(parcel__state=State.TO_PACK, post_by__lte=moment).annotate(is_begun=begun)


def unclear(moment: datetime) -> QuerySet[Watch]:
    """Cash parcels whose last posting was by `moment`, and nobody has said more."""
    rows = Watch.objects.filter(parcel__state=State.SENT, parcel__order__way=Order.Way.CASH)
    return rows.annotate(last=Max("parcel__postings__at")).filter(last__lte=moment)


def tell_each_shop(rows: QuerySet[Watch], moment: str, tell: letters.Telling, at: datetime) -> int:
    """One letter for each shop, of those that this run was first to write `moment` of; each shop in its own transaction."""
    ordered = rows.select_related("parcel__order__buyer", "parcel__shop__owner").order_by("parcel__shop", "pk")[:MOST]
    told = 0
    for _shop, group in groupby(list(ordered), key=lambda one: one.parcel.shop_id):
        with transaction.atomic():
            if mine := claim(group, moment, at):
                tell(mine, at)
                told += len(mine)
    return told


def claim(watches: Iterable[Watch], moment: str, at: datetime) -> list[Watch]:
    """Those whose `moment` was not written yet; it is now."""
    return [one for one in watches if Watch.objects.filter(pk=one.pk, **{moment: None}).update(**{moment: at})]
