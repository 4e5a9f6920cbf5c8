"""Whether a wish makes sense, before anything is taken; in the reader's words what to change."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.clock import shanghai_day
from shops.availability.models import MOST_NIGHTS, Bookable, Session
from shops.availability.queries import WhyNot, first_day, last_day, why_no_seat
from shops.availability.rates import days_between
from shops.availability.wording import month_day


class Amiss(Exception):
    """The wish cannot be met as it is; `words` say what to change, in the reader's language."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


def check_stay(
    bookable: Bookable, first: date, until: date, rooms: int, adults: int, children: int, at: datetime, extra_beds: int = 0
) -> None:
    """Raises Amiss for a stay that cannot be: its days, length, months, people. Whether rooms are left says `holding`.

    `children` are those who take a place; who is younger than `free_under` is not counted.
    """
    check_days(bookable, first, until, at)
    check_length(bookable, (until - first).days)
    check_months(bookable, first, until)
    check_people(bookable, rooms, adults, children, extra_beds)


def check_days(bookable: Bookable, first: date, until: date, at: datetime) -> None:
    if until <= first:
        raise Amiss(_("Choose a day of leaving after the day you come."))
    if first < shanghai_day(at):
        raise Amiss(_("That day is over. Choose today or a later day."))
    if first < (soonest := first_day(bookable, at)):
        raise Amiss(_("The host needs time to get ready: come on %(day)s or later, or ring.") % {"day": month_day(soonest)})
    if until - timedelta(days=1) > (last := last_day(bookable, at)):
        raise Amiss(_("Nights can be booked until %(day)s so far.") % {"day": month_day(last)})


def check_length(bookable: Bookable, nights: int) -> None:
    least, most = bookable.least_nights, min(bookable.most_nights, MOST_NIGHTS)
    if nights < least:
        raise Amiss(ngettext("Stay at least %(n)s night.", "Stay at least %(n)s nights.", least) % {"n": least})
    if nights > most:
        words = ngettext(
            "Stay at most %(n)s night; for longer please ring.", "Stay at most %(n)s nights; for longer please ring.", most
        )
        raise Amiss(words % {"n": most})


def check_months(bookable: Bookable, first: date, until: date) -> None:
    if shut := next((day for day in days_between(first, until) if day.month not in bookable.visit.months), None):
        raise Amiss(_("No guests are taken in %(month)s.") % {"month": date_format(shut, "F")})


def check_people(bookable: Bookable, rooms: int, adults: int, children: int, extra_beds: int) -> None:
    visit, there = bookable.visit, bookable.visit.rooms or 0
    if rooms < 1 or extra_beds < 0:
        raise Amiss(_("Choose one room at least."))
    if rooms > there:
        raise Amiss(ngettext("There is %(n)s room like this.", "There are %(n)s rooms like this.", there) % {"n": there})
    check_anybody(adults, children)
    if extra_beds > rooms * bookable.extra_beds:
        raise Amiss(_("So many extra beds do not fit: %(n)s at most.") % {"n": rooms * bookable.extra_beds})
    if adults + children > (beds := rooms * visit.most + extra_beds):
        words = ngettext("%(n)s guest may sleep there", "%(n)s guests may sleep there", beds) % {"n": beds}
        raise Amiss(_("%(so_many)s: take another room or an extra bed.") % {"so_many": words})


def check_anybody(adults: int, children: int) -> None:
    if adults < 1 or children < 0:
        raise Amiss(_("Write how many come, at least one adult."))


def check_seats(session: Session, adults: int, children: int, at: datetime, held: int = 0) -> None:
    """Raises Amiss for seats that cannot be had: the session is over, off, too near, too far, or has not so many left, with
    those that are `held` for them."""
    check_anybody(adults, children)
    if (why := why_no_seat(session, at)) and why != WhyNot.FULL:
        raise Amiss(str(WhyNot(why).label))
    if adults + children > (left := session.left + held):
        raise Amiss(ngettext("%(n)s place is left.", "%(n)s places are left.", left) % {"n": left})
