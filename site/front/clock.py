"""What happens by itself: scheduled publishing, messages, expiry. Each chore stands alone; one's failure stops no other."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from django.db import close_old_connections

from cms.editing.scheduling import hold_back
from cms.festival_days import reckon_days
from cms.operations import expire_translations
from cms.reviewing import remind_of_reviews
from common.clock import now
from courses.certificates.batches import go_on
from courses.intake.operations import forget_lists
from courses.mentoring.booking import remind
from courses.mentoring.digest import send_digests
from courses.mentoring.keeping import count_usual_hours
from courses.timetable.telling import tell_of_days
from front.own_data.erasing import erase_due
from front.own_data.exporting import delete_old_exports
from outbox.operations import send_due
from shops.asking.keeping import forget_numbers
from shops.availability.calendars.following import follow_calendars
from shops.availability.keeping import forget_guests, forget_waiting
from shops.availability.waiting import tend
from shops.bonuses.earning import look_over
from shops.bonuses.giving_back import give_back
from shops.bonuses.points import thank
from shops.bonuses.taking_back import end_credit, take_back, warn
from shops.bookings.operations import finish
from shops.bookings.sessions import undo_stranded
from shops.bookings.telling import remind_guests, tell_of_bookings
from shops.bookings.vouchers import forget_vouchers
from shops.desk.letters import tell_sellers
from shops.desk.slips import forget_slips
from shops.franchise.renewing import renew_terms
from shops.fulfilment.operations import receive_by_themselves
from shops.fulfilment.receipts import forget_receipts
from shops.fulfilment.watching import watch_over
from shops.groups.ending import end_groups, finish_failed
from shops.groups.letters import call_the_last
from shops.market.operations import mend, turn_ready, turn_season
from shops.orders.baskets import forget_old
from shops.orders.letters import tell_shops
from shops.orders.moving import expire
from shops.payments.asking import ask_about_open
from shops.payments.bills import reconcile
from shops.payments.sending import send_refunds
from shops.presale import ending as harvests
from shops.presale import reminding as balances
from shops.promotions.making import close_over
from shops.range.telling import keep_all_up, tell_of_standards
from shops.returns.lapsing import move_on
from shops.returns.photos import forget as forget_claim_photos
from shops.reviews.inviting import invite
from shops.standards.breaches import look_over_shops
from shops.standards.measures import apply_due
from shops.standards.telling import tell_of_rules
from shops.wishes.keeping import forget_old as forget_old_wishes
from shops.wishes.telling import tell_of_wishes
from uploads.measuring import measure_some
from uploads.sweeping import sweep_guests, sweep_versions

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    name: str
    every: float  # seconds
    act: Callable[[], object]


def publish_scheduled() -> None:
    """Publish and expire what editors set a time for, an expired page in both languages; what lacks something waits."""
    hold_back(at=now())
    call_command("publish_scheduled", verbosity=0)
    expire_translations()


CHORES = (
    Chore("send messages", 2, lambda: send_due(clock=now)),
    Chore("let go of orders nobody paid", 30, lambda: expire(at=now())),
    Chore("end groups whose time is over", 20, lambda: end_groups(at=now())),
    Chore("let go of who still pays for a failed group", 60, lambda: finish_failed(at=now())),
    Chore("tell groups that one is missing", 60, lambda: call_the_last(at=now())),
    Chore("let orders follow their harvests", 20, lambda: harvests.follow_up(at=now())),
    Chore("remind of balances", 300, lambda: balances.remind(at=now())),
    Chore("let promotions be over", 60, lambda: close_over(at=now())),
    Chore("look over share bonuses", 30, lambda: look_over(at=now())),
    Chore("take bonuses back", 60, lambda: take_back(at=now())),
    Chore("give credit back", 20, lambda: give_back(at=now())),
    Chore("let credit end", 600, lambda: end_credit(at=now())),
    Chore("tell of credit that ends soon", 3600, lambda: warn(at=now())),
    Chore("thank for photographs", 300, lambda: thank(at=now())),
    Chore("ask about payments", 5, lambda: ask_about_open(at=now())),
    Chore("send refunds", 5, lambda: send_refunds(at=now())),
    Chore("compare the bills of payment companies", 1800, lambda: reconcile(at=now())),
    Chore("forget old baskets of guests", 86_400, lambda: forget_old(at=now())),
    Chore("forget old wish lists of guests", 86_400, lambda: forget_old_wishes(at=now())),
    Chore("tell of what is wished for", 600, lambda: tell_of_wishes(at=now())),
    Chore("forget the numbers of guests who asked", 86_400, lambda: forget_numbers(at=now())),
    Chore("tell shops of orders", 10, lambda: tell_shops(at=now())),
    Chore("tell of bookings", 10, lambda: tell_of_bookings(at=now())),
    Chore("let bookings of called-off sessions go", 60, lambda: undo_stranded(at=now())),
    Chore("remind guests of tomorrow", 600, lambda: remind_guests(at=now())),
    Chore("let visits be over", 600, lambda: finish(at=now())),
    Chore("delete printed vouchers", 86_400, lambda: forget_vouchers(at=now())),
    Chore("count long-posted parcels as received", 600, lambda: receive_by_themselves(at=now())),
    Chore("watch over parcels nobody moves", 60, lambda: watch_over(at=now())),
    Chore("delete printed slips, which are of buyers", 3600, lambda: forget_slips(at=now())),
    Chore("delete printed receipts", 86_400, lambda: forget_receipts(at=now())),
    Chore("ask buyers how it was", 600, lambda: invite(at=now())),
    Chore("publish what is scheduled", 30, publish_scheduled),
    Chore("ask about reviews left waiting", 3600, lambda: remind_of_reviews(at=now())),
    Chore("reckon festivals by the moon", 3600, lambda: reckon_days(at=now())),
    Chore("remind of office hours", 600, lambda: remind(at=now())),
    Chore("write to mentors in the evening", 300, lambda: send_digests(at=now())),
    Chore("tell of days that changed", 60, lambda: tell_of_days(at=now())),
    Chore("go on with a cohort’s certificates", 60, lambda: go_on(at=now())),
    Chore("count how soon mentors answer", 86_400, lambda: count_usual_hours(at=now())),
    Chore("tell shops of new terms", 600, lambda: renew_terms(at=now())),
    Chore("tell shops of new rules", 600, lambda: tell_of_rules(at=now())),
    Chore("tell shops of new standards", 600, lambda: tell_of_standards(at=now())),
    Chore("keep goods up with new standards", 600, lambda: keep_all_up(at=now())),
    Chore("look shops over by the rules", 3600, lambda: look_over_shops(at=now())),
    Chore("let measures come into force", 300, lambda: apply_due(at=now())),
    Chore("write to sellers what their shops need", 900, lambda: tell_sellers(at=now())),
    Chore("erase whom it is time to erase", 600, lambda: erase_due(at=now())),
    Chore("delete old copies of data", 3600, lambda: delete_old_exports(at=now())),
    Chore("delete lists of trainees", 3600, lambda: forget_lists(at=now())),
    Chore("read other calendars", 600, lambda: follow_calendars(at=now())),
    Chore("offer free places to who waits", 5, lambda: tend(at=now())),
    Chore("forget who waited", 86_400, lambda: forget_waiting(at=now())),
    Chore("forget guests who rang", 86_400, lambda: forget_guests(at=now())),
    Chore("let goods come into season", 600, lambda: turn_season(at=now())),
    Chore("let goods be ready to post", 600, lambda: turn_ready(at=now())),
    Chore("compare what the market lists", 21_600, lambda: mend(at=now())),
    Chore("move claims on", 300, lambda: move_on(at=now())),
    Chore("forget photographs of no claim", 3600, lambda: forget_claim_photos(at=now())),
    Chore("measure photographs", 60, measure_some),
    Chore("delete versions of photographs nobody shows", 86_400, lambda: sweep_versions(at=now())),
    Chore("delete photographs of guests nobody shows", 86_400, lambda: sweep_guests(at=now())),
    Chore("forget old sessions", 86_400, lambda: call_command("clearsessions", verbosity=0)),
    Chore("forget finished jobs", 86_400, lambda: call_command("prune_db_task_results", verbosity=0)),
)


def run_due(due: dict[str, float], moment: float) -> None:
    """Do each chore whose time has come (`due`: name → next moment, seconds) and set its next time."""
    for chore in CHORES:
        if moment < due.get(chore.name, 0):
            continue
        due[chore.name] = moment + chore.every
        try:
            chore.act()
        except Exception:  # a chore may fail for any reason, and the clock must go on
            log.exception("The chore %r failed and will be tried again in %s s", chore.name, chore.every)
        finally:
            close_old_connections()


def run_for_ever(pause: float = 1.0) -> None:
    """The clock's loop; ends with the process."""
    due: dict[str, float] = {}
    while True:
        run_due(due, time.monotonic())
        time.sleep(pause)
