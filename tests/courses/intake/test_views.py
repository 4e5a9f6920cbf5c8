"""From the file to the result in the CMS: everything is said before pressing, and the office gets back what it must mend."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from accounts.operations import grant_role
from cms.permissions import allow_editing
from common.clock import now
from courses.cohorts.models import Enrolment
from courses.intake.models import TraineeList
from courses.intake.operations import take_in
from tests.courses.intake.sheets import csv
from tests.factories import cohorts as make
from tests.factories import people

pytestmark = pytest.mark.django_db
PAGE = "/admin/trainee-lists/"
LIST = csv(
    "名单",
    "姓名,身份证号,手机,备注",
    "赵一,431129199003051234,13812345670,好",
    "赵二,x,431129199003051235,=1+1",
    "赵三,,1381234567,",
    encoding="gb18030",
)


@pytest.fixture
def manager(client, homes):
    allow_editing()
    person = people.person("欧阳静")
    grant_role(user=person, role="programme manager", by=None, at=make.NOW)
    client.force_login(person)
    return person


def upload(client, run, raw=LIST, name="名单.csv"):
    return client.post(PAGE, {"cohort": run.pk, "file": SimpleUploadedFile(name, raw)})


def test_from_the_file_to_the_result(client, manager, programme, django_capture_on_commit_callbacks):
    run = make.cohort(programme)
    assert client.get(f"{PAGE}?cohort={run.pk}").status_code == 200
    answer = upload(client, run)
    trainees = TraineeList.objects.get()
    address = f"{PAGE}{trainees.key}/"
    assert (answer.status_code, answer["Location"]) == (302, address)
    page = client.get(address).content.decode()
    for words in (
        "录取这 1 个没问题的人",
        "手机一栏写的是身份证号",
        "手机号有 10 位，应该是 11 位",
        "文件里有身份证号，一个也没有保存",
        "空着的名额有 24 个",
    ):
        assert words in page
    assert "4311291990" not in page
    sheet = load_workbook(BytesIO(client.get(f"{address}to-mend/").content)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["要改什么", "姓名", "手机", "备注"],
        ["手机一栏写的是身份证号。请写手机号；身份证号没有保存。", "赵二", "***", "=1+1"],
        ["手机号有 10 位，应该是 11 位。请重写。", "赵三", "1381234567", None],
    ]
    assert (sheet["D2"].data_type, sheet["D2"].quotePrefix, sheet["C3"].number_format) == ("s", True, "@")
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            client.post(address, {"do": "admit"})
    done = client.get(address).content.decode()
    assert "录取 1 人" in done
    assert "没有录取 2 人" in done
    assert Enrolment.objects.count() == 1
    assert client.get(f"{address}to-mend/").status_code == 200
    client.post(address, {"do": "delete"})
    assert trainees.rows.count() == 0
    assert "只留下人数" in client.get(address).content.decode()


def test_empty_cells_under_filled_ones_are_offered_to_be_filled(client, manager, programme):
    raw = csv("村,姓名,手机", "河口村,赵一,13812345670", ",赵二,13812345671")
    trainees = take_in(raw=raw, name="名单", cohort=make.cohort(programme), by=manager, at=now())
    address = f"{PAGE}{trainees.key}/"
    assert "上面一行却填了：第 3 行" in client.get(address).content.decode()
    page = client.post(address, {"do": "fill"}, follow=True).content.decode()
    assert "填好了 1 行" in page
    assert "照上一行填的" in page
    assert "照上一行补上" not in page


def test_a_list_being_admitted_shows_how_far_it_is_without_a_script(client, manager, programme):
    trainees = take_in(raw=LIST, name="名单", cohort=make.cohort(programme), by=manager, at=now())
    TraineeList.objects.update(state="admitting", admitted=1, moved_at=now())
    answer = client.get(f"{PAGE}{trainees.key}/")
    assert answer["Refresh"] == "2"
    assert '<progress value="1" max="3"' in answer.content.decode()
    assert "两分钟没有动静" not in answer.content.decode()
    TraineeList.objects.update(moved_at=now() - timedelta(minutes=3))
    assert "两分钟没有动静" in client.get(f"{PAGE}{trainees.key}/").content.decode()


def test_what_is_no_list_is_said_at_the_file(client, manager, programme):
    run = make.cohort(programme)
    for raw, words in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧格式"),
        (csv("姓名", "赵一"), "没有找到表头"),
        (b"", "这个文件是空的"),
    ):
        answer = upload(client, run, raw)
        assert (answer.status_code, words in answer.content.decode()) == (200, True)
    assert TraineeList.objects.count() == 0


def test_an_empty_list_is_understood_when_it_is_filled_in(client, manager, programme):
    book = load_workbook(BytesIO(client.get(f"{PAGE}empty/").content))
    book.active.cell(row=2, column=1, value="赵一")
    book.active.cell(row=2, column=2, value=13812345670)
    out = BytesIO()
    book.save(out)
    upload(client, make.cohort(programme), out.getvalue(), "名单.xlsx")
    assert [(row.name, row.phone, row.faults) for row in TraineeList.objects.get().rows.all()] == [
        ("赵一", "+8613812345670", [])
    ]


@pytest.mark.parametrize("role", ["editor", "mentor", "trainee", None])
def test_others_find_no_list_and_change_nothing(client, homes, programme, role):
    allow_editing()
    manager, other = people.person("欧阳静", role="programme manager"), people.person("某人")
    trainees = take_in(raw=LIST, name="名单", cohort=make.cohort(programme), by=manager, at=now())
    if role:
        grant_role(user=other, role=role, by=None, at=make.NOW)
        client.force_login(other)
    address = f"{PAGE}{trainees.key}/"
    for got in (
        client.get(PAGE),
        upload(client, trainees.cohort),
        client.get(address),
        client.get(f"{address}to-mend/"),
        client.post(address, {"do": "delete"}),
        client.get(f"{PAGE}empty/"),
    ):
        assert got.status_code in (302, 404)
    assert (TraineeList.objects.get().state, trainees.rows.count()) == ("read", 3)


@pytest.mark.parametrize("rows", [1, 20])
def test_looking_over_asks_the_same_of_the_database_for_one_row_and_for_twenty(
    client, manager, programme, rows, django_assert_num_queries
):
    people.person("赵一", phone="+8613900000000")
    raw = csv("姓名,手机", "赵一,13900000000", *(f"赵{chr(0x4E00 + n)},139{n:08d}" for n in range(1, rows)))
    trainees = take_in(raw=raw, name="名单", cohort=make.cohort(programme), by=manager, at=now())
    client.get(f"{PAGE}{trainees.key}/")
    with django_assert_num_queries(18):
        client.get(f"{PAGE}{trainees.key}/")
