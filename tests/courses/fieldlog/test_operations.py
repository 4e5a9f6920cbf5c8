"""Beginning, writing, correcting, checking: what each refuses, and that nothing is written then."""

import re
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import translation

from common.models import AuditEntry
from courses.certificates.models import Certificate
from courses.fieldlog import keeping, operations
from courses.fieldlog.crops import GENEROUS, MOST_A_HEAD, MOST_A_MU
from courses.fieldlog.models import Check, Herd, LogEntry, Plot, Yield
from courses.fieldlog.operations import Said
from tests.factories import assessment, cohorts, people, photos
from tests.factories import fieldlog as make
from tests.factories.fieldlog import NOW

TODAY = date(2026, 11, 23)
FIELDS = {"name": "P07", "place": "基地", "area_m2": 333, "crop": "kiwi"}


def test_a_plot_is_begun_once_for_one_form(place):
    key = uuid4()
    first = keeping.begin_plot(enrolment=place, key=key, at=NOW, **FIELDS)
    again = keeping.begin_plot(enrolment=place, key=key, at=NOW, **FIELDS)
    assert (first, Plot.objects.count()) == (again, 1)
    assert AuditEntry.objects.filter(action="begin plot", subject=f"fieldlog.Plot:{first.pk}").count() == 1


@pytest.mark.parametrize(("days", "fault"), [
    ({"planted_on": TODAY + timedelta(days=1)}, operations.FutureDay),
    ({"transplanted_on": TODAY + timedelta(days=1)}, operations.FutureDay),
    ({"planted_on": TODAY, "transplanted_on": TODAY - timedelta(days=1)}, operations.DaysCrossed),
])  # fmt: skip
def test_a_plots_days_must_be_possible(place, days, fault):
    with pytest.raises(fault):
        keeping.begin_plot(enrolment=place, key=uuid4(), at=NOW, **FIELDS, **days)
    assert not Plot.objects.exists()


def test_a_herd_cannot_come_tomorrow_and_there_are_at_most_twenty(place):
    with pytest.raises(operations.FutureDay):
        make.herd(place, since=TODAY + timedelta(days=1))
    for _n in range(20):
        make.herd(place)
    with pytest.raises(keeping.TooMany):
        make.plot(place)
    assert (Herd.objects.count(), Plot.objects.count()) == (20, 0)


def test_an_entry_sent_twice_is_one_entry(plot):
    key, said = uuid4(), make.SPRAYED
    sent = {"subject": plot, "key": key, "activity": "spray", "done_on": date(2026, 11, 1), "said": said, "at": NOW}
    first, again = operations.write_entry(**sent), operations.write_entry(**sent)
    assert (first, LogEntry.objects.count()) == (again, 1)
    assert first.wait_until == date(2026, 11, 15)
    with pytest.raises(operations.AlreadyKept) as kept:
        operations.write_entry(**{**sent, "done_on": date(2026, 11, 2)})
    assert (kept.value.entry, LogEntry.objects.get().done_on) == (first, date(2026, 11, 1))


@pytest.mark.parametrize(("activity", "day", "fault"), [
    ("weed", TODAY + timedelta(days=1), operations.FutureDay),
    ("weed", TODAY - timedelta(days=401), operations.LongAgo),
    ("feed", TODAY, operations.NotItsWork),
])  # fmt: skip
def test_an_impossible_entry_is_refused(plot, activity, day, fault):
    with pytest.raises(fault):
        make.entry(plot, activity, day)
    assert not LogEntry.objects.exists()


def test_a_harvest_has_a_batch_of_crop_plot_day_and_grade(plot):
    entry = make.harvest(plot, 100, "B")
    assert (entry.brought.kg, entry.brought.batch) == (Decimal(100), f"VE-P{plot.pk}-20261121-B")


def test_more_than_a_year_hardly_ever_brings_is_asked_about_and_kept_when_it_is_right(plot):
    make.harvest(plot, 7000)
    with pytest.raises(operations.Unlikely) as fault:
        make.harvest(plot, 501)
    assert (fault.value.most, fault.value.already, Yield.objects.count()) == (7500, Decimal(7000), 1)
    assert make.harvest(plot, 500).brought.kg == 500
    sure = make.entry(plot, "harvest", date(2026, 11, 21), kg=Decimal(9000), grade="A", is_sure=True)
    assert sure.brought.kg == 9000
    line = AuditEntry.objects.get(action="write entry", subject=f"fieldlog.LogEntry:{sure.pk}")
    assert line.details["is_sure"] is True


@pytest.mark.parametrize("most", [*MOST_A_MU.values(), *MOST_A_HEAD.values()], ids=[*MOST_A_MU, *MOST_A_HEAD])
def test_every_limit_says_what_it_rests_on(most):
    with translation.override("en"):
        words = str(most.basis)
    figures = [Decimal(found.replace(",", "")) for found in re.findall(r"[\d,]*\d(?= kg)", words)]
    assert bool(figures) == (most.basis != GENEROUS)
    assert all(most.kg > figure for figure in figures)


def test_animals_are_asked_about_above_what_they_weigh(herd):
    with pytest.raises(operations.Unlikely):
        make.harvest(herd, 12 * 400 + 1)
    assert make.harvest(herd, 480).brought.batch == f"PG-H{herd.pk}-20261121-A"


def test_anothers_photo_is_left_out(plot, trainee):
    mine, others = photos.photo(trainee), photos.photo(people.person())
    entry = operations.write_entry(
        subject=plot, key=uuid4(), activity="weed", done_on=TODAY, said=Said(), at=NOW, photos=[mine, others]
    )
    assert list(entry.photos.all()) == [mine]


def correct(entry, *, key=None, day=date(2026, 11, 19), words="锄了三垄", why="少写一垄"):
    said = Said(words=words)
    return operations.correct_entry(
        entry=entry, key=key or uuid4(), why=why, activity="weed", done_on=day, said=said, at=NOW
    )  # fmt: skip


def test_a_correction_is_a_new_row_and_the_old_one_stays(plot):
    old, key = make.entry(plot), uuid4()
    new = correct(old, key=key)
    assert correct(old, key=key) == new
    old.refresh_from_db()
    assert (old.words, new.words, new.replaces, new.why) == ("锄了两垄", "锄了三垄", old, "少写一垄")
    assert list(LogEntry.objects.current()) == [new]
    with pytest.raises(operations.Replaced):
        correct(old)
    assert LogEntry.objects.count() == 2


def test_what_was_confirmed_cannot_be_corrected_but_what_was_found_otherwise_can(plot, mentor):
    seen, other = make.entry(plot), make.entry(plot)
    make.check(seen, mentor)
    with pytest.raises(operations.Confirmed):
        correct(seen)
    make.check(other, mentor, result="differs")
    assert correct(other).replaces == other
    assert LogEntry.objects.count() == 3


def test_a_corrected_harvest_counts_once(plot):
    old = make.harvest(plot, 7000)
    said = Said(kg=Decimal(700), grade="A")
    operations.correct_entry(
        entry=old, key=uuid4(), why="多写一个零", activity="harvest", done_on=old.done_on, said=said, at=NOW
    )  # fmt: skip
    assert make.harvest(plot, 6800).brought.kg == 6800


def test_a_check_keeps_what_was_seen(plot, mentor):
    entry = make.entry(plot)
    check = operations.check_entry(
        entry=entry, checker=mentor, seen_on=TODAY, points=["extent", "nonsense"], result="confirmed", words=" 好 ", at=NOW
    )  # fmt: skip
    assert (check.points, check.words, check.checker, check.seen_on) == (["extent"], "好", mentor, TODAY)
    assert AuditEntry.objects.filter(action="check entry", actor=mentor).count() == 1
    with pytest.raises(operations.AlreadyChecked):
        make.check(entry, mentor, result="differs")
    assert Check.objects.get().result == "confirmed"


@pytest.mark.parametrize(("given", "fault"), [
    ({"seen_on": TODAY + timedelta(days=1)}, operations.FutureDay),
    ({"seen_on": date(2026, 11, 19)}, operations.DaysCrossed),
    ({"points": []}, operations.PointsMissing),
    ({"result": "differs", "words": " "}, operations.WordsMissing),
])  # fmt: skip
def test_a_check_must_say_enough(plot, mentor, given, fault):
    entry = make.entry(plot)
    sent = {"seen_on": TODAY, "points": ["seen"], "result": "confirmed", "words": ""}
    with pytest.raises(fault):
        operations.check_entry(entry=entry, checker=mentor, at=NOW, **{**sent, **given})
    assert not Check.objects.exists()


def test_a_corrected_entry_is_not_checked_any_more(plot, mentor):
    old = make.entry(plot)
    correct(old)
    with pytest.raises(operations.Replaced):
        make.check(old, mentor)
    assert not Check.objects.exists()


def test_a_second_person_checks_never_a_trainee(run, plot, trainee, mentor):
    entry, fellow = make.entry(plot), people.person("莫永福", role="trainee")
    cohorts.enrolment(run, fellow, mentor=mentor)
    fellow_with_role = people.person("双面", role="programme manager")
    cohorts.enrolment(run, fellow_with_role)
    stranger, other_mentor = people.person("路人"), people.person("王老师", role="mentor")
    for person in (trainee, fellow, fellow_with_role, stranger, other_mentor):
        with pytest.raises(operations.NotYours):
            make.check(entry, person)
    assert not Check.objects.exists()
    assert make.check(entry, people.person("欧阳静", role="programme manager")).pk


def test_a_mentor_of_the_cohort_may_check_anothers_trainee(run, plot):
    colleague = people.person("何建国", role="mentor")
    run.mentors.add(colleague)
    assert make.check(make.entry(plot), colleague).checker == colleague


def test_the_last_check_lets_who_has_all_pieces_graduate(place, plot, mentor):
    for assignment in assessment.assignments_of(place.cohort.programme_key).values():
        assessment.approved(place, assignment, mentor=mentor)
    entries = [make.entry(plot) for _n in range(3)]
    place.refresh_from_db()
    assert (place.state, Certificate.objects.count()) == ("active", 0)
    make.check(entries[0], mentor)
    place.refresh_from_db()
    assert (place.state, Certificate.objects.filter(enrolment=place).count()) == ("graduated", 1)


def test_without_a_rule_no_log_is_asked_for(run, mentor):
    place = cohorts.enrolment(run, people.person(role="trainee"), mentor=mentor)
    for assignment in assessment.assignments_of(place.cohort.programme_key).values():
        assessment.approved(place, assignment, mentor=mentor)
    place.refresh_from_db()
    assert place.state == "graduated"
