"""From a batch on a product's page back to the plot or herd of the field log, and who saw it on the spot."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from shops.builder.tracing import trace_of
from tests.factories import cohorts, fieldlog
from tests.factories.catalogue import product
from tests.factories.people import person
from tests.factories.shops import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db):
    mentor = person("李伟", role="mentor")
    run = cohorts.cohort(SimpleNamespace(translation_key=uuid4()), mentors=(mentor,))
    made = cohorts.enrolment(run, person("盘美花", role="trainee"), mentor=mentor)
    fieldlog.rule(made)
    return made


def sold(place, batch: str):
    return product(of=shop(owner=place.trainee), batch=batch)


def test_a_checked_batch_leads_to_its_plot_and_to_who_saw_it(client, homes, place, django_assert_num_queries):
    harvest = fieldlog.harvest(fieldlog.plot(place, name="东坡地"))
    fieldlog.check(harvest, place.mentor)
    made = sold(place, harvest.brought.batch)
    with django_assert_num_queries(2):
        found = trace_of(made)
    assert (found.subject.name, found.taken_on) == ("东坡地", date(2026, 11, 21))
    assert (found.seen_on, found.by_mentor) == (date(2026, 11, 22), True)
    page = client.get(f"/en/products/{made.slug}/").content.decode()
    assert "东坡地" in page
    assert "Checked on site by a mentor of the course, 22 November 2026." in page


def test_a_herd_that_nobody_saw_yet_claims_no_check(client, homes, place):
    taken = fieldlog.harvest(fieldlog.herd(place))
    made = sold(place, taken.brought.batch)
    found = trace_of(made)
    assert (found.subject.kind, found.seen_on) == ("herd", None)
    assert "Checked on site" not in client.get(f"/en/products/{made.slug}/").content.decode()


def test_what_was_found_otherwise_or_seen_by_the_office_is_said_so(place):
    harvest = fieldlog.harvest(fieldlog.plot(place))
    fieldlog.check(harvest, place.mentor, result="differs")
    assert trace_of(sold(place, harvest.brought.batch)).seen_on is None
    other = fieldlog.harvest(fieldlog.plot(place))
    fieldlog.check(other, person("局", role="programme manager"))
    found = trace_of(sold(place, other.brought.batch))
    assert (found.seen_on, found.by_mentor) == (date(2026, 11, 22), False)


def test_another_persons_batch_an_unknown_one_and_none_lead_nowhere(place, django_assert_num_queries):
    harvest = fieldlog.harvest(fieldlog.plot(place))
    stranger, unknown, none = product(batch=harvest.brought.batch), sold(place, "PMH-1"), sold(place, "")
    for made, queries in ((stranger, 1), (unknown, 1), (none, 0)):
        with django_assert_num_queries(queries):
            assert trace_of(made) is None


def test_a_batch_taken_while_it_was_forbidden_is_not_told_of(place):
    plot = fieldlog.plot(place)
    spraying = {"used": "印楝素", "quantity": 1, "unit": "bucket", "dose": "1:800", "waiting_days": 7}
    fieldlog.entry(plot, "spray", date(2026, 11, 18), **spraying)
    harvest = fieldlog.harvest(plot)
    assert trace_of(sold(place, harvest.brought.batch)) is None
