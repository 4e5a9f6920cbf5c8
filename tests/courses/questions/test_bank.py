"""The bank in the CMS: both languages in one form, faults in words, versions."""

import pytest

from cms.permissions import allow_editing
from common.models import AuditEntry
from courses.curriculum.models import ModulePage
from courses.questions import operations
from courses.questions.models import Choice, Question, Test
from tests.factories import cohorts
from tests.factories import questions as make
from tests.safety.world import someone

NEW = "/admin/question_bank/new/"


@pytest.fixture
def editor(programme, client):
    allow_editing()
    user = someone("editor")
    user.language = "en"
    user.save()
    client.force_login(user)
    return user


def choice(at, text, *, right=False, partner="", pk="", **more):
    fields = {"text_zh_hans": text, "text_en": text and f"E {text}", "partner_zh_hans": partner, "partner_en": partner,
              "why_zh_hans": "因为", "why_en": "", "ORDER": at + 1, "id": pk, "DELETE": "", **more}  # fmt: skip
    if right:
        fields["is_right"] = "on"
    return {f"choices-{at}-{name}": value for name, value in fields.items()}


def form(*choices, initial=0, **fields):
    given = {
        "kind": "single", "text_zh_hans": "多重？", "text_en": "How heavy?", "hint_zh_hans": "", "hint_en": "",
        "explanation_zh_hans": "", "explanation_en": "", "number": "", "tolerance": "", "unit_zh_hans": "", "unit_en": "",
        "drawing": "l-weigh", "photo": "", "lesson_key": "", "test": "", "position": "1", "topics": "称重",
        "choices-TOTAL_FORMS": len(choices), "choices-INITIAL_FORMS": initial, "choices-MIN_NUM_FORMS": 0,
        "choices-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    posted = {**given, **fields}
    for one in choices:
        posted |= one
    return posted


def two(**fields):
    return form(choice(0, "半斤", right=True), choice(1, "一斤"), **fields)


def test_a_question_is_written_in_both_languages(client, editor, lesson):
    response = client.post(NEW, two(lesson_key=str(lesson.translation_key)))
    assert response.status_code == 302
    question = Question.objects.get()
    assert (question.text_zh_hans, question.text_en, question.drawing) == ("多重？", "How heavy?", "l-weigh")
    assert (question.lesson_key, question.version, question.is_current) == (lesson.translation_key, 1, True)
    rows = list(Choice.objects.values_list("position", "text_zh_hans", "text_en", "is_right"))
    assert rows == [(1, "半斤", "E 半斤", True), (2, "一斤", "E 一斤", False)]
    assert AuditEntry.objects.get(action="write question").actor == editor
    assert "多重？" in client.get("/zh-hans/learn/ecommerce/stage-1/lesson-1/").content.decode()


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        (form(choice(0, "一", right=True)), "至少写两个选项。"), (form(choice(0, "一"), choice(1, "二")), "请标出正确的选项。"),
        (form(choice(0, "一", right=True), choice(1, "二", right=True)), "单选题只能有一个对的"),
        (form(choice(0, "一", right=True), choice(1, "一")), "有两个选项说的一样：“一”。"),
        (form(choice(0, "茶", partner="罐"), choice(1, "蜜"), kind="match"), "每一对两边都要写。"),
        (form(choice(0, "茶", partner="罐"), choice(1, "蜜", partner="罐"), kind="match"), "有两对的另一半一样：“罐”。"),
        (form(kind="number", tolerance="1"), "请写正确的数。"), (form(kind="number", number="5"), "请写差多少还算对"),
        (form(kind="number", number="5", tolerance="-1"), "允许的误差不能小于 0。"),
        (two(text_zh_hans="", text_en=""), "请写题目。"),
        (form(*(choice(at, f"选{at}", right=at == 0) for at in range(9))), "最多 8 个选项"),
    ],
)  # fmt: skip
def test_faults_are_said_in_words_and_nothing_is_saved(client, editor, posted, words):
    editor.language = "zh-hans"
    response = client.post(NEW, posted, HTTP_ACCEPT_LANGUAGE="zh-hans")
    assert response.status_code == 200
    assert words in response.content.decode()
    assert (Question.objects.count(), Choice.objects.count()) == (0, 0)


def test_a_place_is_taken_once(client, editor, lesson):
    make.question(lesson_key=lesson.translation_key)
    response = client.post(NEW, two(lesson_key=str(lesson.translation_key)))
    assert "第 1 题已经有了，第 2 题还空着" in response.content.decode()
    assert Question.objects.count() == 1


def test_a_number_needs_no_choices(client, editor):
    posted = form(kind="number", number="250", tolerance="5", unit_zh_hans="克", unit_en="g")
    assert client.post(NEW, posted).status_code == 302
    question = Question.objects.get()
    assert (question.number, question.tolerance, question.unit_en, Choice.objects.count()) == (250, 5, "g", 0)


def test_changing_what_is_right_of_an_answered_question_makes_a_version(client, editor, programme, trainee):
    asked = make.question("single")
    place = cohorts.enrolment(cohorts.cohort(programme), trainee)
    operations.practise(enrolment=place, asked=asked, given=make.right(asked), finishes=True, at=make.NOW)
    rows = [choice(at, one.text_zh_hans, right=at == 1, pk=one.pk, text_en=one.text_en) for at, one in enumerate(asked.choices)]
    page = f"/admin/question_bank/edit/{asked.question.pk}/"
    assert client.get(page).status_code == 200
    assert client.post(page, form(*rows, initial=3, text_zh_hans="问", text_en="Q 问")).status_code == 302
    new = Question.objects.current().get()
    assert (new.version, new.family, new.pk != asked.question.pk) == (2, asked.question.family, True)
    assert [one.is_right for one in Choice.objects.filter(question=new)] == [False, True, False]
    assert [one.is_right for one in Choice.objects.filter(question=asked.question)] == [True, False, False]


def test_choices_change_places_and_one_goes(client, editor):
    asked = make.question("order")
    first, second, third = asked.choices
    rows = [
        choice(0, "采", pk=first.pk, ORDER=2),
        choice(1, "晒", pk=second.pk, DELETE="1", ORDER=3),
        choice(2, "装", pk=third.pk, ORDER=1),
    ]
    page = f"/admin/question_bank/edit/{asked.question.pk}/"
    assert client.post(page, form(*rows, initial=3, kind="order")).status_code == 302
    assert list(Choice.objects.values_list("position", "text_zh_hans")) == [(1, "装"), (2, "采")]


def test_a_test_is_written_for_a_stage(client, editor):
    stage = ModulePage.objects.filter(locale__language_code="zh-hans").first()
    posted = {"module_key": str(stage.translation_key), "title_zh_hans": "测验", "title_en": "Test", "about_zh_hans": "", "about_en": "",
              "draw": "", "pass_mark": "70", "attempts": "2", "opens_at": "", "closes_at": ""}  # fmt: skip
    assert client.post("/admin/question_tests/new/", {**posted, "pass_mark": "101"}).status_code == 200
    assert client.post("/admin/question_tests/new/", {**posted, "attempts": "0"}).status_code == 200
    assert Test.objects.count() == 0
    assert client.post("/admin/question_tests/new/", posted).status_code == 302
    assert Test.objects.values_list("pass_mark", "attempts").get() == (70, 2)


def test_deleting_a_question_retires_it_and_a_test_is_never_deleted(client, editor, lesson):
    asked = make.question(lesson_key=lesson.translation_key)
    test = make.test(lesson.get_parent().translation_key)
    page = f"/admin/question_bank/delete/{asked.question.pk}/"
    assert (
        "what was answered stays" in client.get(page).content.decode().lower()
        or "答过的都留着" in client.get(page).content.decode()
    )
    assert client.post(page).status_code == 302
    assert (Question.objects.count(), Question.objects.current().count(), Choice.objects.count()) == (1, 0, 3)
    assert AuditEntry.objects.filter(action="retire question", actor=editor).count() == 1
    assert client.post(f"/admin/question_tests/delete/{test.pk}/").status_code == 302
    assert Test.objects.count() == 1


@pytest.mark.parametrize("role", ["shopper", "trainee", "franchise manager"])
def test_others_cannot_write(client, programme, role):
    allow_editing()
    client.force_login(someone(role))
    for page in (NEW, "/admin/question_bank/", "/admin/question_tests/new/"):
        assert client.post(page, two()).status_code in (302, 403, 405)
    assert (Question.objects.count(), Test.objects.count()) == (0, 0)


def test_the_list_costs_the_same_for_one_and_twenty(client, editor):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    costs = []
    for count in (1, 19):
        for at in range(count):
            make.question(text=f"问{count}-{at}")
        client.get("/admin/question_bank/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/question_bank/").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
