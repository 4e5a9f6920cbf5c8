"""Keeping, sending and answering a piece."""

import pytest

from common.models import AuditEntry
from common.states import WrongState
from courses.assessment import operations
from courses.assessment.models import Review, Submission, Version
from outbox.models import Message
from tests.factories import assessment as make
from tests.factories import cohorts, people
from tests.factories.assessment import CONTENT, NOW


@pytest.fixture
def asked(programme):
    return make.assignments(programme, pieces=("name", "product"))


@pytest.fixture
def place(programme, trainee, mentor):
    return cohorts.enrolment(cohorts.cohort(programme), trainee, mentor=mentor)


@pytest.fixture
def version(place, asked):
    return make.sent(place, asked["name"])


def send(submission, expected=1, note="", **changes):
    content = {**CONTENT["name"], **changes}
    return operations.send(submission=submission, content=content, note=note, expected=expected, at=NOW)


def test_opening_a_piece_twice_makes_one(place, asked):
    first = operations.start(enrolment=place, assignment=asked["name"])
    assert operations.start(enrolment=place, assignment=asked["name"]) == first
    assert Submission.objects.count() == 1


def test_a_draft_is_kept_as_typed(place, asked):
    submission = operations.start(enrolment=place, assignment=asked["name"])
    operations.save_draft(submission=submission, draft={"name_zh": " <script>盘", "price": "many"}, at=NOW)
    submission.refresh_from_db()
    assert submission.draft == {"name_zh": " <script>盘", "price": "many"}
    assert submission.draft_saved_at == NOW


def test_sending_makes_a_version_and_tells_the_mentor(version, mentor):
    assert (version.number, version.content) == (1, CONTENT["name"])
    assert version.submission.state == "sent"
    told = Message.objects.get(recipient=mentor, channel="site")
    assert told.link == f"/mentoring/review/{version.pk}/"
    assert "盘美花" in told.subject


def test_sending_twice_makes_one_version(version):
    again = send(version.submission)
    assert again == version
    assert Version.objects.count() == 1


def test_a_piece_with_the_mentor_takes_no_other_version(version):
    for expected in (1, 2):
        with pytest.raises(operations.AlreadyWithMentor):
            send(version.submission, expected=expected, name_zh="别的名字")
    assert Version.objects.count() == 1


def test_an_old_tab_does_not_send_the_first_version_again(version, mentor):
    operations.ask_change(version=version, mentor=mentor, words="印章换一个字。", at=NOW)
    assert send(version.submission) == version
    assert Version.objects.count() == 1
    assert send(version.submission, expected=2, seal="茶").number == 2


def test_an_approved_piece_is_finished(version, mentor):
    operations.approve(version=version, mentor=mentor, at=NOW)
    with pytest.raises(WrongState):
        send(version.submission, expected=2, seal="茶")
    operations.save_draft(submission=version.submission, draft={"seal": "茶"}, at=NOW)
    version.submission.refresh_from_db()
    assert (version.submission.draft, Version.objects.count()) == ({}, 1)


def test_approving_sews_the_piece_on_and_calls_what_follows(version, mentor, trainee, monkeypatch):
    called = []
    monkeypatch.setattr(operations, "when_approved", [lambda submission, at: called.append((submission, at))])
    review = operations.approve(version=version, mentor=mentor, words="好名字。", marks={"1": "good"}, at=NOW)
    version.submission.refresh_from_db()
    assert (review.decision, review.words, review.marks) == ("approve", "好名字。", {"1": "good"})
    assert (version.submission.state, version.submission.approved_at) == ("approved", NOW)
    assert called == [(version.submission, NOW)]
    told = Message.objects.get(recipient=trainee, channel="site")
    assert told.link == f"/work/{version.submission.enrolment_id}/name/1/"
    assert "好名字。" in told.body


def test_what_follows_an_approval_fails_with_it(version, mentor, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr(operations, "when_approved", [fail])
    with pytest.raises(RuntimeError):
        operations.approve(version=version, mentor=mentor, at=NOW)
    version.submission.refresh_from_db()
    assert (version.submission.state, Review.objects.count()) == ("sent", 0)


def test_asking_for_a_change_needs_words(version, mentor):
    with pytest.raises(operations.WordsMissing):
        operations.ask_change(version=version, mentor=mentor, words="  ", at=NOW)
    assert Review.objects.count() == 0


def test_a_change_asked_for_goes_back_to_the_trainee(version, mentor, trainee):
    operations.ask_change(version=version, mentor=mentor, words="写上村名。", at=NOW)
    version.submission.refresh_from_db()
    assert version.submission.state == "change asked"
    assert "写上村名。" in Message.objects.get(recipient=trainee, channel="site").body


def test_only_the_mentor_or_a_programme_manager_reviews(version, trainee):
    manager = people.person("何经理", role="programme manager")
    strangers = [trainee, people.person("王老师", role="mentor"), people.person("编辑", role="editor")]
    for stranger in strangers:
        with pytest.raises(operations.NotYours):
            operations.approve(version=version, mentor=stranger, at=NOW)
    version.submission.refresh_from_db()
    assert (version.submission.state, Review.objects.count()) == ("sent", 0)
    assert operations.approve(version=version, mentor=manager, at=NOW).mentor == manager


def test_a_manager_who_studies_does_not_review_their_own_work(programme, asked):
    manager = people.person("何经理", role="programme manager")
    version = make.sent(cohorts.enrolment(cohorts.cohort(programme), manager), asked["name"])
    with pytest.raises(operations.NotYours):
        operations.approve(version=version, mentor=manager, at=NOW)
    assert Review.objects.count() == 0


def test_a_version_is_answered_once(version, mentor):
    operations.approve(version=version, mentor=mentor, at=NOW)
    before = AuditEntry.objects.count()
    for again in (operations.approve, operations.ask_change):
        with pytest.raises(operations.AlreadyReviewed):
            again(version=version, mentor=mentor, words="再想想", at=NOW)
    assert (Review.objects.count(), AuditEntry.objects.count()) == (1, before)
    version.submission.refresh_from_db()
    assert version.submission.state == "approved"


def test_an_older_version_is_not_answered(version, mentor):
    operations.ask_change(version=version, mentor=mentor, words="写上村名。", at=NOW)
    second = send(version.submission, expected=2, village="河口")
    with pytest.raises(operations.AlreadyReviewed):
        operations.approve(version=version, mentor=mentor, at=NOW)
    second.submission.refresh_from_db()
    assert second.submission.state == "sent"


def test_products_are_added_one_after_another_up_to_eight(place, asked):
    with pytest.raises(operations.NoMoreProducts):
        operations.add_product(enrolment=place, at=NOW)
    for piece in ("name", "story", "product"):
        make.sent(place, asked[piece])
    for number in range(2, 9):
        assert operations.add_product(enrolment=place, at=NOW).number == number
        with pytest.raises(operations.NoMoreProducts):
            operations.add_product(enrolment=place, at=NOW)
        make.sent(place, asked["product"], number=number)
    with pytest.raises(operations.NoMoreProducts):
        operations.add_product(enrolment=place, at=NOW)
    assert Submission.objects.filter(assignment=asked["product"]).count() == 8


def test_photos_that_another_press_added_meanwhile_stay(place, asked):
    """Two pages were opened with photo 1; each adds one, and the second knows nothing of the first's."""
    submission = operations.start(enrolment=place, assignment=next(iter(asked.values())))
    for added in ([1], [2], [3]):
        operations.save_photos(submission=submission, draft={"note": "光"}, there=[], added=added, removed=[], at=NOW)
    operations.save_photos(submission=submission, draft={}, there=[1], added=[], removed=[1], at=NOW)
    submission.refresh_from_db()
    assert submission.draft == {"photos": [2, 3]}
    operations.save_photos(submission=submission, draft={}, there=[], added=list(range(4, 20)), removed=[], at=NOW)
    submission.refresh_from_db()
    assert len(submission.draft["photos"]) == 8
