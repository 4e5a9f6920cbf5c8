"""The same press twice has one effect, and says nothing alarming."""

import pytest

from common.models import AuditEntry
from courses.assessment.models import Piece, Review, Submission, Version
from courses.certificates.models import CertificateBatch
from courses.cohorts.models import Application, Enrolment
from shops.builder.models import Generation
from shops.franchise.models import Agreement, Inspection, Shop
from tests.factories import assessment, catalogue, cohorts
from tests.factories.people import person
from tests.factories.shops import last_code
from tests.safety.world import FRANCHISE, MENTOR, OWNER, PROGRAMME, SHOPPER, STRANGER, records

pytestmark = pytest.mark.django_db


def twice(client, address: str, posted: dict | None = None) -> None:
    """Press, keep what it made, press again: the second press is answered and changes nothing."""
    assert client.post(address, posted or {}).status_code == 302
    once = records()
    assert client.post(address, posted or {}).status_code == 302
    assert records() == once


def test_sending_an_application(client, world):
    draft = cohorts.application(world["run"], world.people[SHOPPER], state="draft")
    client.force_login(world.people[SHOPPER])
    twice(client, "/en/learn/ecommerce/apply/check/")
    draft.refresh_from_db()
    assert draft.state == "sent"
    assert AuditEntry.objects.filter(action="send application").count() == 1


def test_beginning_an_application(client, world):
    client.force_login(world.people[SHOPPER])
    twice(client, "/en/learn/ecommerce/apply/")
    assert Application.objects.filter(applicant=world.people[SHOPPER]).count() == 1


def test_admitting_an_applicant(client, world):
    applied = cohorts.application(world["later"], world.people[SHOPPER])
    client.force_login(world.people[PROGRAMME])
    address = f"/en/learn/applications/{applied.pk}/"
    twice(client, address, {"decision": "admit", "words": ""})
    assert client.post(address, {"decision": "decline", "words": "满了"}).status_code == 302
    applied.refresh_from_db()
    assert (applied.state, Enrolment.objects.filter(application=applied).count()) == ("admitted", 1)


def test_sending_a_piece(client, world):
    for piece in ("product", "label", "price", "photos", "delivery"):
        assessment.sent(world["place"], world["asked"][piece])
    client.force_login(world.people[OWNER])
    address = f"/en/work/{world['place'].pk}/promise/1/"
    posted = {"do": "send", "ready": ["post", "bad"], "own": "", "note": "", "expected": "1"}
    assert client.post(address, posted).status_code == 302
    assert client.post(address, posted).status_code == 302
    assert Version.objects.filter(submission__assignment__piece="promise").count() == 1
    assert AuditEntry.objects.filter(action="send piece", details__version=1).count() == 10


def test_beginning_another_product(client, world):
    assessment.sent(world["place"], world["asked"]["product"])
    client.force_login(world.people[OWNER])
    twice(client, f"/en/work/{world['place'].pk}/another-product/")
    assert Submission.objects.filter(enrolment=world["place"], assignment__piece="product").count() == 2


def test_approving_a_piece(client, world):
    client.force_login(world.people[MENTOR])
    address = f"/en/mentoring/review/{world['version'].pk}/"
    twice(client, address, {"do": "approve", "words": "好"})
    client.post(address, {"do": "change", "words": "改"})
    assert Review.objects.get(version=world["version"]).decision == "approve"


def test_asking_answering_and_giving_an_hour_back(client, world):
    client.force_login(world.people[OWNER])
    twice(client, f"/en/mentoring/lessons/{world['lesson'].translation_key}/ask/", {"words": "谁能教我？"})
    twice(client, f"/en/mentoring/hours/{world['appointment'].pk}/cancel/")
    client.force_login(world.people[MENTOR])
    twice(client, f"/en/mentoring/questions/{world['question'].pk}/", {"do": "answer", "words": "好"})
    twice(client, "/en/mentoring/replies/", {"do": "add", "words": "好"})
    leave = {"do": "leave", "starts_on": "2027-01-01", "ends_on": "2027-01-02"}
    twice(client, "/en/mentoring/card/", leave)


def test_making_the_shop(client, world):
    place = Enrolment.objects.get(trainee=world.people[STRANGER])
    catalogue.category()
    for piece in Piece.values:
        if piece in (Piece.NAME, Piece.STORY):
            waiting = Version.objects.get(submission__enrolment=place, submission__assignment__piece=piece)
            client.force_login(waiting.submission.enrolment.mentor)
            client.post(f"/en/mentoring/review/{waiting.pk}/", {"do": "approve", "words": "好"})
        else:
            assessment.approved(place, world["asked"][piece], mentor=place.mentor)
    client.force_login(world.people[STRANGER])
    twice(client, "/en/my/shop/make/")
    assert (Generation.objects.count(), Shop.objects.filter(owner=world.people[STRANGER]).count()) == (1, 1)


def test_signing_sending_and_opening_the_shop(client, world):
    shop = world["shop"]
    client.force_login(world.people[OWNER])
    twice(client, "/en/my/shop/sign/", {"name": world.people[OWNER].name, "agree": "on"})
    twice(client, "/en/my/shop/sign/", {"name": world.people[OWNER].name, "agree": "on", "code": last_code(), "do": "sign"})
    assert Agreement.objects.filter(shop=shop).count() == 1
    twice(client, "/en/my/shop/send/")
    client.force_login(world.people[FRANCHISE])
    address = f"/en/franchise/{shop.pk}/"
    twice(client, address, {"decision": "open"})
    twice(client, address, {"decision": "return", "reasons": "改名"})
    assert Inspection.objects.filter(shop=shop).count() == 1
    assert Shop.objects.get(pk=shop.pk).state == "open"
    assert AuditEntry.objects.filter(action="open shop").count() == 1


def test_revoking_a_certificate(client, world):
    client.force_login(world.people[PROGRAMME])
    for act in ("revoke", "reinstate"):
        twice(client, f"/en/certificates/{world['certificate'].number}/{act}/", {"reason": "弄错了"})


def test_making_a_cohorts_certificates(client, world):
    client.force_login(world.people[PROGRAMME])
    twice(client, f"/en/certificates/cohorts/{world['run'].pk}/make/")
    assert CertificateBatch.objects.filter(cohort=world["run"]).count() == 1


def test_signing_up(client, world):
    for _press in range(2):
        client.post("/en/account/sign-up/", {"name": "新人", "contact": "13977770007"})
    assert AuditEntry.objects.filter(action="signed up").count() == 1
    assert type(person()).objects.filter(phone="+8613977770007").count() == 1
