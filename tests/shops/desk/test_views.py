"""The desk as it is seen: by its owner, by a helper, with nothing to do; counting stock; who changed what."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from common.clock import now, shanghai_day
from common.models import AuditEntry
from courses.curriculum.models import LessonPage
from shops.catalogue.models import Offer, StockMove
from shops.desk.models import Dismissal, LessonAdvice
from shops.franchise.models import Helper, Inspection, Shop
from shops.standards.models import BrandRule, InspectionLine
from shops.visits.models import Visit
from tests.factories import catalogue, pages
from tests.factories.people import person
from tests.factories.shops import shop
from tests.factories.standards import measure, rulebook
from tests.factories.visits import visit

pytestmark = pytest.mark.django_db
DESK = "/en/my/shop/"


@pytest.fixture
def made(client):
    made = shop()
    client.force_login(made.owner)
    return made


def whole(made, **given):
    """A product that needs nothing."""
    one = catalogue.product(of=made, best_before_en="18 months", **{"harvest_months": list(range(1, 13)), **given})
    catalogue.photo(one)
    return one


def count(client, offer, **posted):
    return client.post(reverse("desk:count", args=[offer.pk]), {"key": "k", "seen": offer.stock, **posted})


def test_a_room_whose_permit_ends_is_named_while_guests_are_shown_it(client, made):
    whole(made)
    ends = shanghai_day(now()) + timedelta(days=3)
    room = visit("room", of=made, registration_until=ends)
    way = f'href="{DESK}change/visits/{room.pk}/"'
    assert way in client.get(DESK).content.decode()
    Visit.objects.update(is_shown=False)
    assert way not in client.get(DESK).content.decode()


def test_nothing_to_do_is_said_so(client, made):
    whole(made)
    text = client.get(DESK).content.decode()
    assert "Nothing needs you today" in text
    assert "Sold by week" not in text


def test_one_product_and_fifty_take_the_same_few_queries(client, made, django_assert_num_queries):
    whole(made)
    client.get(DESK)
    with django_assert_num_queries(12):
        client.get(DESK)
    for _ in range(49):
        whole(made)
    with django_assert_num_queries(12):
        assert "All 50 goods" in client.get(DESK).content.decode()


def test_what_is_wrong_leads_to_where_it_is_mended(client, made):
    one = catalogue.product(of=made, harvest_months=[])
    Offer.objects.update(stock=0)
    text = client.get(DESK).content.decode()
    assert "2 things need you today" in text
    assert text.index("1 pack is sold out") < text.index("1 product has no photograph")
    assert f'href="{reverse("builder:product_photos", args=[one.pk])}"' in text


@pytest.mark.parametrize("state", [Shop.State.DRAFT, Shop.State.CLOSED])
def test_before_it_is_open_and_once_it_is_closed_the_page_is_the_old_one(client, state):
    client.force_login(shop(state=state).owner)
    assert "things need you" not in client.get(DESK).content.decode()


def test_a_helper_sees_what_they_may_do_and_no_more(client, made):
    catalogue.product(of=made, harvest_months=[])
    helper = Helper.objects.create(shop=made, person=person("赵"), goods=False, share=False)
    client.force_login(helper.person)
    text = client.get(DESK).content.decode()
    assert "Nothing needs you today" in text
    assert "words and looks" in text
    assert "Count the stock" not in text
    assert client.get(reverse("desk:stock")).status_code == 404
    assert client.get(reverse("desk:changes")).status_code == 404
    offer = Offer.objects.get()
    assert count(client, offer, do="more").status_code == 404
    assert (Offer.objects.get().stock, AuditEntry.objects.count()) == (42, 0)


def test_a_press_counts_once_however_often_it_is_sent(client, made):
    whole(made)
    offer = Offer.objects.get()
    for _ in range(2):
        assert count(client, offer, do="more").status_code == 302
    assert Offer.objects.get().stock == 43
    count(client, offer, do="fewer", key="k2")
    assert Offer.objects.get().stock == 42
    assert [(move.why, move.change, move.left) for move in StockMove.objects.all()] == [("counted", -1, 42), ("counted", 1, 43)]
    assert AuditEntry.objects.filter(action="count stock").count() == 2


def test_none_is_the_fewest(client, made):
    whole(made)
    Offer.objects.update(stock=0)
    count(client, Offer.objects.get(), do="fewer")
    assert (Offer.objects.get().stock, StockMove.objects.count()) == (0, 0)


def test_a_number_is_typed_as_people_write_it_and_kept_when_it_is_wrong(client, made):
    whole(made)
    offer = Offer.objects.get()
    count(client, offer, do="save", left="十二", low_at="３")
    now = Offer.objects.get()
    assert (now.stock, now.low_at) == (12, 3)
    page = count(client, now, do="save", left="many<b>", key="k3")
    assert "many&lt;b&gt;" in page.content.decode()
    assert Offer.objects.get().stock == 12


def test_what_was_sold_since_the_page_was_opened_is_not_written_over(client, made):
    whole(made)
    page = count(client, Offer.objects.get(), do="save", left="40", seen="45")
    assert "42" in page.content.decode()
    assert (Offer.objects.get().stock, StockMove.objects.count()) == (42, 0)


def test_a_stranger_counts_nothing_and_nobody_counts_what_is_not_in_their_shop(client, made):
    whole(made)
    client.force_login(shop().owner)
    assert count(client, Offer.objects.get(), do="more").status_code == 404
    assert (Offer.objects.get().stock, StockMove.objects.count()) == (42, 0)


def test_packs_stand_twenty_to_a_page_the_fewest_first(client, made, django_assert_num_queries):
    for _ in range(21):
        last = whole(made)
    Offer.objects.filter(variant__product=last).update(stock=2)
    client.get(reverse("desk:stock"))
    with django_assert_num_queries(4):
        first = client.get(reverse("desk:stock"))
    assert [offer.stock for offer in first.context["offers"]] == [2, *[42] * 19]
    with django_assert_num_queries(4):
        second = client.get(reverse("desk:stock") + "?page=2")
    assert len(second.context["offers"]) == 1


def test_lessons_are_three_at_most_each_once_and_put_away_for_a_month(client, homes):
    camp = pages.programme(homes, stages=1, lessons=4)
    made = shop(posting_days=[], story_zh_hans="", story_en="")
    client.force_login(made.owner)
    catalogue.product(of=made, batch="", harvest_months=[])
    lessons = list(LessonPage.objects.filter(locale__language_code="zh-hans").order_by("path"))
    assert camp
    faults = ["no photo", "no fees", "no label", "short story"]
    for fault, lesson in zip(faults, lessons, strict=True):
        LessonAdvice.objects.create(fault=fault, lesson_key=lesson.translation_key)
    LessonAdvice.objects.create(fault="no photo", lesson_key=uuid4(), position=0)  # no such lesson
    shown = [page.translation_key for _fault, page in client.get("/zh-hans/my/shop/").context["lessons"]]
    assert shown == [lesson.translation_key for lesson in lessons[:3]]
    for _ in range(2):
        client.post(reverse("desk:put_away", args=[shown[0]]))
    assert Dismissal.objects.count() == 1
    again = [page.translation_key for _fault, page in client.get("/zh-hans/my/shop/").context["lessons"]]
    assert again == [lesson.translation_key for lesson in lessons[1:]]


def test_the_owner_reads_who_changed_what_page_by_page(client, made, django_assert_num_queries):
    one = whole(made)
    helper = person("赵小妹")
    subjects = [f"catalogue.Product:{one.pk}", f"franchise.Shop:{made.pk}"]
    for n in range(31):
        AuditEntry.objects.create(
            actor=helper, action="count stock" if n % 2 else "change shop", subject=subjects[(n + 1) % 2],
            details={"before": 3, "after": 5}, at=made.created_at,
        )  # fmt: skip
    AuditEntry.objects.create(actor=helper, action="count stock", subject="catalogue.Product:999", at=made.created_at)
    client.get(reverse("desk:changes"))
    with django_assert_num_queries(5):
        page = client.get("/en/my/shop/changes/")
    text = page.content.decode()
    assert "Counted the stock: 3 → 5" in text
    assert "Changed words or looks" in text
    assert "赵小妹" in text
    assert len(page.context["page"].changes) == 30
    assert len(client.get(f"/en/my/shop/changes/?before={page.context['page'].before}").context["page"].changes) == 1


def test_a_suspended_shop_reads_why_in_full_and_what_to_do_and_answers_there(client):
    made = shop(state=Shop.State.SUSPENDED)
    client.force_login(made.owner)
    long = "Parcels were late. " * 20 + "The end."
    measure(made, kind="suspended", reasons="An older one.", state="settled")
    last = measure(made, kind="suspended", reasons=long, to_do="Post the three parcels.")
    text = client.get(DESK).content.decode()
    assert "The end." in text
    assert "Post the three parcels." in text
    assert "An older one." not in text
    assert "Nothing needs you today" not in text
    answer = reverse("builder:object_to", args=[last.pk])
    assert f'action="{answer}"' in text
    assert client.post(answer, {"words": "They are posted."}).status_code == 302
    text = client.get(DESK).content.decode()
    assert "They are posted." in text
    assert f'action="{answer}"' not in text


def test_a_helper_reads_why_a_shop_is_suspended_and_does_not_answer(client):
    made = shop(state=Shop.State.SUSPENDED)
    last = measure(made, kind="suspended", reasons="Parcels were late.")
    client.force_login(Helper.objects.create(shop=made, person=person("赵"), goods=False).person)
    text = client.get(DESK).content.decode()
    assert "Parcels were late." in text
    assert reverse("builder:object_to", args=[last.pk]) not in text


@pytest.fixture
def unkept(homes):
    """A rule about labels, a lesson that helps to keep it, and one for another rule; the lessons’ keys."""
    pages.programme(homes, stages=1, lessons=2)
    rulebook({"key": "labels"}, {"key": "story"})
    keys = [one.translation_key for one in LessonPage.objects.filter(locale__language_code="en").order_by("path")]
    for rule, key in zip(("labels", "story"), keys, strict=True):
        LessonAdvice.objects.create(fault="unkept rule", rule_key=rule, lesson_key=key)
    return keys


def test_what_an_inspection_found_suggests_its_lesson_under_the_rule(client, unkept):
    made = shop(state=Shop.State.RETURNED)
    by = person("冯志强", role="franchise manager")
    last = Inspection.objects.create(shop=made, inspector=by, decision="return", reasons="x", at=made.created_at)
    for rule in BrandRule.objects.all():
        InspectionLine.objects.create(inspection=last, rule=rule, is_kept=rule.key != "labels")
    client.force_login(made.owner)
    page = client.get(DESK)
    assert [(words, lesson.translation_key) for words, lesson in page.context["lessons"]] == [("Rule labels", unkept[0])]
    client.post(reverse("desk:put_away", args=[unkept[0]]))
    assert client.get(DESK).context["lessons"] == []


def test_a_warning_of_a_rule_suggests_the_lesson_for_that_rule(client, unkept):
    made = shop()
    whole(made)
    measure(made, rule_key="labels")
    client.force_login(made.owner)
    assert [lesson.translation_key for _words, lesson in client.get(DESK).context["lessons"]] == [unkept[0]]
