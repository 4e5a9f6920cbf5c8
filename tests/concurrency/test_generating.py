"""Many graduates press at once, all with the same names: each gets a shop, none twice, none fails. On PostgreSQL."""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection, connections

from accounts.models import User
from courses.assessment.models import Review, Submission, Version
from courses.cohorts.models import Enrolment
from shops.builder import addresses, generating, making, renewing
from shops.builder.models import Generation, MadeProduct
from shops.catalogue.models import Product
from shops.franchise.models import Shop
from tests.factories import assessment, cohorts
from tests.factories.catalogue import category
from tests.factories.people import person
from tests.factories.shops import OPENED, township

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: there is no race"),
]
SHOPS, WORKERS = 1000 if os.environ.get("PROVE") else 50, 4


def graduates(count: int) -> list[Enrolment]:
    """So many trainees of one name, the same eight pieces of each approved: rows at once, without pages and presses."""
    category()
    township("shuikou")
    run = cohorts.cohort(SimpleNamespace(translation_key=uuid4()))
    asked = assessment.assignments_of(run.programme_key)
    mentor = person("李伟", role="mentor")
    people = User.objects.bulk_create(User(name="盘美花", email=f"{n}@yaodu.example") for n in range(count))
    places = Enrolment.objects.bulk_create(
        Enrolment(trainee=one, cohort=run, mentor=mentor, state="active", started_at=OPENED) for one in people
    )
    sewn = {"state": Submission.State.APPROVED, "sent_at": OPENED, "approved_at": OPENED}
    work = Submission.objects.bulk_create(
        Submission(enrolment=place, assignment=assignment, **sewn) for place in places for assignment in asked.values()
    )
    versions = Version.objects.bulk_create(
        Version(submission=one, number=1, content=assessment.CONTENT[one.assignment.piece], sent_at=OPENED) for one in work
    )
    Review.objects.bulk_create(
        Review(version=one, mentor=mentor, decision=Review.Decision.APPROVE, at=OPENED) for one in versions
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself after so much writing
    return places


def press_all(places: list[Enrolment], workers: int = WORKERS) -> Counter:
    """What it came to when `workers` began at one instant and pressed for every place in turn: "made", or exceptions."""
    start = Barrier(workers)

    def work(share: list[Enrolment]) -> Counter:
        came_to: Counter = Counter()
        start.wait(timeout=30)
        for place in share:
            try:
                generating.generate_shop(enrolment=place, by=place.trainee, at=OPENED)
                came_to["made"] += 1
            except Exception as fault:
                came_to[type(fault).__name__] += 1
        connections.close_all()
        return came_to

    with ThreadPoolExecutor(workers) as pool:
        return sum(pool.map(work, [places[n::workers] for n in range(workers)]), Counter())


def test_four_workers_make_every_shop_once_without_an_error(transactional_db):
    assert press_all(graduates(SHOPS)) == {"made": SHOPS}
    counts = Shop.objects.count(), Generation.objects.count(), Product.objects.count(), MadeProduct.objects.count()
    assert counts == (SHOPS, SHOPS, SHOPS, SHOPS)
    assert Shop.objects.values("owner").distinct().count() == SHOPS
    assert Shop.objects.filter(slug__regex=r"^pan-jia-ku-cha(-\d+)?$").values("slug").distinct().count() == SHOPS


def test_without_looking_again_those_who_clash_fail(transactional_db, monkeypatch):
    """The control: one look only, and all four look before any of them writes."""
    looked = Barrier(WORKERS)
    slug = making.shop_slug

    def together(*given):
        found = slug(*given)
        looked.wait(timeout=30)
        return found

    monkeypatch.setattr(addresses, "TRIES", 1)
    monkeypatch.setattr(making, "shop_slug", together)
    assert press_all(graduates(WORKERS)) == {"made": 1, "IntegrityError": WORKERS - 1}
    assert Shop.objects.count() == 1


RENEWALS = 6


def with_a_second_product() -> Generation:
    """A made shop, and a second product approved since."""
    (place,) = graduates(1)
    generating.generate_shop(enrolment=place, by=place.trainee, at=OPENED)
    for first in place.submissions.filter(assignment__piece__in=("product", "label", "price")):
        sewn = {"state": Submission.State.APPROVED, "sent_at": OPENED, "approved_at": OPENED}
        second = Submission.objects.create(enrolment=place, assignment=first.assignment, number=2, **sewn)
        version = Version.objects.create(submission=second, number=1, content=first.versions.get().content, sent_at=OPENED)
        Review.objects.create(version=version, mentor=place.mentor, decision=Review.Decision.APPROVE, at=OPENED)
    return Generation.objects.select_related("enrolment__trainee", "shop").get()


def renew_at_once(generation: Generation) -> Counter:
    """What so many presses at one instant came to: how many goods each made, or the exception."""
    start = Barrier(RENEWALS)

    def press(_: int) -> object:
        try:
            start.wait(timeout=30)
            news = renewing.renew_shop(generation=generation, by=generation.enrolment.trainee, at=OPENED)
            return len(news.further)
        except Exception as fault:
            return type(fault).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(RENEWALS) as pool:
        return Counter(pool.map(press, range(RENEWALS)))


def test_renewed_at_once_a_further_product_is_made_once(transactional_db):
    assert renew_at_once(with_a_second_product()) == {1: 1, 0: RENEWALS - 1}
    assert (Product.objects.count(), MadeProduct.objects.count()) == (2, 2)


def test_without_the_lock_renewals_run_into_one_another(transactional_db, monkeypatch):
    """The control: nobody waits, and all look before any writes; only the constraints hold the goods apart."""
    looked, read = Barrier(RENEWALS), renewing.news_of

    def together(generation):
        found = read(generation)
        looked.wait(timeout=30)
        return found

    monkeypatch.setattr(renewing, "hold", lambda enrolment: None)
    monkeypatch.setattr(renewing, "changeable", lambda shop: shop)
    monkeypatch.setattr(renewing, "news_of", together)
    came_to = renew_at_once(with_a_second_product())
    assert came_to[1] == 1
    assert came_to["IntegrityError"] == RENEWALS - 1
    assert Product.objects.count() == 2
