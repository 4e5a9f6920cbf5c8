"""The report: what each number counts, of what, and the same figures as a workbook and on paper."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from courses.cohorts.models import Enrolment, LessonProgress
from courses.questions.models import Attempt, Question
from front.funnel import lines, percent, together
from front.models import PrintedReport
from front.report_prints import ask_for_print
from front.report_scope import scope_of
from front.report_sheet import workbook
from shops.builder.models import Generation
from tests.factories import cohorts as make
from tests.factories import pages, people, shops

REPORT_QUERIES = 12
BEGAN = datetime(2027, 1, 3, 16, 0, tzinfo=UTC)  # midnight in Shanghai, the cohort's first day


@pytest.fixture
def run(programme):
    return make.cohort(programme)


@pytest.fixture
def manager(client, db):
    person = people.person("欧阳静", role="programme manager")
    client.force_login(person)
    return person


def ticked(run, *days: float, started: datetime | None = None, **fields) -> Enrolment:
    """Somebody who ticked a lesson so many days after the cohort's first midnight."""
    place = make.enrolment(run, started_at=started or BEGAN - timedelta(days=20), **fields)
    for number, day in enumerate(days):
        key = f"00000000-0000-0000-0000-{number:012}"
        LessonProgress.objects.create(enrolment=place, lesson_key=key, completed_at=BEGAN + timedelta(days=day))
    return place


def counts(run) -> dict[str, int]:
    return lines([run])[0].counts


def test_each_step_counts_what_it_says(run):
    make.enrolment(run)
    ticked(run, 1)
    ticked(run, 7)
    ticked(run, 13.99)
    ticked(run, 6.99, 14)
    ticked(run, 2, state="withdrawn")
    graduate = ticked(run, 8, state="graduated")
    late = ticked(run, 10, started=BEGAN + timedelta(days=9, hours=3))
    shop = shops.shop(owner=graduate.trainee, state="open")
    Generation.objects.create(enrolment=graduate, shop=shop, generated_at=BEGAN)
    assert counts(run) == {
        "admitted": 8, "started": 7, "active": 3, "completed": 1, "open": 1, "completed of active": 1,
    }  # fmt: skip
    LessonProgress.objects.create(
        enrolment=late, lesson_key="00000000-0000-0000-0000-0000000000aa", completed_at=BEGAN + timedelta(days=16)
    )
    assert counts(run)["active"] == 4


def test_a_check_answered_is_activity_too(run):
    place = make.enrolment(run, started_at=BEGAN)
    question = Question.objects.create(lesson_key=run.programme_key, text="？")
    Attempt.objects.create(enrolment=place, question=question, given="1", score=0, is_right=False, at=BEGAN + timedelta(days=9))
    assert (counts(run)["started"], counts(run)["active"]) == (1, 1)


def test_a_shop_that_is_not_open_is_not_counted(run):
    graduate = ticked(run, 8, state="graduated")
    shop = shops.shop(owner=graduate.trainee, state="suspended")
    Generation.objects.create(enrolment=graduate, shop=shop, generated_at=BEGAN)
    assert counts(run)["open"] == 0


def test_a_cohort_moved_by_a_month_is_counted_from_its_new_days(run):
    ticked(run, 7)
    run.starts_on = date(2027, 2, 4)
    run.save()
    assert counts(run)["active"] == 0


def test_every_share_names_its_whole(run):
    ticked(run, 8, state="graduated")
    ticked(run, 1)
    make.enrolment(run)
    reached = {one.step.key: one for one in lines([run])[0].reached}
    shares = {key: [(share.of.key, share.total, share.percent) for share in one.shares] for key, one in reached.items()}
    assert shares == {
        "admitted": [], "started": [("admitted", 3, 67)], "active": [("admitted", 3, 33), ("started", 2, 50)],
        "completed": [("admitted", 3, 33), ("started", 2, 50), ("active", 1, 100)],
        "open": [("admitted", 3, 0), ("completed", 1, 0)], "sold": [],
    }  # fmt: skip
    assert reached["sold"].count is None
    assert together([]).reached[1].shares[0].percent is None


@pytest.mark.parametrize(("part", "whole", "said"), [(0, 0, None), (0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (3, 3, 100)])
def test_per_cent_is_rounded_as_people_round(part, whole, said):
    assert percent(part, whole) == said


def test_a_scope_is_a_programme_or_a_cohort_and_an_old_link_shows_all(run, homes):
    other = make.cohort(pages.programme(homes, slug="farming", stages=1))
    assert [line.cohort for line in scope_of("", None).lines] == [other, run]
    assert [line.cohort for line in scope_of("farming", None).lines] == [other]
    assert [line.cohort for line in scope_of("ecommerce", run.pk).lines] == [run]
    assert len(scope_of("gone", 10**9).lines) == 2


def test_the_page_shows_figures_and_definitions(client, manager, run):
    ticked(run, 8, state="graduated")
    words = client.get("/en/reports/").content.decode()
    assert "Not counted yet: the market takes no orders yet." in words
    assert "100 % of 1: Admitted" in words
    for wrong in ("?programme=x&cohort=y", "?cohort=99999999999999999999", "?cohort=%F0%9F%8D%B5", "?cohort=１２"):
        assert client.get(f"/en/reports/{wrong}").status_code == 200


def test_the_report_costs_the_same_for_one_and_twenty(client, manager, run, django_assert_num_queries, programme):
    for more in (0, 19):
        for _ in range(more):
            ticked(make.cohort(programme), 8, started=BEGAN + timedelta(days=3))
        if not more:
            ticked(run, 8, started=BEGAN + timedelta(days=3))
        client.get("/en/reports/")
        with django_assert_num_queries(REPORT_QUERIES):
            client.get("/en/reports/")


def test_the_workbook_holds_the_figures_and_runs_no_formula(run):
    type(run).objects.filter(pk=run.pk).update(name_zh_hans='=HYPERLINK("http://x")')
    scope = scope_of("", None)
    sheet = load_workbook(BytesIO(workbook(scope.lines, scope.total))).worksheets[0]
    cell = sheet["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ('=HYPERLINK("http://x")', "s", True)
    assert [one.value for one in sheet[2]][3:6] == [0, 0, None]
    assert sheet["A3"].value == "合计"


def test_the_workbook_is_fetched_by_managers_only(client, manager, run):
    answer = client.get("/zh-hans/reports/sheet/")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert answer["Content-Disposition"].endswith('.xlsx"')
    client.force_login(people.person(role="mentor"))
    assert client.get("/zh-hans/reports/sheet/").status_code == 404


def test_it_is_printed_once_however_often_pressed(client, manager, run, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            client.post("/zh-hans/reports/print/", {"programme": "ecommerce", "cohort": run.pk})
    printed = PrintedReport.objects.get()
    assert (printed.programme, printed.cohort, printed.failed) == ("ecommerce", run, False)
    answer = client.get(f"/zh-hans/reports/printed/{printed.pk}/")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    again = ask_for_print(
        programme="ecommerce", cohort=run, language="zh-hans", by=manager, at=printed.asked_at + timedelta(minutes=1)
    )
    assert again.pk != printed.pk
    client.force_login(people.person(role="programme manager"))
    assert client.get(f"/zh-hans/reports/printed/{printed.pk}/").status_code == 404
