"""What other pages show of the log: the bench's suggestions, the mentor's evidence, the trainee's standing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.assessment.bench import bench
from courses.assessment.operations import ask_change
from tests.factories import assessment, cohorts
from tests.factories import fieldlog as make

TODAY = date(2026, 11, 23)


@pytest.fixture
def asked(place):
    return assessment.assignments_of(place.cohort.programme_key)


def test_the_product_and_its_label_take_variety_months_and_batch_from_the_log(place, plot, asked):
    make.harvest(plot, 20)
    product, label = bench(place, "product", 1, TODAY).form(), bench(place, "label", 1, TODAY).form()
    assert (product["variety"].value(), product["harvest_months"].value()) == ("京丰一号", [11])
    assert label["batch"].value() == f"VE-P{plot.pk}-20261121-A"


def test_what_the_trainee_typed_stands_before_what_the_log_suggests(place, plot, asked):
    make.harvest(plot, 20)
    assessment.sent(place, asked["label"], batch="MY-1")
    assert bench(place, "label", 1, TODAY).form()["batch"].value() == "MY-1"


def test_without_a_harvest_the_batch_is_suggested_as_before(place, herd, asked):
    assert bench(place, "label", 1, TODAY).form()["batch"].value() == "PMH-2611-01"
    assert bench(place, "product", 1, TODAY).form()["variety"].value() == "藏香猪"


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "1 条到现场核对过"), ("en", "1 checked on site")])
def test_the_mentor_reads_the_evidence_beside_the_piece(client, place, plot, asked, mentor, language, words):
    make.check(make.entry(plot), mentor)
    version = assessment.sent(place, asked["story"])
    client.force_login(mentor)
    assert words in client.get(f"/{language}/mentoring/review/{version.pk}/").content.decode()


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "要拿证书，还差"), ("en", "For your certificate it still needs")])
def test_the_trainee_reads_on_their_page_what_the_certificate_still_needs(client, programme, trainee, mentor, language, words):
    assessment.assignments(programme)
    place = cohorts.enrolment(cohorts.cohort(programme), trainee, mentor=mentor)
    client.force_login(trainee)
    assert words not in client.get(f"/{language}/my/").content.decode()
    make.rule(place)
    assert words in client.get(f"/{language}/my/").content.decode()
    own_shop = {"zh-hans": "田间记录 0 条，至少要 3 条", "en": "0 entries in the field log; at least 3 are needed"}
    assert own_shop[language] in client.get(f"/{language}/my/shop/").content.decode()


@pytest.mark.parametrize("state", ["not begun", "sent", "a change asked"])
def test_the_product_of_who_keeps_a_log_costs_twelve_queries_at_most(client, programme, trainee, mentor, state):
    pieces = assessment.assignments(programme, pieces=("product", "name"))
    place = cohorts.enrolment(cohorts.cohort(programme), trainee, mentor=mentor)
    make.rule(place)
    make.harvest(make.plot(place), 120)
    make.harvest(make.herd(place), 40)
    if state != "not begun":
        version = assessment.sent(place, pieces["product"])
    if state == "a change asked":
        ask_change(version=version, mentor=mentor, words="写清楚品种。", at=assessment.NOW)
    client.force_login(trainee)
    address = f"/zh-hans/work/{place.pk}/product/1/"
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) == {"not begun": 11, "sent": 9, "a change asked": 9}[state]
