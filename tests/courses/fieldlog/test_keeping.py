"""Whose land a plot is on; closing, opening again and putting right: what each refuses, and that nothing changes then."""

from datetime import date, timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from accounts.models import Organisation
from common.models import AuditEntry
from courses.fieldlog import keeping, operations, queries
from courses.fieldlog.models import LogEntry, LogRule, Plot
from courses.fieldlog.origins import origins, places_by_batch
from tests.factories import fieldlog as make
from tests.factories import people
from tests.factories.fieldlog import NOW

TODAY = date(2026, 11, 23)
MAY_CLOSE = {"on": TODAY, "reason": "season", "words": "", "at": NOW}


@pytest.fixture
def base(run):
    one = Organisation.objects.create(kind="base", name_zh_hans="示范基地", name_en="Demonstration base")
    run.organisations.add(one)
    return one


def close(subject, by=None, **given):
    return keeping.close_subject(subject=subject, by=by or subject.enrolment.trainee, **{**MAY_CLOSE, **given})


def test_a_plot_belongs_to_a_partner_of_the_cohort_and_own_land_to_none(place, base):
    assert make.plot(place, organisation=base).whose == "示范基地"
    assert make.plot(place, ground="own").whose == "自家的地"
    stranger = Organisation.objects.create(name_zh_hans="外县公司", name_en="Another company")
    with pytest.raises(keeping.NotAPartner):
        make.herd(place, organisation=stranger)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.plot(place, organisation=base, ground="own")
    assert (place.plots.count(), place.herds.count()) == (2, 0)


def test_a_closed_plot_takes_no_entry_and_keeps_its_log_its_origin_and_what_was_proven(place, plot, mentor):
    LogRule.objects.update(least_entries=2)
    seen, taken = make.entry(plot), make.harvest(plot, 20)
    make.check(seen, mentor)
    before = origins(place), places_by_batch(place), queries.evidence(place)
    close(plot)
    plot.refresh_from_db()
    assert (plot.closed_on, plot.close_reason) == (TODAY, "season")
    with pytest.raises(operations.Closed) as closed:
        make.entry(plot)
    assert closed.value.subject == plot
    with pytest.raises(operations.Closed):
        operations.correct_entry(
            entry=taken, key=uuid4(), why="写错", activity="weed", done_on=TODAY, said=operations.Said(words="锄草"), at=NOW
        )
    assert LogEntry.objects.count() == 2
    assert (origins(place), places_by_batch(place), queries.evidence(place)) == before
    assert queries.is_enough(place)
    make.check(taken, mentor)  # a second person may still see what was done


def test_the_same_form_sent_again_after_closing_finds_the_entry_it_made(plot):
    sent = {"subject": plot, "key": uuid4(), "activity": "weed", "done_on": TODAY, "said": operations.Said(words="锄草")}
    first = operations.write_entry(**sent, at=NOW)
    close(plot)
    assert operations.write_entry(**sent, at=NOW) == first


@pytest.mark.parametrize(("given", "fault"), [
    ({"reason": "sold"}, keeping.WrongReason),
    ({"reason": "other", "words": " "}, keeping.WhyMissing),
    ({"on": TODAY + timedelta(days=1)}, operations.FutureDay),
    ({"on": date(2026, 11, 19)}, keeping.TooEarly),  # there is work on the 20th
])  # fmt: skip
def test_a_plot_is_closed_with_a_day_and_a_reason_that_can_be(plot, given, fault):
    make.entry(plot)
    with pytest.raises(fault):
        close(plot, **given)
    plot.refresh_from_db()
    assert (plot.closed_on, plot.close_reason) == (None, "")
    assert not AuditEntry.objects.filter(action="close plot").exists()


def test_closing_twice_closes_once_and_keeps_the_first_reason(herd):
    close(herd, reason="sold")
    close(herd, reason="other", words="改了")
    herd.refresh_from_db()
    assert (herd.close_reason, herd.close_words) == ("sold", "")
    assert AuditEntry.objects.filter(action="close herd").count() == 1


def test_staff_open_again_on_record_and_who_keeps_the_log_does_not(plot, mentor):
    close(plot)
    with pytest.raises(keeping.NotYours):
        keeping.reopen_subject(subject=plot, by=plot.enrolment.trainee, words="想再种", at=NOW)
    with pytest.raises(keeping.WhyMissing):
        keeping.reopen_subject(subject=plot, by=mentor, words=" ", at=NOW)
    plot.refresh_from_db()
    assert plot.closed_on == TODAY
    for _press in range(2):
        keeping.reopen_subject(subject=plot, by=mentor, words="停用错了", at=NOW)
    plot.refresh_from_db()
    assert (plot.closed_on, plot.close_reason, plot.close_words) == (None, "", "")
    line = AuditEntry.objects.get(action="reopen plot")
    assert (line.actor, line.details) == (
        mentor,
        {"words": "停用错了", "closed_on": "2026-11-23", "reason": "season", "close_words": ""},
    )
    make.entry(plot)


def test_strangers_close_nothing(plot):
    with pytest.raises(keeping.NotYours):
        close(plot, by=people.person("路人", role="trainee"))
    plot.refresh_from_db()
    assert plot.closed_on is None


def test_closed_ones_make_room_for_others(place):
    herds = [make.herd(place) for _n in range(20)]
    with pytest.raises(keeping.TooMany):
        make.plot(place)
    close(herds[0], reason="sold")
    make.plot(place)
    assert place.plots.count() == 1


def test_the_office_puts_right_what_was_said_and_the_record_says_what_it_was(plot, base):
    boss = people.person("欧阳静", role="programme manager")
    facts = {"area_m2": 667, "crop": "kiwi", "organisation": base, "planted_on": date(2026, 9, 2)}
    for _press in range(2):
        keeping.change_subject(subject=plot, facts=facts, by=boss, at=NOW)
    plot.refresh_from_db()
    assert (plot.area_m2, plot.crop, plot.organisation, plot.planted_on) == (667, "kiwi", base, date(2026, 9, 2))
    assert AuditEntry.objects.get(action="change plot").details["changed"] == {
        "area_m2": [333, 667],
        "crop": ["vegetables", "kiwi"],
        "organisation": [None, "示范基地"],
        "planted_on": ["2026-09-01", "2026-09-02"],
    }


@pytest.mark.parametrize(("facts", "fault"), [
    ({"planted_on": TODAY + timedelta(days=1)}, operations.FutureDay),
    ({"planted_on": TODAY, "transplanted_on": TODAY - timedelta(days=1)}, operations.DaysCrossed),
])  # fmt: skip
def test_what_cannot_be_is_not_put_in(plot, facts, fault):
    with pytest.raises(fault):
        keeping.change_subject(subject=plot, facts=facts, by=people.person(role="programme manager"), at=NOW)
    was = plot.planted_on
    plot.refresh_from_db()
    assert plot.planted_on == was


def test_a_mentor_or_the_trainee_changes_no_area(plot, mentor):
    for person in (mentor, plot.enrolment.trainee):
        with pytest.raises(keeping.NotYours):
            keeping.change_subject(subject=plot, facts={"area_m2": 9}, by=person, at=NOW)
    plot.refresh_from_db()
    assert plot.area_m2 == 333


def test_plots_go_to_the_one_base_of_a_cohort_and_stay_open_where_it_has_two(run, plot):
    give = import_module("courses.fieldlog.migrations.0003_partners_land").give_to_partners
    plot.ground = "base"
    plot.save(update_fields=["ground"])
    bases = [Organisation.objects.create(kind="base", name_zh_hans=name, name_en=name) for name in "AB"]
    run.organisations.add(*bases)
    give(apps, None)
    assert Plot.objects.get().organisation is None
    run.organisations.remove(bases[1])
    give(apps, None)
    assert Plot.objects.get().organisation == bases[0]
