"""Complaint 9: "The progress bar does not move and nobody knows why". Ours moves at once, or says what it waits for."""

import pytest

from courses.cohorts.operations import finish_lesson
from courses.cohorts.queries import progress
from courses.curriculum.models import LessonPage
from tests.factories import assessment, cohorts
from tests.factories.assessment import NOW


@pytest.fixture
def asked(programme):
    return assessment.assignments(programme, pieces=("name", "story"))


@pytest.fixture
def place(asked, programme, trainee, mentor, client):
    client.force_login(trainee)
    return cohorts.enrolment(cohorts.cohort(programme), trainee, mentor=mentor)


def tick(place, *numbers):
    lessons = list(LessonPage.objects.filter(locale__language_code="zh-hans").order_by("path"))
    for number in numbers:
        finish_lesson(enrolment=place, lesson_key=lessons[number].translation_key, at=NOW)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_tick_moves_the_bar_at_once_in_both_languages(client, place, language):
    path = f"/{language}/learn/ecommerce/stage-1/lesson-1/"
    said = {"zh-hans": "共 2 课，学完 {} 课", "en": "{} of 2 lessons done"}[language]
    for done in (0, 1):
        page = client.get(path).content.decode()
        assert said.format(done) in page
        tick(place, 0)


def test_every_state_says_what_the_bar_waits_for(client, place, asked, mentor):
    def said() -> str:
        return client.get("/en/my/").content.decode()

    assert "Stage 1: 0 of 2 lessons ticked. A lesson is ticked when its check is answered right." in said()
    tick(place, 0, 1)
    assert "Stage 1: every lesson is ticked. Now hand in its piece." in said()
    assessment.sent(place, asked["name"])
    tick(place, 2, 3)
    assessment.sent(place, asked["story"])
    assert progress(place).done == 0
    assert "Everything is handed in. Your mentor has the next word." in said()
    assert "A petal of the flower turns red when your mentor has approved the stage’s piece." in said()
