"""The pages: what they show and cost, and what they refuse with words and nothing lost."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from openpyxl import load_workbook

from courses.attendance.models import Mark, PrintedList, TrainingDay
from courses.attendance.prints import ask_for_list, list_context
from courses.attendance.queries import Share, report
from tests.factories import attendance as make
from tests.factories import cohorts, people
from tests.printing.reading import pages

DAYS_QUERIES, ROLL_QUERIES, MINE_QUERIES = 11, 9, 11


def lines(places, *states, was=""):
    sent = {}
    for place, state in zip(places, states, strict=False):
        sent |= {f"w-{place.pk}": was} | ({f"m-{place.pk}": state} if state else {})
    return sent


def test_one_form_keeps_the_roll_the_guests_and_marks_the_rest_absent(desk, day, places):
    sent = {**lines(places, "present", "late"), "guests": "两", "do": "rest"}
    assert desk.post(f"/en/days/{day.pk}/", sent).status_code == 302
    assert list(Mark.objects.order_by("enrolment").values_list("state", flat=True)) == ["present", "late", "absent"]
    assert TrainingDay.objects.get(pk=day.pk).guests == 2
    page = desk.get(f"/en/days/{day.pk}/").content.decode()
    assert "2 came" in page
    assert "Kept: 3 trainees marked." in page


def test_a_changed_line_without_a_reason_comes_back_with_what_was_pressed(desk, day, places):
    make.roll(day, {places[0]: "absent"})
    answer = desk.post(f"/en/days/{day.pk}/", lines(places, "late", was="absent"))
    page = answer.content.decode()
    assert "Write why, like: came at 10:20." in page
    assert f'name="m-{places[0].pk}" value="late" checked' in page
    assert Mark.objects.get().state == "absent"
    sent = {**lines(places, "late", was="absent"), "why": "<b>车坏了</b>"}
    assert desk.post(f"/en/days/{day.pk}/", sent).status_code == 302
    page = desk.get(f"/en/days/{day.pk}/").content.decode()
    assert "Absent → Late" in page
    assert "&lt;b&gt;车坏了&lt;/b&gt;" in page


def test_the_paper_list_is_entered_as_from_paper(desk, day, places):
    assert "Enter the paper list" in desk.get(f"/en/days/{day.pk}/?how=paper").content.decode()
    desk.post(f"/en/days/{day.pk}/", {**lines(places, "present"), "how": "paper"})
    assert Mark.objects.get().how == "paper"


def test_a_roll_of_a_day_to_come_is_explained_and_marks_nobody(desk, day, places, at):
    at(23, on=date(2027, 1, 11))
    assert "This day is still to come" in desk.get(f"/en/days/{day.pk}/").content.decode()
    answer = desk.post(f"/zh-hans/days/{day.pk}/", lines(places, "present"))
    assert "这一天还没到" in answer.content.decode()
    assert Mark.objects.count() == 0


def test_a_mentor_of_another_cohort_and_a_trainee_find_nothing(client, day, places, at):
    for person in (people.person("唐琼", role="mentor"), places[0].trainee):
        client.force_login(person)
        for path in (f"days/{day.pk}/", f"days/{day.pk}/code/", f"learn/cohorts/{day.cohort_id}/days/"):
            assert client.get(f"/en/{path}").status_code == 404
        assert client.post(f"/en/days/{day.pk}/", lines(places, "present")).status_code == 404
    assert Mark.objects.count() == 0


def test_a_day_is_planned_as_people_write_and_refused_in_words(desk, run, at):
    sent = {"key": uuid4(), "held_on": "2027年1月20日", "starts": "８点半", "ends": "16:30", "place": "基地"}
    wrong = desk.post(f"/en/learn/cohorts/{run.pk}/days/new/", sent | {"held_on": "2027-09-01"})
    assert "The cohort runs from 2027-01-04 to 2027-03-14. Choose a day between them." in wrong.content.decode()
    assert TrainingDay.objects.count() == 0
    for _press in range(2):
        assert desk.post(f"/en/learn/cohorts/{run.pk}/days/new/", sent).status_code == 302
    day = TrainingDay.objects.get()
    assert (day.held_on, day.starts.isoformat(), day.leader.name) == (date(2027, 1, 20), "08:30:00", "李伟")


def test_numbers_stand_on_their_denominators_on_the_page_and_in_the_workbook(desk, run, day, places, mentor):
    second, third = (make.day(run, mentor, held_on=make.ON - timedelta(days=n)) for n in (1, 2))
    make.day(run, mentor, held_on=make.ON - timedelta(days=3), called_off_at=make.NOON, called_off_why="雨")
    one, two, _three = places
    make.roll(day, {one: "present", two: "absent"})
    make.roll(second, {one: "late", two: "excused"})
    make.roll(third, {one: "absent"})
    found = report(run, make.ON)
    shares = {line.name: line.share for line in found.lines}
    assert found.held == 3
    assert shares["盘美花"] == Share(present=1, late=1, absent=1)
    assert (shares["盘美花"].percent, shares["盘美花"].counted) == (67, 3)
    assert shares["李秀莲"] == Share(excused=1, absent=1, unmarked=1)
    assert (shares["赵春生"], shares["赵春生"].percent) == (Share(unmarked=3), None)
    page = desk.get(f"/en/learn/cohorts/{run.pk}/days/").content.decode()
    assert "came, 2 of 4 marked" in page
    assert "Days held so far: 3." in page
    file = desk.get(f"/en/learn/cohorts/{run.pk}/days/sheet/")
    figures, by_day, _meaning = load_workbook(BytesIO(file.content))
    rows = {row[0]: row[3:] for row in figures.iter_rows(values_only=True)}
    assert rows["盘美花"] == (1, 1, 0, 1, 0, 67, 3)
    assert rows["Together"] == (1, 1, 1, 2, 4, 50, 4)
    assert [cell.value for cell in by_day["D"]][1:] == ["Absent (by roll call)", "Present (by roll call)", None]


@pytest.mark.parametrize("count", [1, 20])
def test_pages_cost_the_same_for_one_and_for_twenty(desk, run, mentor, count, django_assert_num_queries):
    rows = [cohorts.enrolment(run, people.person(f"某{n}", role="trainee")) for n in range(count)]
    days = [make.day(run, mentor, held_on=make.ON - timedelta(days=n)) for n in range(count)]
    for day in days:
        make.roll(day, {rows[0]: "absent"})
    make.roll(days[0], dict.fromkeys(rows, "late"), why="晚到")
    for path, queries in ((f"learn/cohorts/{run.pk}/days/", DAYS_QUERIES), (f"days/{days[0].pk}/", ROLL_QUERIES)):
        desk.get(f"/en/{path}")
        with django_assert_num_queries(queries):
            desk.get(f"/en/{path}")
    desk.force_login(rows[0].trainee)
    with django_assert_num_queries(MINE_QUERIES):
        desk.get("/en/my/attendance/")


def test_the_paper_list_has_every_name_spare_lines_and_both_languages(day, places, mentor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        printed = ask_for_list(day=day, by=mentor, at=make.NOON)
        assert ask_for_list(day=day, by=mentor, at=make.NOON + timedelta(seconds=5)) == printed
    printed = PrintedList.objects.get()
    pdf = printed.pdf.read()
    assert pages(pdf) == 1
    words = render_to_string("documents/attendance.html", list_context(day))
    for expected in ("签到表", "Attendance list", "盘美花", "李秀莲", "赵春生", '<td class="n mute">11</td>'):
        assert expected in words  # eight spare lines after three names


def test_a_trainee_reads_their_days_and_says_that_one_is_wrong(client, day, place, mentor, at):
    make.roll(day, {place: "absent"})
    client.force_login(place.trainee)
    assert "缺席" in client.get("/zh-hans/my/attendance/").content.decode()
    empty = client.post(f"/en/my/attendance/{day.pk}/ask/", {"words": " "})
    assert "Write what is wrong" in empty.content.decode()
    assert client.post(f"/en/my/attendance/{day.pk}/ask/", {"words": "我到了"}).status_code == 302
    client.force_login(mentor)
    assert "我到了" in client.get(f"/en/days/{day.pk}/").content.decode()
    asked = day.requests.get()
    for _press in range(2):
        sent = {"state": "present", "answer": "对，没听到"}
        assert client.post(f"/en/days/corrections/{asked.pk}/", sent).status_code == 302
    client.force_login(place.trainee)
    page = client.get("/en/my/attendance/").content.decode()
    assert "对，没听到" in page
    assert "Absent → Present" in page


def test_a_day_of_a_cohort_one_is_not_in_cannot_be_asked_about(client, place, at):
    other = make.day(make.cohort())
    client.force_login(place.trainee)
    assert client.post(f"/en/my/attendance/{other.pk}/ask/", {"words": "我到了"}).status_code == 404
    assert other.requests.count() == 0
