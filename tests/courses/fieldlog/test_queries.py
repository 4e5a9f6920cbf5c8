"""The log as it stands, what it proves, and the same number of queries for one entry and for twenty."""

from datetime import date, timedelta

import pytest

from courses.fieldlog import operations, queries
from courses.fieldlog.origins import known_from_the_field, origins
from tests.factories import cohorts, people
from tests.factories import fieldlog as make
from tests.factories.fieldlog import NOW

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(("days", "expected"), [
    ({}, 53), ({"transplanted_on": None}, 83), ({"transplanted_on": None, "planted_on": None}, None),
])  # fmt: skip
def test_days_are_counted_from_transplanting_else_from_sowing(place, days, expected):
    assert queries.days_after(make.plot(place, **days), TODAY) == expected


def test_no_day_is_counted_before_it_was_planted(plot):
    assert queries.days_after(plot, date(2026, 9, 30)) is None


def spray(subject, on, days=14):
    return make.entry(subject, "spray", on, used="苏云金杆菌", dose="1500 倍", waiting_days=days)


def test_the_waiting_days_forbid_until_the_last_one_is_over(place, plot, herd):
    spray(plot, date(2026, 11, 12))
    long = spray(plot, date(2026, 11, 10), 21)
    make.entry(herd, "treat", date(2026, 11, 5), waiting_days=28)
    periods = queries.waits(place)
    plot_line, herd_line = queries.subjects(place, TODAY, periods)
    assert (plot_line.wait.until, plot_line.wait.entry, herd_line.wait.until) == (date(2026, 12, 1), long, date(2026, 12, 3))
    assert queries.wait_on(plot, date(2026, 12, 1), periods) is None


def test_a_harvest_in_the_waiting_days_is_marked_and_no_origin(place, plot):
    spray(plot, date(2026, 11, 12))
    early = make.harvest(plot, 50)
    assert queries.entry_line(early, queries.waits(place)).early.until == date(2026, 11, 26)
    assert [(one.batch, one.months) for one in origins(place)] == [("", ())]


def test_evidence_counts_entries_checks_and_weeks(place, plot, mentor):
    days = [date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 9), date(2026, 11, 20)]
    seen, differs, _third, wrong = (make.entry(plot, on=day) for day in days)
    make.check(seen, mentor)
    make.check(differs, mentor, result="differs")
    operations.correct_entry(
        entry=wrong, key=seen.key.__class__(int=7), why="日子写错", activity="weed", done_on=date(2026, 11, 10),
        said=operations.Said(), at=NOW,
    )  # fmt: skip
    assert queries.evidence(place) == queries.Evidence(4, 1, 1, 2, date(2026, 11, 2), date(2026, 11, 10))


def test_standing_says_what_is_left(place, plot, mentor, django_assert_num_queries):
    make.check(make.entry(plot), mentor)
    make.entry(plot)
    with django_assert_num_queries(1):
        standing = queries.standing(place)
    assert (standing.entries, standing.checked, standing.entries_left, standing.checked_left) == (2, 1, 1, 0)
    assert standing.is_enough is False
    make.entry(plot)
    assert queries.is_enough(place) is True


def test_no_log_is_kept_without_a_rule(run, mentor):
    other = cohorts.enrolment(run, people.person(role="trainee"), mentor=mentor)
    assert (queries.standing(other), queries.log_of(other.trainee), queries.is_enough(other)) == (None, None, True)
    assert known_from_the_field(other, 1) == {}


def test_origins_give_the_last_batch_its_season_and_months(place, plot, herd, mentor, django_assert_num_queries):
    for day in (date(2026, 9, 30), date(2026, 11, 1), date(2026, 11, 15)):
        last = make.harvest(plot, 10, on=day)
    make.check(last, mentor)
    with django_assert_num_queries(4):
        found = origins(place)
    assert [(one.subject, one.batch, one.months, one.season, one.is_checked) for one in found] == [
        (plot, f"VE-P{plot.pk}-20261115-A", (9, 11), "秋 2026", True), (herd, "", (), "", False),
    ]  # fmt: skip
    assert known_from_the_field(place, 1) == {
        "field": {"variety": "京丰一号", "harvest_months": [9, 11], "batch": f"VE-P{plot.pk}-20261115-A", "origin": "基地东坡"}
    }
    assert known_from_the_field(place, 2) == {"field": {"variety": "藏香猪", "origin": "枫木村"}}
    assert known_from_the_field(place, 3) == {}


def test_the_second_persons_list_puts_those_without_a_check_first(run, place, plot, mentor):
    other = cohorts.enrolment(run, people.person("莫永福", role="trainee"), mentor=mentor)
    theirs = make.plot(other)
    make.check(make.entry(plot, on=date(2026, 11, 1)), mentor)
    mine, first, second = make.entry(plot, on=date(2026, 11, 2)), make.entry(theirs), make.entry(theirs, on=date(2026, 11, 21))
    assert list(queries.waiting_for_check(mentor)) == [first, second, mine]
    assert list(queries.waiting_for_check(people.person(role="mentor"))) == []
    assert list(queries.waiting_for_check(place.trainee)) == []


@pytest.mark.parametrize("count", [1, 20])
def test_the_log_costs_the_same_for_one_entry_and_for_twenty(place, plot, herd, mentor, count, django_assert_num_queries):
    for n in range(count):
        entry = make.harvest(plot, 1, on=TODAY - timedelta(days=n + 1))
        make.entry(herd, "treat", TODAY - timedelta(days=n), waiting_days=3)
        make.check(entry, mentor)
    with django_assert_num_queries(3):
        periods = queries.waits(place)
        lines = [queries.entry_line(entry, periods) for entry in queries.entries(place)]
        assert [str(line.entry.subject) + str(line.is_confirmed) + str(line.points) for line in lines]
    assert len(lines) == count * 2
