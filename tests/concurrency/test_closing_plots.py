"""A plot is closed while ten lines are written: no line lands on a closed plot. On PostgreSQL, where there is a race."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection, connections

from courses.fieldlog import keeping, operations
from courses.fieldlog.models import LogEntry, Plot
from tests.factories import cohorts
from tests.factories import fieldlog as make
from tests.factories.people import person

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: there is no race"),
]
WRITERS = 10
TODAY = make.NOW.date()


@pytest.fixture
def plot(transactional_db):
    """A plot whose log is empty, committed."""
    place = cohorts.enrolment(cohorts.cohort(SimpleNamespace(translation_key=uuid4())), person("盘美花", role="trainee"))
    return make.plot(place)


def close(plot) -> str:
    """Closed as of yesterday: what is written today cannot have been there."""
    keeping.close_subject(
        subject=plot, by=plot.enrolment.trainee, on=TODAY - timedelta(days=1), reason="season", words="", at=make.NOW
    )
    return "closed"


def write(plot) -> str:
    make.entry(plot, on=TODAY)
    return "written"


def all_at_once(plot) -> Counter:
    """What closing and writing at the same time came to: what was done, or the names of exceptions."""
    acts = [close, *[write] * WRITERS]
    start = Barrier(len(acts))

    def press(act) -> str:
        try:
            mine = Plot.objects.select_related("enrolment__trainee").get(pk=plot.pk)
            start.wait(timeout=30)
            return act(mine)
        except Exception as fault:
            return type(fault).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(press, acts))


def look_together(monkeypatch) -> None:
    """Take the lock away, and let the closer see an empty log and the writers an open plot before any of them writes."""
    seen, last_day, refuse = Barrier(WRITERS + 1), keeping.last_day_of, operations.refuse_closed

    def together(look):
        def looked(subject):
            answer = look(subject)
            seen.wait(timeout=30)
            return answer

        return looked

    for part in (keeping, operations):
        monkeypatch.setattr(part, "hold", lambda enrolment_id: cohorts.Enrolment.objects.get(pk=enrolment_id))
    monkeypatch.setattr(keeping, "last_day_of", together(last_day))
    monkeypatch.setattr(operations, "refuse_closed", together(refuse))


def test_either_all_is_written_and_the_day_is_refused_or_it_is_closed_and_nothing_lands(plot):
    came = all_at_once(plot)
    is_closed = Plot.objects.get().closed_on is not None
    assert came == ({"closed": 1, "Closed": WRITERS} if is_closed else {"TooEarly": 1, "written": WRITERS})
    assert LogEntry.objects.count() == (0 if is_closed else WRITERS)


def test_without_the_lock_lines_land_on_a_closed_plot(plot, monkeypatch):
    """The control: the guard taken away, the plot is closed and every line is there as well."""
    look_together(monkeypatch)
    assert all_at_once(plot) == {"closed": 1, "written": WRITERS}
    assert (Plot.objects.get().closed_on is None, LogEntry.objects.count()) == (False, WRITERS)
