"""The county's content and a marketplace with life in it, in both languages. Run twice, it changes nothing."""

import logging
import time
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from common.clock import now
from demo import (
    attendance,
    bonuses,
    bookings,
    cohorts,
    fieldlog,
    graduates,
    groups,
    links,
    market,
    mentoring,
    partners,
    people,
    presales,
    promotions,
    recordings,
    records,
    reviews,
    signs,
    stage_tests,
    standard_range,
    standards,
    surveys,
    timetable,
    tracks,
    trainee,
    visits,
)  # fmt: skip
from demo.indexing import fill_index, indexing_later
from demo.pages.tree import grow
from front.permissions import allow_all
from shops.market.operations import mend


class Command(BaseCommand):
    help = "Load the county's content: pages, people, boot camps, shops. What is there already is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        logging.getLogger("wagtail").setLevel(logging.WARNING)  # it tells of every page, thrice
        with transaction.atomic(), indexing_later():
            changed = self.load(now())
            if changed:
                self.stdout.write(f"{fill_index()} rows searchable")
        self.stdout.write(f"Done in {time.monotonic() - started:.1f} s")

    def load(self, at: datetime) -> bool:
        """Everything in the order it leans on each other; returns whether anything was new."""
        everybody = people.load_people(at)
        records.load_townships()
        recordings.load_recordings()
        pages = grow(at, everybody, self.stdout.write)
        tracks.load_tracks(at)
        allow_all()
        records.load_occurrences()
        records.load_terms()
        records.load_questions()
        stage_tests.load_tests()
        records.load_assignments()
        records.load_optional()
        shops = market.load_shops(everybody, at)
        standards.load_standards()
        standard_range.load_range()
        runs = cohorts.load_cohorts(everybody, at)
        graduates.load_graduates(everybody, at)
        trainee.load_trainee(everybody, at)
        visits.load_visits(everybody, at)
        bookings.load_bookings(everybody, at)
        links.load_links(everybody, at)
        mend(at=at)
        mentoring.load_mentoring(everybody, at)
        partners.load_partners(everybody, at)
        logs = fieldlog.load_field_logs(everybody, at)
        days = attendance.load_days(everybody, at) + timetable.load_timetables(everybody, at)
        timetable.settle(at)
        answers = surveys.load_answers(everybody, at)
        said = reviews.load_reviews(everybody, at) + promotions.load_promotions(everybody, at)
        together = groups.load_groups(everybody, at) + bonuses.load_bonuses(everybody, at)
        together += presales.load_presales(everybody, at)
        signs.fill_in_signs()
        self.stdout.write(f"New: {len(pages)} pages, {shops} shops, {runs} cohorts")
        return bool(pages or shops or runs or logs or days or answers or said or together)
