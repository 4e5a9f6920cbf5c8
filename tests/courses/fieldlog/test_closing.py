"""The page on which a plot or herd is closed and opened again, and what a closed one shows, in both languages."""

from uuid import uuid4

import pytest

from accounts.models import Organisation
from common.clock import now, shanghai_day
from courses.fieldlog import keeping
from courses.fieldlog.models import LogEntry, Plot
from courses.fieldlog.rights import may_check
from tests.factories import fieldlog as make

LANGUAGES = pytest.mark.parametrize("language", ["zh-hans", "en"])


@pytest.fixture
def phone(client, place):
    client.force_login(place.trainee)
    return client


@pytest.fixture
def closed(plot):
    make.entry(plot)
    today = shanghai_day(now())
    return keeping.close_subject(
        subject=plot, by=plot.enrolment.trainee, on=today, reason="returned", words="还给村里", at=now()
    )


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def sent(**given) -> dict:
    return {"closed_on": shanghai_day(now()).isoformat(), "reason": "season", "words": "", **given}


@LANGUAGES
def test_the_trainee_closes_a_plot_and_it_leaves_the_choices(phone, plot, language):
    address = f"/{language}/my/field/plot/{plot.pk}/close/"
    assert ("这一季种完了" in text(phone.get(address))) == (language != "en")
    for _press in range(2):
        assert phone.post(address, sent())["Location"] == f"/{language}/my/field/"
    page = text(phone.get(f"/{language}/my/field/"))
    assert f"/plot/{plot.pk}/" not in page
    assert ("停用的 1 个" in page, "1 closed" in page) == (language != "en", language == "en")
    page = text(phone.get(f"/{language}/my/field/plot/{plot.pk}/"))
    assert ("请导师重新启用" in page, "ask your mentor" in page) == (language != "en", language == "en")
    assert "/weed/" not in page


@pytest.mark.parametrize(("given", "words"), [
    ({"reason": "gold"}, "Choose why it is closed."),
    ({"reason": "other"}, "Write in a few words why."),
    ({"closed_on": "2999-01-01"}, "This day is still to come."),
    ({"closed_on": "2026-01-02"}, "The log has work up to 2026-11-20."),
])  # fmt: skip
def test_what_cannot_be_is_explained_and_the_plot_stays_open(phone, plot, given, words):
    make.entry(plot)
    page = text(phone.post(f"/en/my/field/plot/{plot.pk}/close/", sent(words="", **given)))
    assert words.replace("2026-11-20", "20 November 2026") in page.replace("Nov. 20, 2026", "20 November 2026")
    assert Plot.objects.get().closed_on is None


@LANGUAGES
def test_words_for_a_closed_plot_stay_on_the_page_to_be_sent_once_it_is_open(phone, closed, mentor, language):
    address, given = f"/{language}/my/field/plot/{closed.pk}/weed/", {"key": str(uuid4()), "words": "雨后补锄两垄"}
    given["done_on"] = shanghai_day(now()).isoformat()
    page = text(phone.post(address, given))
    assert ("请导师重新启用" in page, "ask your mentor to open it again" in page) == (language != "en", language == "en")
    assert all(kept in page for kept in ("雨后补锄两垄", given["key"], "data-refused"))
    assert LogEntry.objects.count() == 1
    keeping.reopen_subject(subject=closed, by=mentor, words="停用错了", at=now())
    assert phone.post(address, given).status_code == 302
    assert LogEntry.objects.count() == 2


def test_a_page_of_writing_opened_again_after_closing_has_its_form_for_what_the_phone_kept_but_no_button(phone, closed):
    page = text(phone.get(f"/en/my/field/plot/{closed.pk}/weed/"))
    assert ("data-keep" in page, "Closed on" in page, "Keep this line" in page) == (True, True, False)


def test_a_line_of_a_closed_plot_is_not_corrected(phone, closed):
    entry = closed.entries.get()
    address = f"/en/my/field/entry/{entry.pk}/correct/"
    assert address not in text(phone.get("/en/my/field/"))
    assert phone.get(address)["Location"] == "/en/my/field/"


@LANGUAGES
def test_the_mentor_opens_it_again_and_says_why(client, closed, mentor, language):
    client.force_login(mentor)
    page = text(client.get(f"/{language}/my/field/plot/{closed.pk}/close/"))
    assert ("重新启用" in page, "Open this log again" in page) == (language != "en", language == "en")
    address = f"/{language}/my/field/plot/{closed.pk}/reopen/"
    assert "err" in text(client.post(address, {"words": ""}))
    assert Plot.objects.get().closed_on is not None
    for _press in range(2):
        assert client.post(address, {"words": "停用错了"}).status_code == 302
    assert Plot.objects.get().closed_on is None


def test_the_trainee_does_not_open_it_again(phone, closed):
    address = f"/zh-hans/my/field/plot/{closed.pk}/reopen/"
    assert (phone.get(address).status_code, phone.post(address, {"words": "想"}).status_code) == (404, 404)
    assert Plot.objects.get().closed_on is not None


@LANGUAGES
def test_a_plot_is_named_on_a_partners_land_or_on_own(phone, run, language):
    base = Organisation.objects.create(kind="base", name_zh_hans="示范基地", name_en="Demonstration base")
    run.organisations.add(base, Organisation.objects.create(kind="university", name_zh_hans="大学", name_en="University"))
    address = f"/{language}/my/field/new-plot/"
    page = text(phone.get(address))
    assert ("示范基地" in page, "Demonstration base" in page) == (language != "en", language == "en")
    assert f'value="partner-{base.pk}"' in page
    given = {"name": "P1", "crop": "tea", "variety": "", "area_m2": "一亩", "place": "东坡", "planted_on": "",
             "transplanted_on": ""}  # fmt: skip
    for ground in (f"partner-{base.pk}", "own"):
        assert phone.post(address, {**given, "key": uuid4(), "ground": ground}).status_code == 302
    assert "err" in text(phone.post(address, {**given, "key": uuid4(), "ground": "partner-999"}))
    assert list(Plot.objects.values_list("ground", "organisation")) == [("base", base.pk), ("own", None)]


def test_a_plot_of_who_left_is_closed_by_their_mentor_and_its_lines_are_checked_by_nobody(client, place, plot, mentor):
    place.state = "withdrawn"
    place.save(update_fields=["state"])
    client.force_login(mentor)
    given = sent()
    assert client.post(f"/zh-hans/my/field/plot/{plot.pk}/close/", given).status_code == 302
    assert Plot.objects.get().closed_on is not None
    assert may_check(mentor, LogEntry(enrolment=place)) is False
