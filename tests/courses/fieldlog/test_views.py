"""The trainee's pages, in both languages: written on a phone, said back in words, nothing lost."""

import re
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from common.clock import now, shanghai_day
from courses.fieldlog.models import Herd, LogEntry, Plot
from tests.factories import cohorts, people, photos
from tests.factories import fieldlog as make

LANGUAGES = pytest.mark.parametrize("language", ["zh-hans", "en"])
PLOT = {"name": "屋后地", "crop": "sweet-potato", "variety": "", "area_m2": "三分地", "ground": "own", "place": "河口村",
        "planted_on": "", "transplanted_on": ""}  # fmt: skip
HERD = {
    "name": "后山栏",
    "animal": "cattle",
    "breed": "黄牛",
    "count": "九",
    "ground": "own",
    "place": "牛栏村",
    "since": "2026-01-05",
}
SPRAY = {
    "used": "苏云金杆菌",
    "quantity": "３０",
    "unit": "g",
    "dose": "1500 倍",
    "waiting_days": "十四",
    "weather": "sun",
    "words": "",
}


@pytest.fixture
def phone(client, place):
    client.force_login(place.trainee)
    return client


def today() -> str:
    return shanghai_day(now()).isoformat()


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def write(client, plot, activity="spray", language="zh-hans", **given):
    sent = {"key": uuid4(), "done_on": today(), **(SPRAY if activity == "spray" else {}), **given}
    return client.post(f"/{language}/my/field/plot/{plot.pk}/{activity}/", sent)


@LANGUAGES
def test_a_newcomer_is_asked_to_name_a_plot_and_told_what_the_certificate_asks(phone, language):
    page = text(phone.get(f"/{language}/my/field/"))
    assert ("登记一块地" in page, "Name a plot" in page) == (language != "en", language == "en")
    assert ("至少写 3 条" in page, "asks for 3 entries" in page) == (language != "en", language == "en")


def test_without_a_field_log_there_is_no_page(client, run, mentor):
    client.force_login(cohorts.enrolment(run, people.person(role="trainee")).trainee)
    assert client.get("/zh-hans/my/field/").status_code == 404
    assert client.post("/zh-hans/my/field/new-plot/", {"key": uuid4(), **PLOT}).status_code == 404
    assert not Plot.objects.exists()


def test_a_plot_named_twice_by_one_form_is_one(phone):
    sent = {"key": uuid4(), **PLOT}
    for _press in range(2):
        assert phone.post("/zh-hans/my/field/new-plot/", sent).status_code == 302
    plot = Plot.objects.get()
    assert (plot.area_m2, plot.crop, plot.name, plot.ground) == (200, "sweet-potato", "屋后地", "own")


def test_a_herd_is_named(phone):
    assert phone.post("/en/my/field/new-herd/", {"key": uuid4(), **HERD}).status_code == 302
    assert (Herd.objects.get().count, Herd.objects.get().size_words) == (9, "9 head")


@pytest.mark.parametrize(("field", "typed", "words"), [
    ("area_m2", "0 ha", "Write the area in mu, like 0.5 or 三分: more than nothing, at most 100 mu."),
    ("area_m2", "五百亩", "Write the area in mu, like 0.5 or 三分: more than nothing, at most 100 mu."),
    ("name", " ", "Write what you call it"),
    ("crop", "gold", "Choose the crop."),
    ("planted_on", "2999-01-01", "This day is still to come."),
    ("planted_on", "昨天", "Write the day, like 2026-11-03"),
    ("key", "no", "Open this page again"),
])  # fmt: skip
def test_a_plot_that_cannot_be_is_explained_and_what_was_typed_stays(phone, field, typed, words):
    page = text(phone.post("/en/my/field/new-plot/", {"key": uuid4(), **PLOT, field: typed}))
    assert words in page.replace("&#x27;", "'")
    assert "河口村" in page
    assert not Plot.objects.exists()


@LANGUAGES
def test_every_work_is_one_press_away_and_its_form_asks_only_what_it_needs(phone, plot, language):
    page = text(phone.get(f"/{language}/my/field/plot/{plot.pk}/"))
    assert re.findall(r"/plot/\d+/([a-z-]+)/", page) == [
        "till", "sow", "transplant", "fertilise", "water", "weed", "spray", "prune", "look", "harvest", "close",
    ]  # fmt: skip
    form = text(phone.get(f"/{language}/my/field/plot/{plot.pk}/weed/"))
    assert ('name="waiting_days"' in form, 'name="kg"' in form, f'value="{today()}"' in form) == (False, False, True)


@LANGUAGES
def test_spraying_says_until_when_nothing_is_picked(phone, plot, language):
    response = write(phone, plot, language=language)
    assert response.status_code == 302
    entry = LogEntry.objects.get()
    assert (entry.quantity, entry.waiting_days, entry.dose) == (Decimal(30), 14, "1500 倍")
    page = text(phone.get(f"/{language}/my/field/"))
    assert ("以前不采、不卖" in page, "Pick and sell nothing before" in page) == (language != "en", language == "en")


def test_the_same_form_sent_twice_is_one_entry_and_with_other_words_leads_to_correcting(phone, plot):
    key = uuid4()
    for _press in range(2):
        assert write(phone, plot, key=key)["Location"] == "/zh-hans/my/field/"
    entry = LogEntry.objects.get()
    assert write(phone, plot, key=key, quantity="40")["Location"] == f"/zh-hans/my/field/entry/{entry.pk}/correct/"
    assert LogEntry.objects.get().quantity == 30


def test_the_last_values_are_suggested(phone, plot):
    write(phone, plot)
    form = text(phone.get(f"/zh-hans/my/field/plot/{plot.pk}/spray/"))
    assert ('value="苏云金杆菌"' in form, 'value="30"' in form, 'value="14"' in form) == (True, True, True)


@pytest.mark.parametrize(("activity", "given", "words"), [
    ("spray", {"used": ""}, "Write the name as it stands on the label."),
    ("spray", {"quantity": "0"}, "Write a number, like 30 or 1.5."),
    ("spray", {"unit": ""}, "Choose the unit."),
    ("spray", {"dose": ""}, "Write the dilution or the dose from the label."),
    ("spray", {"waiting_days": "-1"}, "Write the waiting days from the label as a number, like 14."),
    ("spray", {"waiting_days": "999"}, "Write the waiting days from the label as a number, like 14."),
    ("spray", {"done_on": "2999-01-01"}, "This day is still to come."),
    ("spray", {"done_on": "2001-01-01"}, "This is more than a year ago."),
    ("weed", {"words": ""}, "Write a few words or add a photo"),
    ("harvest", {"kg": "9000", "grade": "A"}, "seldom brings more than 7500 kg"),
    ("harvest", {"kg": "many", "grade": "A"}, "Write the weight in kilograms"),
    ("harvest", {"kg": "9" * 30, "grade": "Z"}, "Choose the grade."),
])  # fmt: skip
def test_what_cannot_be_is_explained_and_nothing_is_kept(phone, plot, activity, given, words):
    page = text(write(phone, plot, activity, "en", **given))
    assert words in page
    assert not LogEntry.objects.exists()


def test_a_weight_that_seems_too_much_is_asked_about_once_and_kept_with_a_tick(phone, plot):
    page = text(write(phone, plot, "harvest", "en", kg="9000", grade="A"))
    assert 'name="is_sure"' in page
    assert 'name="is_sure"' not in text(phone.get(f"/en/my/field/plot/{plot.pk}/harvest/"))
    assert write(phone, plot, "harvest", "en", kg="9000", grade="A", is_sure="on").status_code == 302
    assert LogEntry.objects.get().brought.kg == 9000


def test_a_harvest_in_the_waiting_days_is_kept_with_a_warning(phone, plot):
    write(phone, plot)
    assert write(phone, plot, "harvest", "en", kg="１２０斤", grade="B").status_code == 302
    page = text(phone.get("/en/my/field/"))
    assert "Keep it apart, do not sell it: call your mentor." in page
    assert LogEntry.objects.get(activity="harvest").brought.kg == 60


def test_photos_are_taken_in_and_kept_when_the_form_is_wrong(phone, plot, place):
    page = text(write(phone, plot, "weed", done_on="2999-01-01", new=[photos.upload(), photos.upload(b"no picture", "x.jpg")]))
    photo = place.trainee.photos.get()
    assert f'name="photo" value="{photo.pk}" checked' in page
    assert "x.jpg" in page
    assert write(phone, plot, "weed", photo=[photo.pk]).status_code == 302
    assert list(LogEntry.objects.get().photos.all()) == [photo]


@LANGUAGES
def test_a_correction_stands_beside_what_was_wrong(phone, plot, language):
    old = make.entry(plot, on=shanghai_day(now()), at=now())
    address = f"/{language}/my/field/entry/{old.pk}/correct/"
    assert "锄了两垄" in text(phone.get(address))
    sent = {"key": uuid4(), "done_on": today(), "words": "锄了三垄", "weather": ""}
    assert "err" in text(phone.post(address, sent))
    assert phone.post(address, {**sent, "why": "少写一垄"}).status_code == 302
    page = text(phone.get(f"/{language}/my/field/"))
    assert ("锄了三垄" in page, "少写一垄" in page, "锄了两垄" in page) == (True, True, False)
    assert phone.get(address)["Location"] == f"/{language}/my/field/"


def test_a_wrong_work_is_corrected_to_another(phone, plot):
    old = make.entry(plot, on=shanghai_day(now()), at=now())
    address = f"/en/my/field/entry/{old.pk}/correct/?work=prune"
    sent = {"key": uuid4(), "done_on": today(), "words": "剪枝", "why": "按错了"}
    assert phone.post(address, sent).status_code == 302
    assert LogEntry.objects.current().get().activity == "prune"
    assert phone.get(address.replace("prune", "feed")).status_code == 404


def test_what_was_confirmed_cannot_be_corrected(phone, plot, mentor):
    entry = make.entry(plot, on=shanghai_day(now()) - timedelta(days=3), at=now())
    make.check(entry, mentor, on=entry.done_on, at=now())
    address = f"/zh-hans/my/field/entry/{entry.pk}/correct/"
    assert phone.get(address).status_code == 302
    sent = {"key": uuid4(), "done_on": today(), "words": "改", "why": "改"}
    assert phone.post(address, sent)["Location"] == "/zh-hans/my/field/"
    assert LogEntry.objects.count() == 1
    page = text(phone.get("/zh-hans/my/field/"))
    assert ("已到现场核对" in page, address in page) == (True, False)


def test_a_stranger_finds_nothing_and_changes_nothing(client, plot):
    entry = make.entry(plot)
    client.force_login(people.person("路人", role="trainee"))
    for address in (f"plot/{plot.pk}/", f"plot/{plot.pk}/weed/", f"entry/{entry.pk}/correct/", "barn/1/", "plot/1/steal/"):
        assert client.get(f"/zh-hans/my/field/{address}").status_code == 404
    assert write(client, plot).status_code == 404
    assert LogEntry.objects.get() == entry


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_the_same_for_one_entry_and_for_twenty(
    phone, plot, herd, mentor, trainee, count, django_assert_num_queries
):
    picture = photos.photo(trainee)
    for n in range(count):
        entry = make.harvest(plot, 1, on=make.NOW.date() - timedelta(days=n + 1))
        entry.photos.add(picture)
        make.check(entry, mentor)
        make.entry(herd, "treat", make.NOW.date() - timedelta(days=n), waiting_days=3)
    phone.get("/zh-hans/my/field/")
    with django_assert_num_queries(10):
        text(phone.get("/zh-hans/my/field/"))
