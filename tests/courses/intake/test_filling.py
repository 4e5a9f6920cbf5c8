"""A merged cell saved as CSV is an empty one: said before anybody is admitted, filled in only when a manager says it was so."""

import pytest

from common.models import AuditEntry
from common.states import WrongState
from courses.intake import operations
from courses.intake.models import ListRow, TraineeList
from courses.intake.queries import plan
from tests.courses.intake.sheets import csv
from tests.factories.attendance import cohort
from tests.factories.cohorts import NOW
from tests.factories.people import person
from tests.factories.shops import township

pytestmark = pytest.mark.django_db
LIST = csv(
    "乡镇,村,姓名,手机",
    "桥市乡,河口村,赵一,13812345670",
    ",,赵二,13812345671",
    ",大圩村,赵三,13812345672",
    ",,,13812345673",
    "沱江镇,,赵五,13812345674",
    "月亮镇,,赵六,13812345675",
    ",,赵七,13812345676",
)
BEFORE = [("qiaoshi", "河口村"), ("", ""), ("", "大圩村"), ("", ""), ("tuojiang", ""), ("", "月亮镇"), ("", "")]
FILLED = [
    ("qiaoshi", "河口村"),
    ("qiaoshi", "河口村"),
    ("qiaoshi", "大圩村"),
    ("qiaoshi", "大圩村"),
    *BEFORE[4:6],
    ("", "月亮镇"),
]


@pytest.fixture
def manager():
    return person("欧阳静", role="programme manager")


@pytest.fixture
def trainees(manager) -> TraineeList:
    township()
    township("tuojiang", "沱江镇", "Tuojiang")
    return operations.take_in(raw=LIST, name="名单.csv", cohort=cohort(), by=manager, at=NOW)


def places(trainees) -> list[tuple[str, str]]:
    return list(trainees.rows.values_list("township", "village"))


def test_empty_cells_are_pointed_at_and_left_alone_until_somebody_says_what_they_mean(trainees, manager):
    assert (plan(trainees, manager).fillable, places(trainees)) == ([3, 4, 5, 8], BEFORE)


def test_filling_takes_township_and_village_from_above_once_and_never_a_name(trainees, manager):
    assert [operations.fill_down(trainees=trainees, by=manager, at=NOW) for _twice in range(2)] == [4, 0]
    assert (places(trainees), plan(trainees, manager).fillable) == (FILLED, [])
    nameless = trainees.rows.get(number=5)
    assert (nameless.name, nameless.faults) == ("", [["no-name", {}]])
    assert [row.number for row in ListRow.objects.all() if ["filled-down", {}] in row.remarks] == [3, 4, 5, 8]
    assert AuditEntry.objects.filter(action="fill down list").count() == 1


def test_once_pressed_nothing_is_filled(trainees, manager):
    TraineeList.objects.update(state="admitting")
    with pytest.raises(WrongState):
        operations.fill_down(trainees=trainees, by=manager, at=NOW)
    assert places(trainees) == BEFORE
