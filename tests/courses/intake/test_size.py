"""A whole township's list: five hundred people in ten seconds, seen as it goes. Here a twentieth of it; `make prove` does all."""

import os
import time
from unittest.mock import Mock

import pytest
from django.urls import reverse

from courses.cohorts.models import Enrolment
from courses.intake import operations
from courses.intake.admitting import admit_some
from courses.intake.jobs import AT_ONCE
from courses.intake.models import TraineeList
from outbox.models import Message
from tests.factories import cohorts as make
from tests.factories import people

pytestmark = pytest.mark.django_db
PROVE = bool(os.environ.get("PROVE"))
ROWS, SECONDS = (500, 10.0) if PROVE else (25, 0.5)
clock = time.perf_counter if PROVE else time.process_time  # what the neighbours of a test do is not the list's fault


def whole(rows: int) -> bytes:
    people = (f"{number},赵{chr(0x4E00 + number)}花,139{number:08d},沱江镇,村{number}" for number in range(1, rows + 1))
    return "\r\n".join(["江华瑶族自治县培训班学员名单", "序号,姓名,联系电话,乡镇,村", *people]).encode("gb18030")


def test_a_long_list_is_admitted_in_time_and_its_page_moves(programme, mentor, monkeypatch):
    reverse("cohorts:applications")  # a worker that runs has read its addresses
    run, manager = make.cohort(programme, capacity=ROWS, mentors=(mentor,)), people.person("欧阳静", role="programme manager")
    monkeypatch.setattr(operations, "admit_list", Mock())
    began = clock()
    trainees = operations.take_in(raw=whole(ROWS), name="名单.csv", cohort=run, by=manager, at=make.NOW)
    operations.confirm(trainees=trainees, same=(), by=manager, at=make.NOW)
    decided = []
    while admit_some(list_id=trainees.pk, most=AT_ONCE, at=make.NOW):
        decided.append(TraineeList.objects.get(pk=trainees.pk).decided)
    spent = clock() - began
    assert decided == list(range(AT_ONCE, ROWS, AT_ONCE))
    assert (Enrolment.objects.count(), Message.objects.filter(channel="sms").count()) == (ROWS, ROWS)
    assert spent < SECONDS
