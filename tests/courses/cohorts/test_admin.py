"""Boot camps in the CMS: cohorts and organisations are made by operations, roles given and taken, nothing else opened."""

from datetime import date

import pytest

from accounts.models import Organisation, RoleGrant, User
from accounts.operations import grant_role
from cms.permissions import allow_editing
from common.models import AuditEntry
from courses.cohorts.models import Cohort
from courses.cohorts.setting_up import MoveInstead, set_up_cohort
from tests.factories import cohorts as make
from tests.factories import pages, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client, homes):
    allow_editing()
    person = people.person("欧阳静")
    grant_role(user=person, role="programme manager", by=None, at=make.NOW)
    client.force_login(person)
    return person


def posted(programme, **changes) -> dict:
    given = {
        "programme_key": str(programme.translation_key), "name_zh_hans": "电商第九期", "name_en": "E-commerce, ninth cohort",
        "place_zh_hans": "沱江镇", "place_en": "Tuojiang", "starts_on": "2099-03-01", "ends_on": "2099年5月10日",
        "apply_by": "2099-02-20", "capacity": "30",
    }  # fmt: skip
    return {**given, **changes}


def test_a_manager_makes_and_changes_a_cohort_without_a_shell(client, manager, programme, mentor):
    assert client.get("/admin/camp-cohorts/new/").status_code == 200
    partner = Organisation.objects.create(name_zh_hans="合作社", name_en="Cooperative")
    given = posted(programme, mentors=[mentor.pk], organisations=[partner.pk], most_per_mentor="15")
    assert client.post("/admin/camp-cohorts/new/", given).status_code == 302
    run = Cohort.objects.get()
    assert (run.name_zh_hans, run.name_en, run.capacity, run.most_per_mentor) == (
        "电商第九期",
        "E-commerce, ninth cohort",
        30,
        15,
    )
    assert (run.ends_on, list(run.mentors.all()), list(run.organisations.all())) == (date(2099, 5, 10), [mentor], [partner])
    edit = f"/admin/camp-cohorts/edit/{run.pk}/"
    assert client.get(edit).status_code == 200
    assert client.post(edit, posted(programme, capacity="40")).status_code == 302
    run.refresh_from_db()
    assert (run.capacity, run.mentors.count()) == (40, 0)
    assert list(AuditEntry.objects.filter(actor=manager).values_list("action", flat=True)) == ["change cohort", "set up cohort"]
    assert client.get("/admin/camp-cohorts/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name_en": ""}, "请写这一期的英文名"),
        ({"name_zh_hans": ""}, "请写这一期的中文名"),
        ({"programme_key": ""}, "请选训练营"),
        ({"starts_on": "tomorrow"}, "请选日期"),
        ({"ends_on": "2099-02-01"}, "最后一天比第一天还早"),
        ({"starts_on": "2001-01-01", "ends_on": "2001-03-01", "apply_by": "2000-12-01"}, "这一期已经过去了"),
        ({"apply_by": "2099-06-01"}, "报名截止在结班以后"),
        ({"capacity": "0"}, "请填名额数"),
        ({"capacity": "1e9"}, "请填名额数"),
        ({"most_per_mentor": "-3"}, "请填 1 到 2000 的数"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_nothing_is_made(client, manager, programme, changes, said):
    page = client.post("/admin/camp-cohorts/new/", posted(programme, **changes))
    assert page.status_code == 200
    assert said in page.content.decode()
    assert Cohort.objects.count() == 0


def test_a_cohort_with_people_keeps_its_places_and_its_programme(client, manager, programme, homes):
    run = make.cohort(programme, capacity=5)
    for _ in range(3):
        make.enrolment(run)
    other = pages.programme(homes, slug="farming", stages=1)
    edit = f"/admin/camp-cohorts/edit/{run.pk}/"
    few = client.post(edit, posted(programme, capacity="2")).content.decode()
    assert "已经有 3 人占了名额" in few
    moved = client.post(edit, posted(other)).content.decode()
    assert "不能换训练营" in moved
    run.refresh_from_db()
    assert (run.capacity, run.programme_key) == (5, programme.translation_key)


def test_nobody_deletes_a_cohort(client, manager, programme):
    run = make.cohort(programme)
    client.post(f"/admin/camp-cohorts/delete/{run.pk}/")
    assert Cohort.objects.count() == 1


def test_a_manager_writes_organisations(client, manager):
    given = {"kind": "cooperative", "name_zh_hans": "茶叶合作社", "name_en": "Tea Cooperative", "contact": "0746 232 0000"}
    assert client.post("/admin/camp-organisations/new/", given).status_code == 302
    one = Organisation.objects.get()
    assert (one.kind, one.name_zh_hans, one.contact) == ("cooperative", "茶叶合作社", "0746 232 0000")
    wrong = client.post(f"/admin/camp-organisations/edit/{one.pk}/", {**given, "contact": "12"})
    assert "请填写 11 位手机号" in wrong.content.decode()
    assert client.get("/admin/camp-organisations/").status_code == 200


def test_a_person_is_found_by_phone_made_a_mentor_for_a_company_and_not_any_more(client, manager, trainee):
    company = Organisation.objects.create(name_zh_hans="茶厂", name_en="Tea works")
    digits = trainee.phone.removeprefix("+86")
    assert "盘美花" in client.get("/admin/people/", {"q": digits}).content.decode()
    page = f"/admin/people/{trainee.pk}/"
    client.post(page, {"do": "grant", "role": "mentor", "organisation": company.pk})
    assert RoleGrant.objects.get(user=trainee, role="mentor").organisation == company
    assert [group.name for group in trainee.groups.all()] == ["Mentors"]
    assert "茶厂" in client.get(page).content.decode()
    client.post(page, {"do": "revoke mentor"})
    assert not RoleGrant.objects.filter(user=trainee, role="mentor").exists()
    assert AuditEntry.objects.filter(action="revoked role", actor=manager).count() == 1


def test_a_manager_gives_and_takes_no_role_above_a_mentors(client, manager):
    boss = people.person("何", role="administrator")
    page = f"/admin/people/{boss.pk}/"
    for role in ("administrator", "programme manager", "franchise manager", "editor"):
        client.post(page, {"do": "grant", "role": role})
    assert client.post(page, {"do": "revoke administrator"}).status_code in (302, 404)
    client.post(f"/admin/people/{manager.pk}/", {"do": "grant", "role": "administrator"})
    assert sorted(RoleGrant.objects.values_list("user__name", "role")) == [
        ("何", "administrator"),
        ("欧阳静", "programme manager"),
    ]


def test_somebody_who_never_signed_up_is_added_once(client, manager):
    page = client.get("/admin/people/", {"q": "139 7777 0009"}).content.decode()
    assert "还没有人用这个号码" in page
    assert "请写姓名" in client.post("/admin/people/", {"q": "139 7777 0009", "name": " "}).content.decode()
    for _ in range(2):
        client.post("/admin/people/", {"q": "139 7777 0009", "name": "新导师"})
    assert User.objects.get(phone="+8613977770009").name == "新导师"
    assert "没有找到" in client.get("/admin/people/", {"q": "没有这人"}).content.decode()


def test_records_of_people_are_read_and_lead_to_the_desks(client, manager, programme):
    run = make.cohort(programme)
    sent, draft = make.application(run, full_name="赵一"), make.application(run, state="draft", full_name="稿")
    place = make.enrolment(run)
    words = client.get("/admin/cohort-applications/").content.decode()
    assert f"/learn/applications/{sent.pk}/" in words
    assert f"/learn/applications/{draft.pk}/" not in words
    assert f"/learn/cohorts/places/{place.pk}/" in client.get("/admin/cohort-places/").content.decode()
    for path in ("cohort-places/new/", f"cohort-places/edit/{place.pk}/", f"cohort-places/delete/{place.pk}/"):
        assert client.post(f"/admin/{path}", {"state": "withdrawn"}).status_code in (302, 404, 405)
    place.refresh_from_db()
    assert place.state == "active"


def test_the_first_day_of_a_cohort_with_people_moves_where_they_are_told(client, manager, programme):
    run = make.cohort(programme)
    edit = f"/admin/camp-cohorts/edit/{run.pk}/"
    given = {"starts_on": "2027-02-01", "ends_on": "2027-05-10", "apply_by": "2026-12-20"}
    assert client.post(edit, posted(programme, **given)).status_code == 302
    run.refresh_from_db()
    assert run.starts_on == date(2027, 2, 1)  # nobody has applied: there is nobody to tell
    make.enrolment(run)
    page = client.get(edit).content.decode()
    assert f'<a href="/zh-hans/learn/cohorts/{run.pk}/dates/">这一期的日程页</a>' in page
    refused = client.post(edit, posted(programme, **{**given, "starts_on": "2027-02-08"}))
    assert "starts_on" in refused.context["form"].errors
    run.refresh_from_db()
    assert run.starts_on == date(2027, 2, 1)
    facts = {"starts_on": date(2027, 2, 8), "capacity": run.capacity, "programme_key": run.programme_key}
    with pytest.raises(MoveInstead):
        set_up_cohort(facts=facts, mentors=[], organisations=[], cohort=run, by=manager, at=make.NOW)
