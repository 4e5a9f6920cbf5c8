"""Three questions, never in the way: who may answer, what is kept, and that it stays true to what was asked."""

import pytest

from common.models import AuditEntry
from courses.surveys import operations
from courses.surveys.models import Answer, Questions
from tests.factories import attendance, certificates, cohorts, people, surveys
from tests.factories.cohorts import NOW

SAID = {"face": 4, "option": 2, "words": "  图再大\n一点 ", "shows_name": True}


@pytest.fixture
def camp(db):
    return certificates.camp()


@pytest.fixture
def asked(camp):
    return certificates.Assignment.objects.filter(programme_key=camp.translation_key).order_by("position")[0]


@pytest.fixture
def place(camp, asked, trainee):
    place = cohorts.enrolment(attendance.cohort(programme_key=camp.translation_key), trainee)
    certificates.approve(place, asked)
    return place


@pytest.fixture
def shown(db):
    return surveys.questions()


def test_an_answer_is_kept_once_and_may_be_changed(place, asked, shown):
    given = {"enrolment": place, "stage_key": asked.module_key, "questions": shown, "by": place.trainee, "at": NOW}
    for _twice in range(2):
        operations.answer(**given, **SAID)
    one = Answer.objects.get()
    assert (one.face, one.option, one.words, one.shows_name) == (4, 2, "图再大 一点", True)
    operations.answer(**given, **{**SAID, "face": None, "words": ""})
    one.refresh_from_db()
    assert (one.face, one.option, one.words) == (None, 2, "")
    assert AuditEntry.objects.filter(action="answer survey").count() == 2
    place.refresh_from_db()
    assert place.last_active_at == NOW


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"face": None, "option": None, "words": " "}, operations.NothingSaid),
        ({"face": 6}, operations.NotAsked),
        ({"option": 4}, operations.NotAsked),
        ({"option": 0}, operations.NotAsked),
    ],
)
def test_what_was_not_asked_is_not_kept(place, asked, shown, changes, fault):
    given = {"enrolment": place, "stage_key": asked.module_key, "questions": shown, "by": place.trainee, "at": NOW}
    with pytest.raises(fault):
        operations.answer(**given, **{**SAID, **changes})
    with pytest.raises(operations.NotAsked):
        operations.answer(**given | {"questions": surveys.questions("end")}, **SAID)
    assert Answer.objects.count() == 0


def test_only_who_reached_it_answers_and_only_for_themself(camp, place, asked, shown):
    given = {"questions": shown, "at": NOW, **SAID}
    later = certificates.Assignment.objects.get(programme_key=camp.translation_key, position=2)
    gone = cohorts.enrolment(place.cohort, state="withdrawn")
    certificates.approve(gone, asked)
    for enrolment, key, by in (
        (place, later.module_key, place.trainee),
        (place, None, place.trainee),
        (place, asked.module_key, people.person()),
        (gone, asked.module_key, gone.trainee),
    ):
        with pytest.raises(operations.NotReached):
            operations.answer(enrolment=enrolment, stage_key=key, by=by, **given)
    assert Answer.objects.count() == 0
    graduate = cohorts.enrolment(place.cohort, state="graduated")
    operations.answer(enrolment=graduate, stage_key=later.module_key, by=graduate.trainee, **given)
    operations.answer(
        enrolment=graduate, stage_key=None, by=graduate.trainee, **given | {"questions": surveys.questions("end")}
    )
    assert Answer.objects.count() == 2


def test_worded_anew_the_old_answers_keep_their_words(place, asked, shown):
    one = surveys.answer(place, shown, asked.module_key)
    manager, before = people.person(role="programme manager"), Questions.objects.count()
    words = {**surveys.WORDS, "face_zh_hans": "这一关好不好？"}
    made = [operations.word_questions(before=shown, words=words, by=manager, at=NOW) for _twice in range(2)]
    one.refresh_from_db()
    assert (one.questions.face_zh_hans, made[0].face_zh_hans, made[0].pk) == ("怎么样？", "这一关好不好？", made[1].pk)
    assert (Questions.objects.count() - before, AuditEntry.objects.filter(action="word survey questions").count()) == (1, 1)
