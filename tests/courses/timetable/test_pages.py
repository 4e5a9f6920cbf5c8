"""The timetable in the CMS, and stages opened early: who may, what is wrong, and exactly what comes of it."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.operations import grant_role
from cms.permissions import allow_editing
from common.models import AuditEntry
from courses.cohorts.models import Opening
from courses.cohorts.prerequisites import missing
from courses.cohorts.queries import progress
from courses.curriculum.models import LessonPage, ModulePage
from courses.timetable.models import Session
from outbox.models import Message
from tests.courses.timetable.test_days import asked, manager, place, run, session  # noqa: F401
from tests.factories import people
from tests.factories.assessment import NOW

ADD = "/admin/camp-timetables/new/"
GIVEN = {
    "title_zh_hans": " 开\u200b班 ", "title_en": "First day", "starts_at": "2027-01-05T09:00", "ends_at": "2027-01-05T12:00",
    "place_zh_hans": "沱江", "place_en": "Tuojiang", "stage_key": "", "mentor": "",
}  # fmt: skip


@pytest.fixture
def admin_site(homes):
    allow_editing()


def someone(role: str):
    person = people.person(role)
    grant_role(user=person, role=role, by=None, at=NOW)
    return person


@pytest.fixture
def boss(client, admin_site):
    person = someone("programme manager")
    client.force_login(person)
    return person


def test_a_manager_writes_changes_and_calls_off_a_session(client, boss, run, mentor, programme):  # noqa: F811
    stage = ModulePage.objects.filter(locale__language_code="zh-hans").first()
    given = {**GIVEN, "cohort": run.pk, "stage_key": str(stage.translation_key), "mentor": mentor.pk}
    assert client.post(ADD, given).status_code == 302
    one = Session.objects.get()
    assert (one.cohort, one.title_zh_hans, one.title_en, one.mentor) == (run, "开班", "First day", mentor)
    assert (one.stage_key, one.changes, one.is_off) == (stage.translation_key, 0, False)
    edit = f"/admin/camp-timetables/edit/{one.pk}/"
    assert client.post(edit, {**given, "is_off": "on"}).status_code == 302
    one.refresh_from_db()
    assert (one.is_off, one.changes, Session.objects.count()) == (True, 1, 1)
    assert "开班" in client.get("/admin/camp-timetables/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_at": "2027-01-05T09:00"}, "ends_at"), ({"starts_at": "soon"}, "starts_at"), ({"title_en": ""}, "title_en"),
        ({"stage_key": "no-stage"}, "stage_key"), ({"cohort": "0"}, "cohort"), ({"mentor": "0"}, "mentor"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_session_is_said_and_kept(client, boss, run, wrong, field):  # noqa: F811
    response = client.post(ADD, {**GIVEN, "cohort": run.pk, **wrong})
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert response.context["form"]["place_en"].value() == "Tuojiang"
    assert Session.objects.count() == 0


@pytest.mark.parametrize("role", ["mentor", "editor", "trainee"])
def test_others_write_no_session_and_nobody_deletes_one(client, admin_site, run, role):  # noqa: F811
    one, person = session(run), someone(role)
    client.force_login(person)
    for path in (ADD, f"/admin/camp-timetables/edit/{one.pk}/", f"/admin/camp-timetables/delete/{one.pk}/"):
        assert client.post(path, {**GIVEN, "cohort": run.pk}).status_code in (302, 403, 404)
    assert list(Session.objects.values_list("title_en", "changes")) == [("First day", 0)]
    assert AuditEntry.objects.filter(actor=person).count() == 0
    client.force_login(someone("programme manager"))
    assert client.post(f"/admin/camp-timetables/delete/{one.pk}/").status_code in (302, 403, 404)
    assert Session.objects.count() == 1


def opening(stage, **more) -> dict:
    return {"do": "open", "open-stage": str(stage), "open-words": "她要出门", **more}


def test_a_manager_opens_a_stage_to_one_trainee_who_is_told_once(client, place, asked, manager, mentor):  # noqa: F811
    path, key = f"/en/learn/cohorts/places/{place.pk}/dates/", asked["story"].module_key
    assert [one.kind for one in missing(progress(place), key)] == ["piece"]
    client.force_login(mentor)
    assert client.post(path, opening(key)).status_code == 404
    client.force_login(manager)
    for wrong, field in (({"open-words": " "}, "words"), ({"open-stage": "x"}, "stage")):
        assert list(client.post(path, opening(key, **wrong)).context["early"].errors) == [field]
    assert (Opening.objects.count(), Message.objects.count()) == (0, 0)
    for _press in range(2):
        assert client.post(path, opening(key)).url == path
    one = Opening.objects.get()
    assert (one.enrolment, one.cohort, one.stage_key, one.words, one.by) == (place, None, key, "她要出门", manager)
    assert Message.objects.filter(recipient=place.trainee, channel="site").count() == 1
    assert missing(progress(place), key) == ()
    client.force_login(mentor)
    assert client.post(path, {"do": "end", "opening": one.pk}).status_code == 404
    assert Opening.objects.count() == 1
    client.force_login(manager)
    for _press in range(2):
        assert client.post(path, {"do": "end", "opening": one.pk}).url == path
    assert (Opening.objects.count(), len(missing(progress(place), key))) == (0, 1)
    assert AuditEntry.objects.filter(action="end opening").count() == 1


def test_a_manager_opens_a_stage_to_the_whole_cohort(client, place, asked, run, manager, mentor):  # noqa: F811
    path, key = f"/en/learn/cohorts/{run.pk}/dates/", asked["story"].module_key
    client.force_login(mentor)
    assert client.post(path, opening(key)).status_code == 404
    client.force_login(manager)
    assert list(client.post(path, opening("")).context["early"].errors) == ["stage"]
    assert Opening.objects.count() == 0
    assert client.post(path, opening(key)).url == path
    assert Opening.objects.values_list("cohort", "enrolment", "stage_key").get() == (run.pk, None, key)
    assert missing(progress(place), key) == ()
    client.post(path, {"do": "end", "opening": "no-number"})
    assert Opening.objects.count() == 1


def test_a_lesson_waits_only_for_lessons_before_it_and_for_one_at_least(programme):
    second = LessonPage.objects.filter(locale__language_code="zh-hans").order_by("path")[1]
    first = LessonPage.objects.filter(locale__language_code="zh-hans").order_by("path")[0]
    form_class = LessonPage.get_edit_handler().get_form_class()
    form = form_class(instance=second, for_user=people.person())
    assert [key for key, _title in form.fields["needs"].choices] == [str(first.translation_key)]

    def said(opens, *needs) -> tuple:
        posted = nested_form_data({"body": streamfield([])}) | {"opens": opens, "needs": [str(key) for key in needs]}
        one = form_class(posted, instance=second, for_user=form.for_user)
        one.is_valid()
        return one.errors.get("needs"), one.cleaned_data.get("needs")

    assert said("after lessons", first.translation_key) == (None, [str(first.translation_key)])
    assert said("freely", first.translation_key) == (None, [])
    assert said("after lessons")[0] == ["请至少选一节要先学的课。"]
    assert said("after lessons", second.translation_key)[1] is None
