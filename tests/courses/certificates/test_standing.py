"""Revoking and reinstating: with a reason, once, on record, the holder told; and what a scanned code then says."""

import pytest

from common.models import AuditEntry
from courses.certificates import standing
from courses.certificates.models import Certificate, StandingChange
from courses.cohorts.models import Enrolment
from outbox.models import Message
from tests.factories import certificates as award
from tests.factories import cohorts as make
from tests.factories import fieldlog as field
from tests.factories import people
from tests.factories.shops import shop

NUMBER = "JH-2027-7K3F9Q"
NOW = make.NOW


@pytest.fixture
def certificate(trainee):
    return award.certificate(make.enrolment(make.cohort(award.camp()), trainee))


@pytest.fixture
def manager(db):
    return people.person("欧阳静", role="programme manager")


def told(trainee) -> list[str]:
    return list(Message.objects.filter(recipient=trainee, channel="site").order_by("pk").values_list("body", flat=True))


def test_taken_back_it_stands_again_and_both_turns_stay_on_record(certificate, manager, trainee):
    with pytest.raises(standing.NotRevoked):
        standing.reinstate(certificate=certificate, by=manager, reason="好", at=NOW)
    standing.revoke(certificate=certificate, by=manager, reason="照片不是本人拍的", at=NOW)
    with pytest.raises(standing.ReasonMissing):
        standing.reinstate(certificate=certificate, by=manager, reason=" ", at=NOW)
    standing.reinstate(certificate=certificate, by=manager, reason="照片是本人的", at=NOW)
    with pytest.raises(standing.NotRevoked):
        standing.reinstate(certificate=certificate, by=manager, reason="再来", at=NOW)
    assert Certificate.objects.get().revoked_at is None
    assert list(StandingChange.objects.values_list("kind", "reason", "by")) == [
        ("revoked", "照片不是本人拍的", manager.pk), ("reinstated", "照片是本人的", manager.pk),
    ]  # fmt: skip
    assert sorted(AuditEntry.objects.values_list("action", flat=True)) == ["reinstate certificate", "revoke certificate"]
    first, second = told(trainee)  # once for each turn
    assert "照片不是本人拍的" in first
    assert "照片是本人的" in second


def test_the_code_of_a_revoked_one_says_so_plainly_in_both_languages(client, certificate, manager):
    standing.revoke(certificate=certificate, by=manager, reason="冒名", at=NOW)
    for language, other in (("en", "这张证书已被撤销，现在无效"), ("zh-Hans", "This certificate was revoked and is not valid")):
        page = client.get(f"/c/{NUMBER}", follow=True, headers={"Accept-Language": language}).content.decode()
        heading = {"en": "This certificate was revoked</h1>", "zh-Hans": "这张证书已被撤销</h1>"}[language]
        assert heading in page
        assert other in page
        assert "冒名" in page
        assert "This certificate is real" not in page
        assert "证书有效" not in page


def test_only_a_manager_reinstates_and_never_their_own(client, certificate, trainee, manager):
    standing.revoke(certificate=certificate, by=manager, reason="冒名", at=NOW)
    for person in (trainee, people.person(role="mentor")):
        client.force_login(person)
        assert client.post(f"/en/certificates/{NUMBER}/reinstate/", {"reason": "x"}).status_code == 404
    assert Certificate.objects.get().revoked_reason == "冒名"
    client.force_login(manager)
    assert "Let it stand again" in client.get(f"/en/certificates/{NUMBER}/").content.decode()
    for _press in range(2):
        client.post(f"/en/certificates/{NUMBER}/reinstate/", {"reason": "弄错了"})
    assert Certificate.objects.get().revoked_at is None
    assert StandingChange.objects.count() == 2


def test_the_page_shows_the_holder_as_they_stand(client, certificate, mentor):
    place = certificate.enrolment
    Enrolment.objects.filter(pk=place.pk).update(mentor=mentor)
    plot = field.plot(place)
    for key in ("weed", "water"):
        for _time in range(2 if key == "weed" else 1):
            field.check(field.entry(plot, key), mentor)
    field.check(field.entry(plot, "weed"), mentor, result="differs", words="没锄")
    market = shop(owner=place.trainee, certificate_number=NUMBER, state="sent", name_en="Pan's tea")
    page = client.get(f"/en/certificates/{NUMBER}/").content.decode()
    for said in ("January 2027", "checked on site 2 times, last on", "checked on site 1 time, on", "Badge as a picture (SVG)"):
        assert said in page
    assert "Pan&#x27;s tea" not in page  # not open yet
    type(market).objects.update(state="open")
    assert "Pan&#x27;s tea" in client.get(f"/en/certificates/{NUMBER}/").content.decode()
