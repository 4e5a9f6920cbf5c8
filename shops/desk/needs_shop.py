"""What of the shop itself needs its owner. Each rule is pure: the facts, and the need or None."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shops.availability.wording import month_day
from shops.desk.facts import GOODS, LOOKS, NOW, OWNER, SOMETIME, SOON, WEEK, Facts, Line, Need
from shops.franchise.models import Shop
from shops.standards.models import Measure

TERMS_PRESS = 3  # days: from here on the signature is urgent
RULES_AHEAD = 14
NOTICE_AHEAD = 3
PERMIT_AHEAD = 30
PERMIT_PRESS = 14  # days: from here on a permit that ends is urgent


def inspection_returned(facts: Facts) -> Need | None:
    """The inspector gave the shop back."""
    if facts.shop.state != Shop.State.RETURNED:
        return None
    why = Truncator(facts.returned.reasons).chars(160) if facts.returned else ""
    return Need(
        "returned", NOW, _("The inspector asks for a change"), why, reverse("builder:progress"), _("Read it"), icon="warn"
    )


def stopped(facts: Facts) -> Need | None:
    """Suspended: shoppers see the shop no more until it is opened again."""
    if facts.shop.state != Shop.State.SUSPENDED:
        return None
    last = next((one for one in facts.measures if one.kind == Measure.Kind.SUSPENDED), None)
    why = Truncator(last.reasons).chars(160) if last else _("Shoppers do not see it. The letter says why, and what to do.")
    return Need(
        "suspended", NOW, _("Your shop is suspended"), why, reverse("builder:letters"), _("Read it and answer"), icon="warn"
    )


def written_to(facts: Facts) -> Need | None:
    """The soonest warning or announced measure, with its reason; a suspension in force is told by `stopped`."""
    running = [one for one in facts.measures if one.is_running]
    if not running:
        return None
    first = min(running, key=lambda one: (one.effective_on, one.pk or 0))
    day = date_format(first.effective_on)
    words = _("Warning: mend it by %(day)s") if first.kind == Measure.Kind.WARNING else _("%(kind)s from %(day)s")
    title = words % {"day": day, "kind": first.get_kind_display()}
    return Need(
        "measure", NOW, title, Truncator(first.reasons).chars(160), reverse("builder:letters"), _("Read it and answer"),
        day=first.effective_on, icon="warn",
    )  # fmt: skip


def terms_to_sign(facts: Facts) -> Need | None:
    """New terms: urgent three days before their day, and at once when the shop rests for want of them."""
    if facts.terms_by is None:
        return None
    url, press = reverse("builder:sign"), _("Read the terms and sign")
    if facts.shop.state == Shop.State.RESTING:
        why = _("Shoppers do not see it. It opens again the minute the new terms are signed.")
        return Need("terms", NOW, _("Your shop rests until you sign"), why, url, press, OWNER, facts.today, icon="edit")
    urgency = NOW if facts.terms_by - facts.today <= timedelta(days=TERMS_PRESS) else SOON
    title = _("Sign the new terms by %(day)s") % {"day": date_format(facts.terms_by)}
    why = _("It takes two minutes and your phone. After that day an unsigned shop rests.")
    return Need("terms", urgency, title, why, url, press, OWNER, facts.terms_by, icon="edit")


def rules_coming(facts: Facts) -> Need | None:
    """New brand rules are to be kept from a day within two weeks."""
    if facts.rules_from is None or not 0 <= (facts.rules_from - facts.today).days <= RULES_AHEAD:
        return None
    title = _("New brand rules from %(day)s") % {"day": date_format(facts.rules_from)}
    why = _("Inspections go by them from that day. See how your shop keeps each.")
    return Need("rules", SOON, title, why, reverse("builder:rules"), _("See the rules"), day=facts.rules_from, icon="note")


def room_permit_ending(facts: Facts) -> Need | None:
    """Rooms whose permit holds no longer than thirty days; urgent from fourteen on, and when it is over."""
    ending = [(room, day) for room in facts.rooms if (day := room.registration_until) and day <= ahead(facts, PERMIT_AHEAD)]
    if not ending:
        return None
    first = ending[0][1]
    urgency = NOW if first <= ahead(facts, PERMIT_PRESS) else SOON
    title = _("A room’s permit ended on %(day)s") if first < facts.today else _("A room’s permit ends on %(day)s")
    why = _("Without it no guest may sleep there. Ask for the new one in time, then write its number and day here.")
    lines = tuple(
        Line(f"{room.name} · {date_format(day)}", reverse("builder:change_visit", args=[room.pk])) for room, day in ending
    )
    words = title % {"day": date_format(first)}
    return Need("room-permit", urgency, words, why, lines[0].url, _("Write the new day"), LOOKS, first, lines, "warn")


def ahead(facts: Facts, days: int) -> date:
    return facts.today + timedelta(days=days)


def unpublished(facts: Facts) -> Need | None:
    """A draft of the front waits."""
    if not facts.has_draft or facts.shop.state != Shop.State.OPEN:
        return None
    why = _("You changed your shop. Look at it once more, then publish.")
    return Need(
        "draft", WEEK, _("Shoppers do not see your changes yet"), why, reverse("builder:check"), _("Look and publish"), LOOKS,
        icon="eye",
    )  # fmt: skip


def differences(facts: Facts) -> Need | None:
    """The coursework says something else than the shop: the owner chooses."""
    if not facts.differing:
        return None
    title = ngettext(
        "%(n)s difference to choose from your coursework", "%(n)s differences to choose from your coursework", facts.differing
    ) % {"n": facts.differing}
    why = _("What was approved since says something else than your shop. Yours stays until you choose.")
    return Need("differences", WEEK, title, why, reverse("builder:new_work"), _("Look and choose"), OWNER, icon="undo")


def notices_over(facts: Facts) -> Need | None:
    """Notices whose last day is within three days, or over."""
    ends = sorted(row["until"] for row in facts.shop.notices if row.get("until"))
    last = (facts.today + timedelta(days=NOTICE_AHEAD)).isoformat()
    if not [day for day in ends if day <= last]:
        return None
    over = [day for day in ends if day < facts.today.isoformat()]
    title = _("A notice has run out") if over else _("A notice runs out soon")
    why = _("Take it off, write a new one, or give it a later day.")
    return Need(
        "notices", SOMETIME, title, why, reverse("builder:change_notices"), _("Look at the notices"), LOOKS, icon="note"
    )


def waiting(count: int, of: str, urgency: int, title: str, why: str, url: str, press: str, icon: str) -> Need | None:
    """So many of something that only the shop can do; None of them is no need. `title` says the number."""
    return Need(of, urgency, title % {"n": count}, why, url, press, GOODS, icon=icon) if count else None


def questions_waiting(facts: Facts) -> Need | None:
    """Questions of readers that nobody has answered for a day."""
    n = facts.unanswered
    title = ngettext("%(n)s question waits for your answer", "%(n)s questions wait for your answer", n)
    why = _("Somebody wants to buy and would like to know something first. Two sentences are enough.")
    return waiting(n, "questions", SOON, title, why, reverse("desk:questions"), _("Answer"), "chat")


def orders_late(facts: Facts) -> Need | None:
    """Orders that should have been posted by now."""
    n = facts.late
    title = ngettext("%(n)s order should be on its way", "%(n)s orders should be on their way", n)
    why = _("Post today, or say that it cannot be sent. A day late, the buyer may call off and the franchise is told.")
    return waiting(n, "late-orders", NOW, title, why, reverse("desk:orders"), _("See the orders"), "box")


def claims_waiting(facts: Facts) -> Need | None:
    """Buyers who want money back, and wait for an answer."""
    n = facts.claims
    title = ngettext("%(n)s buyer wants money back", "%(n)s buyers want money back", n)
    why = _("Answer within two days: after that, a franchise manager decides instead of you.")
    return waiting(n, "claims", NOW, title, why, reverse("desk:returns"), _("See what is wrong"), "undo")


def cash_to_tell(facts: Facts) -> Need | None:
    """Parcels to be paid at the door, long on their way: whether the shop has the cash."""
    n = facts.cash_asked
    title = ngettext("Do you have the cash for %(n)s order?", "Do you have the cash for %(n)s orders?", n)
    why = _("Posted ten days ago. Say that you took it, or that the parcel came back: until then it counts as nothing.")
    return waiting(n, "cash", NOW, title, why, f"{reverse('desk:orders')}?state=sent", _("See the orders"), "coin")


def guests_coming(facts: Facts) -> Need | None:
    """Bookings that begin today or tomorrow."""
    today, tomorrow = facts.arrivals
    if not today and not tomorrow:
        return None
    n = today or tomorrow
    if today:
        title = ngettext("%(n)s booking begins today", "%(n)s bookings begin today", n)
    else:
        title = ngettext("%(n)s booking begins tomorrow", "%(n)s bookings begin tomorrow", n)
    why = _("See who comes and when, have it ready, and check them in when they are there.")
    day = facts.today if today else ahead(facts, 1)
    return Need("arrivals", SOON, title % {"n": n}, why, reverse("desk:guests"), _("See the guests"), GOODS, day, icon="people")


def festival_moved(facts: Facts) -> Need | None:
    """Prices of a festival that an editor has moved to other days."""
    if not facts.moved:
        return None
    n = len(facts.moved)
    title = ngettext("The festival of %(n)s price has moved", "The festivals of %(n)s prices have moved", n) % {"n": n}
    why = _("Your price stays on the old days until you move it: one press. Whoever has booked keeps the price they paid.")
    lines = tuple(
        Line(
            f"{one.rate.bookable.visit.name} · {one.rate.name} · {month_day(one.on)}",
            reverse("desk:guest_prices", args=[one.rate.bookable.visit_id]),
        )
        for one in facts.moved
    )
    day = min(one.on for one in facts.moved)
    return Need("festival", SOON, title, why, lines[0].url, _("Look at the price"), GOODS, day, lines, "cal")


RULES = (
    stopped, orders_late, claims_waiting, cash_to_tell, guests_coming, festival_moved, inspection_returned, written_to,
    terms_to_sign, rules_coming,
    room_permit_ending, unpublished, differences, notices_over, questions_waiting,
)  # fmt: skip
