"""A cohort's certificates asked for, made and revoked by many at once: one batch, one paper and one letter for each."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

from common.models import AuditEntry
from courses.assessment.models import Assignment
from courses.certificates import batches, operations, standing
from courses.certificates.models import Certificate, CertificateBatch, StandingChange
from outbox.models import Message
from tests.concurrency.together import AT_ONCE, RACE, at_once, meet_at, without_locks
from tests.courses.certificates.papers import one_page
from tests.factories import certificates as award
from tests.factories.cohorts import NOW, cohort, enrolment
from tests.factories.people import person

pytestmark = RACE
TRAINEES = 3


@pytest.fixture
def scene(transactional_db, monkeypatch):
    """A cohort of trainees who have done everything, and a manager; committed. Printing takes no time."""
    monkeypatch.setattr(operations, "render", lambda **what: one_page())
    run = cohort(award.camp(1))
    places = [enrolment(run, person(f"学员{number}", role="trainee")) for number in range(TRAINEES)]
    for place in places:
        award.approve(place, Assignment.objects.get())
    return SimpleNamespace(run=run, places=places, manager=person("欧阳静", role="programme manager"))


def press(scene):
    return lambda: batches.ask_for_batch(cohort=scene.run, by=scene.manager, at=NOW).pk


def awarded() -> tuple:
    """Certificates, letters of them, and lines that say they were awarded."""
    told = Message.objects.filter(channel="site", key__startswith="certificate-").count()
    return Certificate.objects.count(), told, AuditEntry.objects.filter(action="award certificate").count()


def papers() -> int:
    """Files of these certificates and batches on the disk."""
    kept = {
        *Certificate.objects.values_list("number", flat=True),
        *(f"certificates-{one.pk}" for one in CertificateBatch.objects.all()),
    }
    return sum(any(path.name.startswith(name) for name in kept) for path in Path(settings.PRIVATE_ROOT).rglob("*.pdf"))


def test_pressed_at_once_there_is_one_batch_and_one_certificate_and_letter_for_each(scene):
    came_to = at_once([press(scene)] * AT_ONCE)
    assert came_to == {CertificateBatch.objects.get().pk: AT_ONCE}
    assert AuditEntry.objects.filter(action="make certificates").count() == 1
    assert (awarded(), papers()) == ((TRAINEES,) * 3, TRAINEES + 1)
    assert set(CertificateBatch.objects.get().lines.values_list("state", flat=True)) == {"made"}


def test_without_the_cohorts_lock_presses_collide(scene, monkeypatch):
    """The control: all see no batch before any begins one, and only the constraint is left."""
    without_locks(monkeypatch)
    meet_at(monkeypatch, batches, "candidates_in", AT_ONCE)
    assert at_once([press(scene)] * AT_ONCE) == {CertificateBatch.objects.get().pk: 1, "IntegrityError": AT_ONCE - 1}


def test_workers_at_one_batch_make_each_certificate_once_and_leave_no_paper_behind(scene):
    batch = award.batch(scene.run, scene.manager, finished_at=None)
    for place in scene.places:
        batch.lines.create(enrolment=place)
    assert at_once([lambda: batches.make_some.func(batch.pk)] * AT_ONCE) == {None: AT_ONCE}
    assert (awarded(), papers()) == ((TRAINEES,) * 3, TRAINEES + 1)
    batch.refresh_from_db()
    assert (set(batch.lines.values_list("state", flat=True)), bool(batch.pdf)) == ({"made"}, True)


def test_without_the_places_lock_awards_collide(scene, monkeypatch):
    """The control: both see a trainee without a certificate, and only the move of the place is left."""
    without_locks(monkeypatch)
    meet_at(monkeypatch, operations, "is_complete", 2)
    award_one = [lambda: operations.graduate_if_complete(enrolment=scene.places[0], at=NOW).pk] * 2
    assert at_once(award_one) == {Certificate.objects.get().pk: 1, "WrongState": 1}


def revoking(certificate, manager, *acts) -> list:
    return [lambda act=act: act(certificate=certificate, by=manager, reason="弄错了", at=NOW) for act in acts] * AT_ONCE


def test_revoked_by_all_at_once_it_is_revoked_and_told_once(scene):
    certificate = award.certificate(scene.places[0])
    came_to = at_once(revoking(certificate, scene.manager, standing.revoke))
    assert came_to == {None: 1, "AlreadyRevoked": AT_ONCE - 1}
    assert (StandingChange.objects.count(), Message.objects.filter(channel="site").count()) == (1, 1)


def test_revoked_against_reinstated_each_turn_follows_the_last_and_is_told_once(scene):
    certificate = award.certificate(scene.places[0])
    came_to = at_once(revoking(certificate, scene.manager, standing.revoke, standing.reinstate))
    turns = list(StandingChange.objects.order_by("pk").values_list("kind", flat=True))
    assert turns == (["revoked", "reinstated"] * AT_ONCE)[: came_to[None]]
    certificate.refresh_from_db()
    assert bool(certificate.revoked_at) == (turns[-1] == "revoked")
    assert Message.objects.filter(channel="site").count() == len(turns) == StandingChange.objects.count()


def test_without_the_condition_it_is_revoked_twice(scene, monkeypatch):
    """The control: what is written does not ask what stands there."""
    certificate = award.certificate(scene.places[0])
    careless = SimpleNamespace(filter=lambda pk, **_asked: Certificate.objects.filter(pk=pk))
    monkeypatch.setattr(standing, "Certificate", SimpleNamespace(objects=careless))
    assert at_once(revoking(certificate, scene.manager, standing.revoke)) == {None: AT_ONCE}
    assert StandingChange.objects.count() == AT_ONCE
