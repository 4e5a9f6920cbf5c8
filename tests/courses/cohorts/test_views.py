"""Applying in the browser, one question a page, and a manager's answer."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cms.models import Township
from courses.cohorts.models import Application, Enrolment
from tests.factories import cohorts as make
from tests.factories import people

LIST_QUERIES = 8
BASE = "/en/learn/ecommerce/apply/"
ANSWERS = {
    "name": {"full_name": " 邓  有财 "},
    "place": {"township": "weizhukou", "village": "高滩村"},
    "sells": {"sells": ["tea", "unsure"], "offers": ""},
    "time": {"signal": "home", "hours": "evening"},
    "hopes": {"hopes": "把蜂蜜卖到长沙"},
}


def dates(**days) -> dict[str, date]:
    """Dates from today on: the views read the clock."""
    today = timezone.localdate()
    return {name: today + timedelta(days=n) for name, n in days.items()}


@pytest.fixture
def run(programme):
    Township.objects.create(
        slug="weizhukou", name_zh_hans="蔚竹口乡", name_en="Weizhukou", latitude="24.85", longitude="111.84"
    )
    return make.cohort(programme, capacity=1, **dates(apply_by=20, starts_on=30, ends_on=90))


@pytest.fixture
def applicant(client):
    person = people.person("邓有财", language="en")
    client.force_login(person)
    return person


def answer_all(client, **changed):
    for step, answers in ANSWERS.items():
        response = client.post(f"{BASE}{step}/", {**answers, **changed})
    return response


def test_signing_in_is_asked_first_and_leads_back(client, run):
    response = client.get(BASE)
    assert response.status_code == 302
    assert response.url.startswith("/en/account/")
    assert response.url.endswith("next=/en/learn/ecommerce/apply/")


def test_every_answer_is_kept_and_the_last_page_sends_it(client, run, applicant):
    assert client.get(BASE).url == f"{BASE}name/"
    assert 'value="邓有财"' in client.get(f"{BASE}name/").content.decode()  # known from signing up
    assert Application.objects.count() == 0  # looking writes nothing
    assert answer_all(client).url == f"{BASE}check/"
    words = client.get(f"{BASE}check/").content.decode()
    for said in ("邓 有财", "Weizhukou", "高滩村", "Tea", "At home", "把蜂蜜卖到长沙"):
        assert said in words
    assert client.post(f"{BASE}check/").url == BASE
    application = Application.objects.get()
    assert (application.state, application.full_name, application.sells) == ("sent", "邓 有财", ["tea"])
    assert "We have your application" in client.get(BASE).content.decode()


def test_leaving_in_the_middle_and_coming_back_goes_on_at_the_open_question(client, run, applicant):
    client.post(f"{BASE}name/", ANSWERS["name"])
    assert client.post(f"{BASE}place/", {**ANSWERS["place"], "later": "1"}).url == "/en/learn/ecommerce/"
    assert client.get(BASE).url == f"{BASE}sells/"
    assert 'value="高滩村"' in client.get(f"{BASE}place/").content.decode()


def test_switching_language_keeps_the_draft(client, run, applicant):
    client.post(f"{BASE}name/", ANSWERS["name"])
    assert "邓 有财" in client.get("/zh-hans/learn/ecommerce/apply/name/").content.decode()


def test_a_wrong_answer_is_explained_and_what_was_right_is_kept(client, run, applicant):
    response = client.post(f"{BASE}place/", {"township": "atlantis", "village": "高滩村"})
    words = response.content.decode()
    assert response.status_code == 200
    assert "Error:" in words
    assert 'value="高滩村"' in words
    assert Application.objects.get().village == "高滩村"


@pytest.mark.parametrize(
    ("step", "answers", "said"),
    [
        ("name", {"full_name": " \u200b "}, "Enter your name"),
        ("sells", {}, "Choose at least one"),
        ("sells", {"sells": ["gold"]}, "gold"),
        ("hopes", {"hopes": ""}, "Write one sentence"),
        ("time", {"signal": "home"}, "Choose when you have time"),
    ],
)
def test_what_is_missing_is_asked_for_in_words(client, run, applicant, step, answers, said):
    assert said in client.post(f"{BASE}{step}/", answers).content.decode()


def test_scripts_are_only_words(client, run, applicant):
    client.post(f"{BASE}hopes/", {"hopes": "<script>alert(1)</script>"})
    words = client.get(f"{BASE}name/").content.decode()
    assert "<script>alert" not in words
    assert "&lt;script&gt;alert" in words


def test_a_full_cohort_says_so_and_offers_the_waiting_list(client, run, applicant):
    answer_all(client)
    make.enrolment(run)
    response = client.post(f"{BASE}check/")
    assert "Every place in January 2027 is taken" in response.content.decode()
    assert Application.objects.get().state == "draft"
    client.post(f"{BASE}check/", {"wait": "1"})
    assert Application.objects.get().state == "wait-listed"
    assert "You are on the waiting list" in client.get(BASE).content.decode()


def test_a_cohort_that_is_over_keeps_all_and_offers_the_next(client, run, applicant, programme):
    answer_all(client)
    type(run).objects.update(**dates(apply_by=-1))
    assert "No other cohort takes applications yet" in client.get(f"{BASE}check/").content.decode()
    later = make.cohort(programme, name_en="April 2027", **dates(apply_by=60, starts_on=70, ends_on=99))
    words = client.post(f"{BASE}check/").content.decode()
    assert "Apply to April 2027 instead" in words
    assert Application.objects.get().state == "draft"
    client.post(f"{BASE}check/", {"later_cohort": "1", "wait": "1"})
    application = Application.objects.get()
    assert (application.cohort, application.state, application.hopes) == (later, "sent", "把蜂蜜卖到长沙")


def test_without_any_cohort_the_page_says_so(client, programme, applicant):
    assert "No cohort takes applications now" in client.get(BASE).content.decode()
    client.post(f"{BASE}name/", ANSWERS["name"])
    assert Application.objects.count() == 0


def test_sending_twice_is_once_and_taking_back_keeps_the_answers(client, run, applicant):
    answer_all(client)
    client.post(f"{BASE}check/")
    client.post(f"{BASE}check/")
    assert Application.objects.count() == 1
    client.post(f"{BASE}withdraw/")
    assert Application.objects.get().state == "withdrawn"
    client.post(BASE)
    assert (Application.objects.get().state, Application.objects.get().full_name) == ("draft", "邓 有财")


def test_unknown_programmes_and_questions_are_not_found(client, run, applicant):
    assert client.get("/en/learn/none/apply/").status_code == 404
    assert client.get(f"{BASE}none/").status_code == 404


@pytest.fixture
def manager(client):
    person = people.person("欧阳静", role="programme manager")
    client.force_login(person)
    return person


def test_only_managers_read_and_decide(client, run):
    sent = make.application(run)
    for person in (sent.applicant, people.person(role="mentor"), people.person(role="trainee")):
        client.force_login(person)
        assert client.get("/en/learn/applications/").status_code == 404
        assert client.post(f"/en/learn/applications/{sent.pk}/", {"decision": "admit"}).status_code == 404
    assert (Application.objects.get().state, Enrolment.objects.count()) == ("sent", 0)


def test_a_draft_is_its_writers_alone(client, run, manager):
    draft = make.application(run, state="draft")
    assert client.get(f"/en/learn/applications/{draft.pk}/").status_code == 404


def test_nobody_admits_themselves(client, run, manager):
    own = make.application(run, manager)
    assert client.post(f"/en/learn/applications/{own.pk}/", {"decision": "admit"}).status_code == 404
    assert Enrolment.objects.count() == 0


def test_a_manager_reads_the_oldest_first_and_admits(client, run, manager):
    late = make.application(run, full_name="赵晚", sent_at=make.NOW + timedelta(days=1))
    early = make.application(run, full_name="钱早")
    words = client.get("/en/learn/applications/").content.decode()
    assert words.index("钱早") < words.index("赵晚")
    page = f"/en/learn/applications/{early.pk}/"
    assert "把蜂蜜卖到长沙" in client.get(page).content.decode()
    client.post(page, {"decision": "admit", "words": "欢迎"})
    assert Enrolment.objects.get().application == early
    full = client.post(f"/en/learn/applications/{late.pk}/", {"decision": "admit", "words": "留着这句"})
    assert "Every place in this cohort is taken" in full.content.decode()
    assert "留着这句" in full.content.decode()
    late.refresh_from_db()
    assert late.state == "sent"


@pytest.mark.parametrize(
    ("decision", "said"), [("decline", "Say why"), ("", "Choose what to do"), ("delete", "Choose what to do")]
)
def test_a_decision_that_is_not_whole_changes_nothing(client, run, manager, decision, said):
    sent = make.application(run)
    response = client.post(f"/en/learn/applications/{sent.pk}/", {"decision": decision})
    assert said in response.content.decode()
    assert Application.objects.get().state == "sent"


def test_the_list_costs_the_same_for_one_and_twenty(client, run, manager, django_assert_num_queries):
    make.application(run)
    client.get("/en/learn/applications/")
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/en/learn/applications/")
    for _ in range(19):
        make.application(run)
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/en/learn/applications/")


def test_finishing_later_with_too_many_words_is_explained_and_nothing_is_said_to_be_saved(client, run, applicant):
    page = client.post(f"{BASE}hopes/", {"hopes": "茶" * 700, "later": "1"}).content.decode()
    assert "Saved. Come back" not in page
    assert "茶" * 700 in page


def test_a_line_break_counts_as_one_character(client, run, applicant):
    hopes = "\r\n".join(["茶" * 99] * 6)  # 599 as the browser counts, 604 as it sends
    assert client.post(f"{BASE}hopes/", {"hopes": hopes}).status_code == 302
    assert Application.objects.get().hopes == hopes.replace("\r\n", "\n")


def test_an_answer_after_sending_is_refused_in_words(client, run, applicant):
    answer_all(client)
    client.post(f"{BASE}check/")
    page = client.post(f"{BASE}name/", {"full_name": "赵六"}, follow=True).content.decode()
    assert "Your application was sent already" in page
    assert Application.objects.get().full_name == "邓 有财"


def test_sending_at_the_same_moment_as_another_press_shows_how_it_stands(client, run, applicant, monkeypatch):
    from common.states import WrongState
    from courses.cohorts import operations

    answer_all(client)
    monkeypatch.setattr(operations, "send", lambda **given: (_ for _ in ()).throw(WrongState(Application(), "sent")))
    assert client.post(f"{BASE}check/").status_code == 302


def test_who_has_a_place_begins_no_second_application(client, run, applicant, programme):
    application = make.application(run, applicant)
    Application.objects.filter(pk=application.pk).update(state="admitted")
    make.cohort(programme, **dates(apply_by=50, starts_on=60, ends_on=120))
    client.post(BASE)
    assert Application.objects.count() == 1
