"""Questions on lessons: asked once, answered once, shown to all who need it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from common.models import AuditEntry
from courses.mentoring import answering, queries
from courses.mentoring.models import Answer, LessonQuestion
from outbox.models import Message
from tests.factories import cohorts, people
from tests.factories import mentoring as make
from tests.factories.mentoring import NOW

LATE = NOW + timedelta(hours=73)


def names(mentor, at=NOW):
    return [each.question.words for each in queries.questions_waiting(mentor, at=at)]


def test_the_same_words_on_the_same_lesson_are_one_question(seat):
    key = uuid4()
    first, second = (make.question(seat, lesson_key=key) for _press in range(2))
    assert first == second
    assert (LessonQuestion.objects.count(), AuditEntry.objects.filter(action="ask on lesson").count()) == (1, 1)
    make.question(seat, lesson_key=uuid4())
    assert LessonQuestion.objects.count() == 2


def test_a_fourth_question_waits_for_an_answer(seat, mentor):
    first, *_others = [make.question(seat, words=str(number)) for number in range(3)]
    with pytest.raises(answering.TooManyWaiting):
        make.question(seat, words="四")
    assert LessonQuestion.objects.count() == 3
    answering.answer(question=first, mentor=mentor, words="好", at=NOW)
    assert make.question(seat, words="四").state == "waiting"


def test_who_has_withdrawn_asks_no_more(seat):
    type(seat).objects.update(state="withdrawn")
    with pytest.raises(answering.NotYours):
        make.question(seat)
    assert LessonQuestion.objects.count() == 0


def test_a_question_waits_on_the_mentors_desk_and_once_late_on_every_mentors_of_the_cohort(seat, mentor, colleague):
    make.question(seat, words="早")
    make.question(seat, words="晚", at=NOW + timedelta(hours=1))
    assert names(mentor) == ["早", "晚"]
    assert names(colleague) == []
    assert names(colleague, at=NOW + timedelta(hours=72)) == []
    assert names(colleague, at=NOW + timedelta(hours=72, seconds=1)) == ["早"]
    assert names(people.person("别人", role="mentor"), at=LATE) == []


def test_a_question_of_a_trainee_without_a_mentor_waits_on_every_desk(class_of, mentor, colleague):
    make.question(cohorts.enrolment(class_of), words="没导师")
    assert [names(who) for who in (mentor, colleague)] == [["没导师"], ["没导师"]]
    assert names(people.person("何经理", role="programme manager")) == ["没导师"]


def test_an_answer_for_one_is_told_and_not_shared(seat, mentor, trainee):
    question = make.question(seat)
    answer = answering.answer(question=question, mentor=mentor, words="能，垫一层布。", at=NOW)
    question.refresh_from_db()
    assert (question.state, question.answer, question.answered_by, question.answered_at) == ("answered", answer, mentor, NOW)
    assert (answer.is_shared, answer.words_zh_hans, answer.words_en, answer.asked_zh_hans) == (
        False, "能，垫一层布。", None, "袋子用熨斗封可以吗？",
    )  # fmt: skip
    letter = Message.objects.get(key=f"question-answered-{question.pk}:site")
    assert (letter.recipient, letter.subject) == (trainee, "李伟回答了您的问题")
    assert letter.body.endswith("能，垫一层布。")


def test_the_letter_leads_to_the_lesson_in_the_readers_language(seat, mentor, trainee, camp):
    type(trainee).objects.update(language="en")
    lesson = camp.get_first_child().get_children().first()
    question = make.question(seat, lesson_key=lesson.translation_key)
    answering.answer(question=question, mentor=mentor, words="Yes.", at=NOW)
    letter = Message.objects.get(key=f"question-answered-{question.pk}:site")
    assert (letter.language, letter.link) == ("en", "/learn/ecommerce/stage-1/lesson-1/#questions")
    assert "On the lesson “Lesson 1.1” you asked" in letter.body


def test_an_answer_stands_in_the_language_it_is_written_in(seat, mentor):
    answer = make.answer(seat, mentor=mentor, asked="Can I seal with an iron?", words="Yes, over a cloth.")
    assert (answer.asked_en, answer.words_en, answer.asked_zh_hans, answer.words_zh_hans) == (
        "Can I seal with an iron?", "Yes, over a cloth.", None, None,
    )  # fmt: skip


def test_the_second_answer_changes_nothing(seat, mentor, colleague):
    question = make.question(seat)
    answering.answer(question=question, mentor=mentor, words="能", at=NOW)
    for act in (
        lambda: answering.answer(question=question, mentor=colleague, words="不能", at=NOW),
        lambda: answering.point_to(question=question, answer=Answer.objects.get(), mentor=colleague, at=NOW),
    ):
        with pytest.raises(answering.AlreadyAnswered):
            act()
    assert Answer.objects.get().words == "能"
    assert Message.objects.filter(key__startswith="question-answered").count() == 2  # by phone and in the site, once


def test_a_similar_question_is_answered_by_pointing(class_of, seat, mentor, colleague):
    answer = make.answer(seat, mentor=mentor)
    other = make.question(cohorts.enrolment(class_of, mentor=mentor), words="熨斗行不行")
    answering.point_to(question=other, answer=answer, mentor=colleague, at=NOW)
    other.refresh_from_db()
    assert (other.state, other.answer, other.answered_by) == ("answered", answer, colleague)
    assert Answer.objects.count() == 1
    assert Message.objects.get(key=f"question-answered-{other.pk}:site").body.endswith("能，垫一层布。")


def test_only_a_shared_answer_of_the_programme_is_pointed_to(class_of, seat, mentor, homes):
    from tests.factories.pages import programme

    private = make.answer(seat, mentor=mentor, shared=False)
    elsewhere = cohorts.enrolment(cohorts.cohort(programme(homes, slug="farming", stages=1)), mentor=mentor)
    foreign = make.answer(elsewhere, mentor=mentor)
    question = make.question(seat, words="还有一个")
    for answer in (private, foreign):
        with pytest.raises(answering.WrongLesson):
            answering.point_to(question=question, answer=answer, mentor=mentor, at=NOW)
    question.refresh_from_db()
    assert (question.state, question.answer) == ("waiting", None)


def test_strangers_answer_nothing(seat, trainee):
    question = make.question(seat)
    for stranger in (trainee, people.person("别人", role="mentor"), people.person("编辑", role="editor")):
        with pytest.raises(answering.NotYours):
            answering.answer(question=question, mentor=stranger, words="好", at=NOW)
    assert (Answer.objects.count(), Message.objects.filter(key__startswith="question").count()) == (0, 0)


@pytest.mark.parametrize("given", [{"words": ""}, {"words": "好", "is_shared": True, "asked": ""}])
def test_an_answer_needs_words(seat, mentor, given):
    with pytest.raises(answering.WordsMissing):
        answering.answer(question=make.question(seat), mentor=mentor, at=NOW, **given)
    assert Answer.objects.count() == 0


def test_an_editor_adds_the_other_language(seat, mentor):
    answer, editor = make.answer(seat, mentor=mentor), people.person("胡敏", role="editor")
    said = {
        "asked_zh_hans": "袋子能用熨斗封吗？",
        "words_zh_hans": "能，垫一层布。",
        "asked_en": "An iron?",
        "words_en": "Yes.",
    }
    for _press in range(2):
        answering.revise(answer=answer, by=editor, at=NOW, is_shared=True, **said)
    answer.refresh_from_db()
    assert (answer.asked_en, answer.words_en, answer.mentor) == ("An iron?", "Yes.", mentor)
    entry = AuditEntry.objects.get(action="revise answer")
    assert entry.details == {"changed": ["asked_en", "words_en"], "is_shared": True}


def test_an_editor_does_not_read_what_is_for_one(seat, mentor):
    answer = make.answer(seat, mentor=mentor, shared=False)
    said = {"asked_zh_hans": "改", "words_zh_hans": "改", "asked_en": "", "words_en": ""}
    with pytest.raises(answering.NotYours):
        answering.revise(answer=answer, by=people.person("胡敏", role="editor"), at=NOW, is_shared=True, **said)
    answer.refresh_from_db()
    assert (answer.is_shared, answer.words_zh_hans) == (False, "能，垫一层布。")
