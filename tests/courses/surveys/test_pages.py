"""The survey on a trainee's phone, and what a cohort says for its mentors and managers."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts.operations import grant_role
from cms.permissions import allow_editing
from courses.surveys.models import Answer, Questions
from tests.factories import certificates, cohorts, people, surveys
from tests.factories.cohorts import NOW


@pytest.fixture
def asked(programme):
    return certificates.assignments(programme)


@pytest.fixture
def run(programme, mentor):
    return cohorts.cohort(programme, mentors=(mentor,))


@pytest.fixture
def places(run, mentor, asked):
    made = [
        cohorts.enrolment(run, people.person(name, role="trainee"), mentor=mentor) for name in ("盘美花", "李秀莲", "赵春生")
    ]
    for place in made:
        certificates.approve(place, asked[0])
    return made


@pytest.fixture
def manager(db):
    return people.person("欧阳静", role="programme manager")


def test_a_trainee_answers_on_one_screen_or_not_at_all(client, places, asked):
    place, key = places[0], asked[0].module_key
    client.force_login(place.trainee)
    path = f"/en/my/survey/{place.pk}/{key}/"
    assert f'href="{path}"' in client.get("/en/learn/ecommerce/stage-1/").content.decode()
    assert "/my/survey/" not in client.get("/en/learn/ecommerce/stage-2/").content.decode()
    page = client.get(path).content.decode()
    assert "How was this stage for you?" in page
    empty = client.post(path, {"words": ""}).content.decode()
    assert "Answer one of the three" in empty
    wrong = client.post(path, {"face": "9", "words": "更大的图"}).content.decode()
    assert "更大的图" in wrong
    assert Answer.objects.count() == 0
    shown = Questions.objects.filter(moment="stage").first()
    surveys.questions()  # worded anew while the page is open
    for _twice in range(2):
        posted = {"asked": shown.pk, "face": "4", "option": "4", "words": "更大的图", "shows_name": "on"}
        assert client.post(path, posted).status_code == 302
    one = Answer.objects.get()
    assert (one.questions, one.face, one.option, one.words, one.shows_name) == (shown, 4, 4, "更大的图", True)
    assert "/my/survey/" not in client.get("/en/learn/ecommerce/stage-1/").content.decode()


def test_it_is_offered_on_the_approved_piece_and_to_the_holder_of_a_certificate(client, places, asked):
    place = places[0]
    client.force_login(place.trainee)
    assert f"/en/my/survey/{place.pk}/{asked[0].module_key}/" in client.get(f"/en/work/{place.pk}/name/1/").content.decode()
    graduate = cohorts.enrolment(place.cohort, state="graduated")
    number = certificates.certificate(graduate).number
    client.force_login(graduate.trainee)
    assert f"/en/my/survey/{graduate.pk}/end/" in client.get(f"/en/certificates/{number}/").content.decode()
    assert client.get(f"/en/my/survey/{graduate.pk}/end/").status_code == 200
    client.logout()
    assert "/my/survey/" not in client.get(f"/en/certificates/{number}/").content.decode()


def test_two_answers_show_nothing_and_three_show_no_name_unasked(client, places, asked, mentor, manager, run):
    shown, key = surveys.questions(), asked[0].module_key
    path = f"/en/learn/cohorts/{run.pk}/surveys/"
    surveys.answer(places[0], shown, key, words="图小", shows_name=True)
    surveys.answer(places[1], shown, key, words="讲慢点", face=1)
    client.force_login(mentor)
    page = client.get(path).content.decode()
    assert "2 answered of 3 who reached it · fewer than 3 answers are not shown" in page
    assert "图小" not in page
    third = surveys.answer(places[2], shown, key, option=None, words="")
    page = client.get(path).content.decode()  # two chose, two wrote a sentence: of that nothing
    assert "3 answered of 3 who reached it · fewer than 3 answers are not shown" in page
    assert ("Very good" in page, "2 / 3" in page, "How hard?" in page, "图小" in page) == (True, True, False, False)
    Answer.objects.filter(pk=third.pk).update(option=2, words="好")
    page = client.get(path).content.decode()
    assert ("3 answered of 3 who reached it" in page, "fewer than 3 answers are not shown" in page) == (True, False)
    assert '“图小” <span class="s mute">盘美花</span>' in page
    assert "李秀莲" not in page
    other = surveys.questions()
    Answer.objects.filter(enrolment=places[2]).update(questions=other)
    assert "3 answered of 3 who reached it · fewer than 3 answers are not shown" in client.get(path).content.decode()
    client.force_login(manager)
    assert "盘美花" not in client.get(path).content.decode()


def test_the_workbook_says_the_same_without_a_name(client, places, asked, mentor, run):
    shown = surveys.questions()
    for place in places:
        surveys.answer(place, shown, asked[0].module_key, words="=1+1", shows_name=True)
    client.force_login(mentor)
    response = client.get(f"/zh-hans/learn/cohorts/{run.pk}/surveys/sheet/")
    numbers, said, _meaning = load_workbook(BytesIO(response.content)).worksheets
    rows = list(numbers.iter_rows(min_row=2, values_only=True))
    assert rows[4] == ("1 第 1 关", 3, 3, "怎么样？", "很好", 3, 3)
    assert rows[6] == ("1 第 1 关", 3, 3, "难不难？", "正好", 3, 3)
    assert rows[-1][:3] == ("整个训练营", 0, 0)
    assert [cell.data_type for row in said.iter_rows(min_row=2, min_col=3) for cell in row] == ["s"] * 3
    assert "盘美花" not in str([list(sheet.values) for sheet in (numbers, said)])


def test_results_cost_the_same_for_three_and_for_sixty(client, places, asked, mentor, run, django_assert_num_queries):
    shown = surveys.questions()
    client.force_login(mentor)
    path = f"/en/learn/cohorts/{run.pk}/surveys/"

    def more(these):
        for place in these:
            surveys.answer(place, shown, asked[0].module_key, words="好")

    more(places)
    client.get(path)
    with django_assert_num_queries(10):
        client.get(path)
    others = [cohorts.enrolment(run, mentor=mentor) for _each in range(20)]
    more(others)
    with django_assert_num_queries(10):
        client.get(path)


def test_managers_word_the_questions_in_the_cms_in_both_languages(client, homes):
    allow_editing()
    manager = people.person("何静")
    grant_role(user=manager, role="programme manager", by=None, at=NOW)
    client.force_login(manager)
    latest = Questions.objects.filter(moment="end").first()
    edit, before = f"/admin/camp-surveys/edit/{latest.pk}/", Questions.objects.count()
    assert "整个训练营您觉得怎么样" in client.get("/admin/camp-surveys/").content.decode()
    assert client.get(edit).status_code == 200
    fewer = client.post(edit, {**surveys.WORDS, "choices_en": "Easy"}).content.decode()
    assert "请写得和中文一样多" in fewer
    assert Questions.objects.count() == before
    assert client.post(edit, surveys.WORDS).status_code == 302
    made = Questions.objects.filter(moment="end").first()
    assert (Questions.objects.count() - before, made.choices_en, made.written_by) == (1, "Easy\nRight\nHard", manager)
    assert client.post("/admin/camp-surveys/new/", surveys.WORDS).status_code in (302, 404)
    assert Questions.objects.count() - before == 1
