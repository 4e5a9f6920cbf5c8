"""Taking nights and seats and giving them back: each once, never more than there are, and the counters are the sum of the stays."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from common.models import AuditEntry
from common.personal import obstacles
from shops.availability.guarding import StillBooked, TooFewRooms
from shops.availability.holding import Full, NotBookable, release, take_nights, take_seats
from shops.availability.models import Night, Session, Stay
from shops.availability.moving import move_nights
from shops.availability.queries import stranded
from shops.availability.setting_up import call_off
from shops.availability.sharing import to_share
from shops.builder.visits import change_visit
from shops.visits.models import Visit
from tests.factories.availability import NOW, TODAY, bookable, session
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db
ORDER, PHONE, CLOSED = Stay.Why.ORDER, Stay.Why.PHONE, Stay.Why.CLOSED


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


def take(room, first, until, rooms=1, key="", why=ORDER, **more) -> Stay:
    key = key or f"{first}-{until}-{rooms}-{Stay.objects.count()}"
    return take_nights(
        bookable=room, first=day(first), until=day(until), rooms=rooms, key=key, why=why, by=None, at=NOW, **more
    )  # fmt: skip


def nights(room) -> dict[int, tuple[int, int]]:
    """Days from today → taken, closures; those where both are 0 left out."""
    rows = Night.objects.filter(bookable=room)
    return {(row.day - TODAY).days: (row.taken, row.closures) for row in rows if row.taken or row.closures}


def recounted(room) -> dict[int, tuple[int, int]]:
    """The same, counted from the stays that hold; what two of them share counts once."""
    found: dict[int, tuple[int, int]] = {}
    for stay in Stay.objects.filter(bookable=room, released_at=None).select_related("shares"):
        for n in span(stay) - shared(stay.shares, room):
            taken, closures = found.get(n, (0, 0))
            found[n] = (taken + stay.places, closures + (stay.places == 0))
    return found


def span(stay: Stay) -> set[int]:
    return set(range((stay.first - TODAY).days, (stay.until - TODAY).days))


def shared(stay: Stay | None, room) -> set[int]:
    """The nights of the other of a pair, while it holds them."""
    return span(stay) if stay and stay.released_at is None and stay.bookable_id == room.pk else set()


def test_a_stay_takes_each_of_its_nights_once_and_whoever_leaves_early_gives_the_rest_back():
    room = bookable()
    stay = take(room, 2, 5, rooms=2, key="order-1", words="赵女士 3 人")
    assert take(room, 2, 5, rooms=2, key="order-1") == stay
    assert nights(room) == {2: (2, 0), 3: (2, 0), 4: (2, 0)}
    assert release(key="order-1", by=None, at=NOW, from_day=day(4)) == 2
    assert release(key="order-1", by=None, at=NOW, from_day=day(4)) == 0
    assert (nights(room), Stay.objects.get().nights) == ({2: (2, 0), 3: (2, 0)}, 2)
    assert [release(key="order-1", by=None, at=NOW) for _ in range(2)] == [4, 0]
    assert (nights(room), release(key="nothing", by=None, at=NOW)) == ({}, 0)
    assert take(room, 2, 5, key="order-1").released_at == NOW  # the same press again: it is over
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == ["take places", "leave early", "release places"]


def test_what_is_full_is_refused_whole_and_names_the_days():
    room = bookable(rooms=2)
    take(room, 3, 4, rooms=2)
    take(room, 5, 6)
    with pytest.raises(Full) as refused:
        take(room, 2, 6, rooms=2)
    assert (refused.value.days, nights(room)) == ((day(3), day(5)), {3: (2, 0), 5: (1, 0)})
    assert not Night.objects.filter(day=day(2)).exists()  # not even its counters
    for first, until, rooms, why in ((4, 4, 1, ORDER), (5, 4, 1, ORDER), (1, 2, 0, ORDER), (1, 2, -1, CLOSED)):
        with pytest.raises(ValueError, match="date"):
            take(room, first, until, rooms, why=why)


def test_a_closed_night_stays_closed_when_a_guest_gives_it_back():
    room = bookable(rooms=2)
    take(room, 1, 3, key="guest")
    take(room, 0, 4, rooms=0, key="roof", why=CLOSED, words="修屋顶")
    release(key="guest", by=None, at=NOW)
    for why in (ORDER, PHONE):
        with pytest.raises(Full):
            take(room, 1, 2, why=why)
    assert release(key="roof", by=None, at=NOW) == 4
    take(room, 1, 2, rooms=2)
    assert nights(room) == {1: (2, 0)}


def test_only_what_the_public_may_book_is_taken_by_an_order_and_the_owner_may_always_write_one_down():
    room, draft, offline = bookable(), bookable(of=shop(state="draft")), bookable(is_online=False)
    Visit.objects.filter(pk=room.visit_id).update(is_shown=False)
    for closed, why in ((room, "店里现在没有展示"), (draft, "店铺现在没有营业"), (offline, "请打电话")):
        with pytest.raises(NotBookable) as refused:
            take(closed, 1, 2)
        assert why in str(refused.value.words)
        assert take(closed, 1, 2, why=PHONE).places == 1


def test_seats_are_taken_until_none_is_left_and_none_once_it_is_called_off():
    at = session(bookable("activity"), seats=3)

    def seats(n: int, key: str) -> Stay:
        return take_seats(session=at, seats=n, key=key, why=ORDER, by=None, at=NOW)

    assert seats(2, "a") == seats(2, "a")
    with pytest.raises(Full) as refused:
        seats(2, "b")
    assert refused.value.days == (date(2026, 12, 5),)
    assert (seats(1, "c").places, Session.objects.get().taken) == (1, 3)
    assert [release(key="a", by=None, at=NOW), release(key="a", by=None, at=NOW), Session.objects.get().taken] == [2, 0, 1]
    assert [stay.key for stay in call_off(session=at, reason="下大雨", by=None, at=NOW)] == ["c"]
    assert [stay.key for stay in stranded()] == ["c"]
    for again in range(2):
        call_off(session=at, reason="下大雨", by=None, at=NOW)
        with pytest.raises(NotBookable, match="下大雨"):
            seats(1, f"d{again}")
    assert (release(key="c", by=None, at=NOW), Session.objects.get().taken, list(stranded())) == (1, 0, [])
    over = session(bookable("tour"), NOW)
    with pytest.raises(NotBookable):
        take_seats(session=over, seats=1, key="e", why=PHONE, by=None, at=NOW)


def test_fewer_rooms_than_are_taken_and_hiding_are_refused_while_guests_come():
    room = bookable()
    take(room, 2, 4, rooms=3, key="guest")
    visit, change = room.visit, {"by": None, "at": NOW}
    with pytest.raises(TooFewRooms) as refused:
        change_visit(visit=visit, changes={"rooms": 2}, **change)
    assert "11月28日、11月29日" in refused.value.words
    with pytest.raises(StillBooked) as coming:
        change_visit(visit=visit, changes={"is_shown": False}, **change)
    assert "11月28日" in coming.value.words
    with pytest.raises(ProtectedError):
        visit.delete()
    release(key="guest", by=None, at=NOW, from_day=day(3))
    with pytest.raises(TooFewRooms):
        change_visit(visit=visit, changes={"rooms": 2}, **change)
    release(key="guest", by=None, at=NOW)
    change_visit(visit=visit, changes={"rooms": 2, "is_shown": False}, **change)
    assert set(Night.objects.values_list("rooms", flat=True)) == {2}
    with pytest.raises(Full):
        take(room, 2, 3, rooms=3, why=PHONE)


def test_the_owners_page_says_why_fewer_rooms_and_hiding_are_refused(client):
    """Bad input: a room with bookings is made smaller, or hidden; a person who takes guests wants to be erased."""
    room = bookable()
    take(room, 400, 402, rooms=3, why=PHONE)  # far ahead, so that it is to come whenever this is read
    owner = room.visit.shop.owner
    client.force_login(owner)
    sent = {
        "name_zh_hans": "木楼", "price": "120", "rooms": "2", "beds": "2", "most": "3", "months": ["3"], "included_zh_hans": "早饭",
        "come_zh_hans": "走两里", "registration": "1", "is_shown": "on",
    }  # fmt: skip
    address = f"/zh-hans/my/shop/change/visits/{room.visit_id}/"
    assert "订出的房比这更多" in client.post(address, sent).content.decode()
    hidden = {name: value for name, value in sent.items() if name != "is_shown"} | {"rooms": "3"}
    assert "已有客人订了" in client.post(address, hidden).content.decode()
    assert (Visit.objects.get().rooms, Visit.objects.get().is_shown) == (3, True)
    assert any("还有客人订了您这里" in str(words) for words in obstacles(owner))


def test_a_stay_moves_only_where_there_is_room_and_keeps_the_nights_it_has():
    room = bookable(rooms=1)
    take(room, 1, 4, key="guest")
    take(room, 5, 6, key="other")
    moved = {"bookable": room, "rooms": 1, "by": None, "at": NOW}
    with pytest.raises(Full) as refused:
        move_nights(key="guest", new_key="moved", first=day(3), until=day(6), **moved)
    assert (refused.value.days, nights(room)) == ((day(5),), {1: (1, 0), 2: (1, 0), 3: (1, 0), 5: (1, 0)})
    stay = move_nights(key="guest", new_key="moved", first=day(2), until=day(5), **moved)
    assert stay == move_nights(key="guest", new_key="moved", first=day(2), until=day(5), **moved)
    assert nights(room) == recounted(room) == {2: (1, 0), 3: (1, 0), 4: (1, 0), 5: (1, 0)}


def test_the_database_stands_behind_the_counters():
    take(bookable(), 0, 1)
    for wrong in ({"taken": 4}, {"taken": -1}, {"closures": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Night.objects.update(**wrong)


STEPS = st.one_of(
    st.tuples(st.just("take"), st.integers(0, 7), st.integers(1, 4), st.integers(0, 3)),
    st.tuples(st.just("release"), st.integers(0, 20), st.integers(0, 8) | st.none(), st.just(0)),
    st.tuples(st.just("move"), st.integers(0, 20), st.integers(0, 7), st.integers(1, 4)),
    st.tuples(st.just("instead"), st.integers(0, 20), st.integers(0, 7), st.integers(1, 4)),
)
PAIR = (("take", 1, 2, 1), ("instead", 0, 2, 2))  # nights 1 and 2, then 2 and 3 in their place
ROOMS = 2


class AnySeriesOfTakingAndGivingBack(TestCase):
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(STEPS, min_size=6, max_size=16))
    @example([*PAIR, ("release", 1, None, 0), ("release", 0, None, 0)])
    @example([*PAIR, ("release", 0, None, 0), ("release", 1, None, 0)])
    @example([*PAIR, ("instead", 1, 0, 4), ("move", 1, 3, 2), ("release", 0, 3, 0)])
    def test_leaves_the_counters_at_the_sum_of_the_stays_that_hold(self, steps):
        room, keys = bookable(rooms=ROOMS), ["none"]
        for n, (do, one, two, three) in enumerate(steps):
            before, key, new = recounted(room), keys[-1 - one % len(keys)], f"k{n}"
            if do == "release":
                release(key=key, by=None, at=NOW, from_day=None if two is None else day(two))
            else:
                moves = do in ("move", "instead")
                first, long, rooms = (two, three, 1) if moves else (one, two, three)
                own = Stay.objects.filter(key=key, released_at=None, places__gt=0).first() if moves else None
                mine = freed(own, room) if do == "move" else {}
                try:
                    if do == "move":
                        if not move_nights(
                            key=key,
                            new_key=new,
                            bookable=room,
                            first=day(first),
                            until=day(first + long),
                            rooms=1,
                            by=None,
                            at=NOW,
                        ):
                            continue
                    else:
                        with transaction.atomic():
                            shares = to_share([key]).get(key) if own else None
                            mine = dict.fromkeys(span(shares), 1) if shares and shares.places == rooms else {}
                            take(room, first, first + long, rooms, key=new, why=ORDER if rooms else CLOSED, shares=shares)
                    refused: tuple = ()
                    keys.append(new)
                except Full as full:
                    refused = full.days
                    assert recounted(room) == before
                assert [(d - TODAY).days for d in refused] == lacking(before, mine, range(first, first + long), rooms)
            assert nights(room) == recounted(room)


def freed(own: Stay | None, room) -> dict[int, int]:
    """What a stay gives back: not the nights that the other of a pair keeps."""
    pair = Q(shares=own) | Q(heirs=own) if own else Q(pk__in=())
    kept = set().union(*(shared(other, room) for other in Stay.objects.filter(pair)))
    return dict.fromkeys(span(own) - kept, own.places) if own else {}


def lacking(before: dict, mine: dict[int, int], asked: range, rooms: int) -> list[int]:
    """The days on which a wish conflicts with what others hold; `mine` is what it has already."""
    found = []
    for n in asked:
        (taken, closures), more = before.get(n, (0, 0)), rooms - mine.get(n, 0)
        if more > 0 and (taken + more > ROOMS or closures):
            found.append(n)
    return found
