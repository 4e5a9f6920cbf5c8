"""A mentor's desk and the answering of a version."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from common.models import AuditEntry
from courses.assessment.models import Criterion, Review, Submission
from courses.assessment.operations import ask_change
from courses.cohorts.models import Enrolment
from courses.mentoring.table import rows
from tests.factories import assessment as make
from tests.factories import cohorts, people
from tests.factories.assessment import NOW

GOOD_WORDS = "批次写清楚了。"


@pytest.fixture
def asked(db):
    return make.assignments_of(uuid4())


@pytest.fixture
def run(asked):
    return cohorts.cohort(SimpleNamespace(translation_key=asked["name"].programme_key))


@pytest.fixture
def place(run, trainee, mentor):
    return cohorts.enrolment(run, trainee, mentor=mentor)


@pytest.fixture
def version(place, asked):
    return make.sent(place, asked["label"])


@pytest.fixture
def signed_in(client, mentor):
    client.force_login(mentor)
    return client


def page_of(version, language="zh-hans"):
    return f"/{language}/mentoring/review/{version.pk}/"


def answer(client, version, do="approve", **given):
    return client.post(page_of(version), {"do": do, "words": GOOD_WORDS, **given})


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_desk_shows_the_oldest_first(signed_in, run, asked, mentor, language):
    names = ("周玉莲", "唐德福", "赵桂兰")
    for hours, name in zip((14, 21, 9), names, strict=True):
        place = cohorts.enrolment(run, people.person(name), mentor=mentor)
        make.sent(place, asked["story"], at=timezone.now() - timedelta(hours=hours))
    response = signed_in.get(f"/{language}/mentoring/")
    assert response.status_code == 200
    order = [response.context["first"], *response.context["rest"]]
    assert [each.version.submission.enrolment.trainee.name for each in order] == ["唐德福", "周玉莲", "赵桂兰"]
    assert [each.hours for each in order] == [21, 14, 9]


def test_an_empty_desk_says_so(signed_in):
    assert "没有作业等您看" in signed_in.get("/zh-hans/mentoring/").content.decode()


def test_the_desk_is_not_there_for_others(client, trainee, version):
    client.force_login(trainee)
    assert client.get("/zh-hans/mentoring/").status_code == 404
    client.logout()
    assert client.get("/zh-hans/mentoring/").status_code == 302


def test_another_mentors_trainees_are_not_on_the_desk(client, version):
    client.force_login(people.person("王老师", role="mentor"))
    response = client.get("/zh-hans/mentoring/")
    assert (response.context["count"], response.context["trainees"]) == (0, [])


def test_trainees_without_a_mentor_are_on_a_programme_managers_desk(client, run, asked):
    make.sent(cohorts.enrolment(run), asked["name"])
    client.force_login(people.person("何经理", role="programme manager"))
    assert client.get("/zh-hans/mentoring/").context["count"] == 1


def test_the_desk_and_the_table_of_the_cohort_say_the_same_of_everybody(signed_in, run, mentor, asked):
    today = timezone.localdate()
    run.starts_on, run.ends_on = today - timedelta(days=21), today + timedelta(days=21)  # three of eight stages are due
    run.save()
    begun = timezone.now() - timedelta(days=21)
    silent = cohorts.enrolment(run, people.person("静"), mentor=mentor, started_at=begun)
    late = cohorts.enrolment(run, people.person("迟"), mentor=mentor, started_at=timezone.now() - timedelta(days=6))
    waits = cohorts.enrolment(run, people.person("改"), mentor=mentor, started_at=begun, last_active_at=timezone.now())
    version = make.sent(waits, asked["name"], at=begun)
    ask_change(version=version, mentor=mentor, words="改短", at=timezone.now() - timedelta(days=6))
    Enrolment.objects.filter(pk=waits.pk).update(last_active_at=timezone.now())
    on_desk = {each.name: each.risk for each in signed_in.get("/en/mentoring/").context["trainees"]}
    in_table = {row.name: row.risk for row in rows(mentor, run, None, at=timezone.now())}
    assert on_desk == in_table
    assert {name: risk.reasons for name, risk in on_desk.items()} == {
        silent.trainee.name: ("No sign for 21 days", "3 stages behind"),
        late.trainee.name: (),
        waits.trainee.name: ("A change asked 6 days ago", "3 stages behind"),
    }


def test_the_desk_costs_the_same_for_one_and_for_twenty(signed_in, run, asked, mentor, django_assert_num_queries):
    for number in range(20):
        place = cohorts.enrolment(run, mentor=mentor)
        make.sent(place, asked["name"])
        if number in (0, 19):
            signed_in.get("/zh-hans/mentoring/")
            with django_assert_num_queries(DESK_QUERIES):
                signed_in.get("/zh-hans/mentoring/")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("piece", list(make.CONTENT))
def test_every_piece_can_be_read_for_review(signed_in, place, asked, piece, language):
    page = signed_in.get(page_of(make.sent(place, asked[piece]), language))
    assert page.status_code == 200
    assert ("对照 2 条标准" if language == "zh-hans" else "Against the 2 marks") in page.content.decode()


def test_what_changed_since_the_last_version_is_marked(signed_in, place, asked, mentor):
    first = make.sent(place, asked["label"], batch="")
    answer(signed_in, first, "change", words="写上批次。")
    second = make.sent(place, asked["label"])
    page = signed_in.get(page_of(second))
    changed = {line.key: was for line, was in page.context["lines"] if was is not None}
    assert changed == {"batch": ""}
    assert "第 1 版空着" in page.content.decode()
    assert "写上批次。" in page.content.decode()


def test_approving_keeps_the_marks_and_goes_back_to_the_desk(signed_in, version, mentor):
    criterion = Criterion.objects.filter(assignment=version.submission.assignment).first()
    good = criterion.levels.get(words_en="Good")
    response = answer(signed_in, version, **{f"mark_{criterion.pk}": str(good.pk)})
    assert response.url == "/zh-hans/mentoring/"
    review = Review.objects.get()
    assert (review.decision, review.words, review.marks, review.mentor) == (
        "approve",
        GOOD_WORDS,
        {str(criterion.pk): str(good.pk)},
        mentor,
    )


def test_asking_for_a_change_without_words_is_explained_and_keeps_the_marks(signed_in, version):
    criterion = Criterion.objects.filter(assignment=version.submission.assignment).first()
    nearly = str(criterion.levels.get(words_en="Nearly").pk)
    response = answer(signed_in, version, "change", words=" ", **{f"mark_{criterion.pk}": nearly})
    assert response.context["form"].errors["words"] == ["请写明要改哪一处。"]
    assert response.context["form"][f"mark_{criterion.pk}"].value() == nearly
    assert Review.objects.count() == 0


def test_a_ready_sentence_is_put_after_the_words_and_nothing_is_answered(signed_in, version):
    response = answer(signed_in, version, "say-1", words="好。")
    assert response.context["form"]["words"].value() == "好。 请写上批次，买家好追溯这一包。"
    assert Review.objects.count() == 0


@pytest.mark.parametrize("number", ["99", "x", "", "-1", "１"])
def test_a_ready_sentence_that_is_not_there_changes_nothing(signed_in, version, number):
    response = answer(signed_in, version, f"say-{number}", words="好。")
    assert response.status_code == 200


def test_words_are_kept_when_the_mentor_leaves_and_comes_back(signed_in, version):
    signed_in.post(page_of(version), {"do": "save", "words": "看到一半"}, headers={"X-Autosave": "1"})
    assert signed_in.get(page_of(version)).context["form"]["words"].value() == "看到一半"
    assert signed_in.get(page_of(version, "en")).context["form"]["words"].value() == "看到一半"


def test_someone_elses_trainee_is_not_there(client, version, trainee):
    for stranger in (people.person("王老师", role="mentor"), trainee, people.person("编辑", role="editor")):
        client.force_login(stranger)
        before = AuditEntry.objects.count()
        assert client.get(page_of(version)).status_code == 404
        assert answer(client, version).status_code == 404
        assert (Review.objects.count(), AuditEntry.objects.count()) == (0, before)
    assert Submission.objects.get().state == "sent"


def test_answering_twice_is_said_plainly_and_changes_nothing(signed_in, version):
    answer(signed_in, version)
    for do in ("approve", "change"):
        response = signed_in.post(page_of(version), {"do": do, "words": "再想想"}, follow=True)
        assert "这一版已经有了回话" in response.content.decode()
    assert Review.objects.get().words == GOOD_WORDS
    assert Submission.objects.get().state == "approved"


def test_an_answered_version_is_shown_without_a_form(signed_in, version):
    answer(signed_in, version)
    page = signed_in.get(page_of(version))
    assert page.context["open"] is False
    assert GOOD_WORDS in page.content.decode()


def test_scripts_in_work_note_and_words_come_out_as_text(signed_in, place, asked):
    evil = "<script>alert(1)</script>"
    version = make.sent(place, asked["label"], note=evil, batch=evil, grower=evil)
    assert "<script>alert" not in signed_in.get(page_of(version)).content.decode()
    answer(signed_in, version, "change", words=evil)
    assert "<script>alert" not in signed_in.get(page_of(version)).content.decode()
    assert "&lt;script&gt;" in signed_in.get(page_of(version)).content.decode()


def test_the_review_costs_the_same_for_one_version_and_for_many(signed_in, place, asked, mentor, django_assert_num_queries):
    for number in range(1, 21):
        version = make.sent(place, asked["name"], byline=str(number), at=NOW)
        if number in (2, 20):
            signed_in.get(page_of(version))
            with django_assert_num_queries(REVIEW_QUERIES):
                signed_in.get(page_of(version))
        criterion = asked["name"].criteria.first()
        answer(signed_in, version, "change", **{f"on_{criterion.pk}": "再想想"})


DESK_QUERIES = 11
REVIEW_QUERIES = 11
