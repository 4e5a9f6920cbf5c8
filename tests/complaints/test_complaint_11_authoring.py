"""Elsewhere a question holds no picture and few choices, and many cannot be brought in together. Here editors do all three."""

import pytest

from cms.permissions import allow_editing
from courses.curriculum.models import LessonPage
from courses.questions.models import Choice, Question
from tests.courses.questions.test_bank import NEW, choice, form
from tests.safety.world import someone

pytestmark = pytest.mark.django_db
LESSON = "/zh-hans/learn/ecommerce/stage-1/lesson-1/"
SIX = ("八两", "九两", "一斤", "一斤一两", "一斤二两", "一斤三两")
IMPORT = "/zh-hans/work/questions/import/"


@pytest.fixture
def lesson(programme):
    return LessonPage.objects.filter(locale__language_code="zh-hans").order_by("path").first()


@pytest.fixture
def editor(lesson, client):
    allow_editing()
    user = someone("editor")
    client.force_login(user)
    return user


def test_a_question_has_a_picture_and_six_choices(client, editor, lesson):
    rows = [choice(at, text, right=at == 2) for at, text in enumerate(SIX)]
    assert client.post(NEW, form(*rows, lesson_key=str(lesson.translation_key), drawing="l-weigh")).status_code == 302
    assert [one.text_zh_hans for one in Choice.objects.order_by("position")] == list(SIX)
    shown = client.get(LESSON).content.decode()
    assert "l-weigh" in shown
    assert [text for text in SIX if text not in shown] == []


def test_a_hundred_questions_come_in_together_and_one_bad_one_does_not_stop_them(client, editor, lesson):
    text = "".join(f"第 {n} 问？ {{={n} 克 ~{n} 斤}}\n\n" for n in range(1, 101)) + "写一篇作文 {}\n"
    given = {"text": text, "language": "zh_hans", "lesson": str(lesson.translation_key)}
    looked = client.post(IMPORT, {**given, "do": "look"})
    client.post(IMPORT, {**given, "do": "save", "press": looked.context["press"]})
    assert Question.objects.count() == 100
