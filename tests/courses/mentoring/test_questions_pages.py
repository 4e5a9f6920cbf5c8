"""Asking under a lesson, reading what others asked, and answering from the desk."""

import pytest

from courses.mentoring.models import Answer, LessonQuestion
from tests.factories import cohorts, people, photos
from tests.factories import mentoring as make
from uploads.models import Photo

LESSON = "/zh-hans/learn/ecommerce/stage-1/lesson-1/"
WORDS = "袋子用熨斗封可以吗？"


@pytest.fixture
def lesson(camp):
    return camp.get_first_child().get_children().first()


@pytest.fixture
def ask_page(lesson):
    return f"/zh-hans/mentoring/lessons/{lesson.translation_key}/ask/"


@pytest.fixture
def asker(client, seat, trainee):
    client.force_login(trainee)
    return client


def test_a_trainee_asks_under_the_lesson_with_a_photo(asker, ask_page, trainee, lesson):
    assert f'action="{ask_page}"' in asker.get(LESSON).content.decode()
    response = asker.post(ask_page, {"words": WORDS, "photo": photos.upload()}, follow=True)
    assert response.redirect_chain == [(f"{LESSON}#questions", 302)]
    words = response.content.decode()
    assert "72 小时内回答会发到您手机上" in words
    assert "在导师那里了，72 小时内回答。" in words
    question = LessonQuestion.objects.get()
    assert (question.words, question.lesson_key, question.photo.owner) == (WORDS, lesson.translation_key, trainee)


def test_pressing_twice_asks_once(asker, ask_page):
    assert [asker.post(ask_page, {"words": WORDS}).status_code for _press in range(2)] == [302, 302]
    assert LessonQuestion.objects.count() == 1


@pytest.mark.parametrize(
    ("posted", "field", "says"),
    [({"words": " "}, "words", "请写下您想问的。"), ({"words": "字" * 601}, "words", "最多写 600 个字，现在有 601 个。")],
)
def test_what_is_wrong_is_said_and_kept(asker, ask_page, posted, field, says):
    response = asker.post(ask_page, posted)
    assert (response.status_code, response.context["form"].errors[field]) == (200, [says])
    assert response.context["form"][field].value() == posted[field]
    assert 'id="errors"' in response.content.decode()
    assert LessonQuestion.objects.count() == 0


def test_a_file_that_is_no_picture_is_refused_and_the_words_are_kept(asker, ask_page):
    response = asker.post(ask_page, {"words": WORDS, "photo": photos.upload(b"not a picture", "a.jpg")})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["photo"]
    assert WORDS in response.content.decode()
    assert (LessonQuestion.objects.count(), Photo.objects.count()) == (0, 0)


def test_who_has_no_place_cannot_ask_and_sees_no_form(client, ask_page, lesson, mentor):
    assert ask_page not in client.get(LESSON).content.decode()
    client.force_login(mentor)
    assert (client.get(ask_page).status_code, client.post(ask_page, {"words": WORDS}).status_code) == (404, 404)
    assert LessonQuestion.objects.count() == 0


def test_a_shared_answer_is_under_the_lesson_for_everyone_without_a_name(client, seat, mentor, lesson, trainee):
    make.answer(seat, mentor=mentor, lesson_key=lesson.translation_key, words="能。\n垫一层布。")
    make.answer(
        seat,
        mentor=mentor,
        lesson_key=lesson.translation_key,
        words="只给您。",
        asked="私下",
        shared=False,
        question_words="私下问",
    )
    words = client.get(LESSON).content.decode()
    assert "袋子能用熨斗封吗？" in words
    assert "能。<br>垫一层布。" in words
    assert ("只给您。" in words, trainee.name in words, WORDS in words) == (False, False, False)
    english = client.get(LESSON.replace("zh-hans", "en")).content.decode()
    assert '<span lang="zh-Hans">袋子能用熨斗封吗？</span>' in english


def test_the_asker_reads_what_is_only_for_them(asker, seat, mentor, lesson):
    make.answer(seat, mentor=mentor, lesson_key=lesson.translation_key, words="只给您。", shared=False)
    assert "只给您。" in asker.get(LESSON).content.decode()
    my_page = asker.get("/zh-hans/my/").content.decode()
    assert WORDS in my_page
    assert "李伟已回答" in my_page


def test_a_question_pointed_to_an_answer_of_another_lesson_is_read_under_its_own(asker, seat, class_of, mentor, lesson):
    from courses.mentoring.answering import point_to

    answer = make.answer(cohorts.enrolment(class_of), mentor=mentor)
    question = make.question(seat, lesson_key=lesson.translation_key)
    point_to(question=question, answer=answer, mentor=mentor, at=make.NOW)
    assert "能，垫一层布。" in asker.get(LESSON).content.decode()


@pytest.mark.parametrize(("who", "queries"), [("reader", 7), ("trainee", 12)])
def test_a_lesson_costs_the_same_with_one_question_and_with_twenty(
    client, seat, class_of, mentor, lesson, trainee, who, queries, django_assert_num_queries
):
    if who == "trainee":
        client.force_login(trainee)
    for number in range(20):
        place = cohorts.enrolment(class_of, mentor=mentor)
        make.answer(place, mentor=mentor, lesson_key=lesson.translation_key, asked=f"问 {number}")
        make.question(cohorts.enrolment(class_of), lesson_key=lesson.translation_key)
        if number in (0, 19):
            client.get(LESSON)
            with django_assert_num_queries(queries):
                page = client.get(LESSON)
    assert page.content.decode().count('class="qa"') == 20


# --- the mentor's side ------------------------------------------------------------------------------------------------


@pytest.fixture
def waiting(seat, lesson):
    return make.question(seat, lesson_key=lesson.translation_key)


@pytest.fixture
def at_desk(client, mentor):
    client.force_login(mentor)
    return client


def page_of(question, language="zh-hans"):
    return f"/{language}/mentoring/questions/{question.pk}/"


def test_the_desk_shows_questions_with_the_promise(at_desk, waiting):
    words = at_desk.get("/zh-hans/mentoring/").content.decode()
    assert "有 1 个提问等您回答" in words
    assert "您答应过 72 小时内回话" in words
    assert f'href="{page_of(waiting)}"' in words


def test_answering_for_all(at_desk, waiting):
    response = at_desk.post(page_of(waiting), {"do": "answer", "words": "能。", "is_shared": "on", "asked": "能用熨斗吗？"})
    assert response.url == "/zh-hans/mentoring/"
    answer = Answer.objects.get()
    assert (answer.is_shared, answer.asked, answer.words) == (True, "能用熨斗吗？", "能。")


def test_a_ready_sentence_is_put_in_and_nothing_is_answered(at_desk, waiting, mentor):
    from courses.mentoring.keeping import keep_reply

    reply = keep_reply(mentor=mentor, words="垫一层布再熨。", at=make.NOW)
    posted = {"do": f"own-{reply.pk}", "words": "能。", "is_shared": "on", "asked": "能吗"}
    form = at_desk.post(page_of(waiting), posted).context["form"]
    assert (form["words"].value(), form["is_shared"].value(), form["asked"].value()) == ("能。 垫一层布再熨。", True, "能吗")
    assert Answer.objects.count() == 0


def test_pointing_with_one_press(at_desk, waiting, class_of, mentor):
    answer = make.answer(cohorts.enrolment(class_of), mentor=mentor)
    assert at_desk.post(page_of(waiting), {"do": f"point-{answer.pk}"}).status_code == 302
    waiting.refresh_from_db()
    assert waiting.answer == answer


@pytest.mark.parametrize("pressed", ["point-x", "point-", f"point-{'9' * 30}", "point-0"])
def test_pointing_at_nothing_is_404(at_desk, waiting, pressed):
    assert at_desk.post(page_of(waiting), {"do": pressed}).status_code == 404
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_answering_twice_is_said_plainly(at_desk, waiting):
    for _press in range(2):
        response = at_desk.post(page_of(waiting), {"do": "answer", "words": "能。"}, follow=True)
    assert "这个问题已经有人回答了" in response.content.decode()
    assert Answer.objects.count() == 1


def test_scripts_in_questions_and_answers_come_out_as_text(at_desk, seat, lesson):
    evil = "<script>alert(1)</script>"
    question = make.question(seat, lesson_key=lesson.translation_key, words=evil)
    assert "<script>alert" not in at_desk.get(page_of(question)).content.decode()
    at_desk.post(page_of(question), {"do": "answer", "words": evil, "is_shared": "on", "asked": evil})
    for path in (LESSON, "/zh-hans/mentoring/answers/", page_of(question)):
        words = at_desk.get(path).content.decode()
        assert ("<script>alert" in words, "&lt;script&gt;" in words) == (False, True)


def test_a_stranger_finds_no_question(client, waiting, trainee):
    for who in (people.person("别人", role="mentor"), trainee):
        client.force_login(who)
        assert client.get(page_of(waiting)).status_code == 404
        assert client.post(page_of(waiting), {"do": "answer", "words": "能"}).status_code == 404
    assert Answer.objects.count() == 0


def test_the_photo_is_for_who_may_answer(client, seat, trainee, colleague, lesson):
    photo = photos.photo(trainee)
    address = f"/zh-hans/files/photos/{photo.key}/"
    client.force_login(colleague)
    assert client.get(address).status_code == 404
    make.question(seat, lesson_key=lesson.translation_key, photo=photo)
    assert client.get(address).status_code == 200
    client.force_login(people.person("别人", role="mentor"))
    assert client.get(address).status_code == 404


def test_saying_an_answer_in_english_too(client, seat, mentor):
    answer = make.answer(seat, mentor=mentor)
    client.force_login(people.person("胡敏", role="editor"))
    assert "缺英文" in client.get("/zh-hans/mentoring/answers/").content.decode()
    address = f"/zh-hans/mentoring/answers/{answer.pk}/"
    half = {"is_shared": "on", "asked_zh_hans": "问", "words_zh_hans": "答", "asked_en": "Iron?", "words_en": ""}
    response = client.post(address, half)
    assert response.context["form"].errors == {"words_en": ["同一种语言的问题和回答要一起写，要么都空着。"]}
    assert client.post(address, half | {"words_en": "Yes."}).status_code == 302
    answer.refresh_from_db()
    assert (answer.asked_en, answer.words_en, answer.is_shared) == ("Iron?", "Yes.", True)


@pytest.mark.parametrize(("path", "queries"), [("answers/", 4), ("questions/{}/", 8)])
def test_a_mentors_pages_cost_the_same_for_one_and_for_twenty(
    at_desk, seat, class_of, mentor, lesson, path, queries, django_assert_num_queries
):
    question = make.question(seat, lesson_key=lesson.translation_key)
    for number in range(20):
        make.answer(cohorts.enrolment(class_of), mentor=mentor, lesson_key=lesson.translation_key, asked=f"问 {number}")
        if number in (0, 19):
            with django_assert_num_queries(queries):
                at_desk.get(f"/zh-hans/mentoring/{path.format(question.pk)}")
