"""Names to begin with: of the family, the place, the product; nobody's, nor nearly; no boast."""

import pytest

from courses.assessment.bench import name_sources
from shops.builder import naming
from shops.builder.naming import Known, family_of, ideas, near, place
from tests.factories import cohorts
from tests.factories.people import person
from tests.factories.shops import named_shop, shop

ALL = Known(("盘", "Pan"), ("河口", "Hekou"), ("水口镇", "Shuikou"), ("苦茶", "Bitter Tea"))


@pytest.mark.parametrize(("name", "family"), [
    ("盘美花", ("盘", "Pan")), ("欧阳明", ("欧阳", "Ouyang")), ("Pan Meihua", ("", "Pan")), (" ", ("", "")),
])  # fmt: skip
def test_the_family_name_is_read_of_the_whole(name, family):
    assert family_of(name) == family


def test_a_village_is_called_without_its_kind():
    assert (place("河口村"), place("Hekou"), place("")) == (("河口", "Hekou"), ("", "Hekou"), ("", ""))


def test_the_plainest_come_first_in_both_languages():
    assert ideas(ALL, []) == [
        ("盘家苦茶", "Pan Family Bitter Tea"),
        ("河口苦茶", "Hekou Bitter Tea"),
        ("河口盘家", "Pan Family of Hekou"),
        ("盘记苦茶", "Pan’s Bitter Tea"),
    ]


def test_a_product_lends_its_bare_name():
    assert naming.called("河口苦茶 · 春芽", ("河口", "Hekou")) == "苦茶"
    assert naming.called("Hekou bitter tea, spring leaf", ("河口", "Hekou")) == "Bitter tea"
    assert (naming.called("河口", ("河口",)), naming.called("", ())) == ("河口", "")


def test_what_is_taken_or_nearly_is_not_offered():
    taken = [("潘家苦茶", ""), ("河口苦茶铺", ""), ("", "PAN'S BITTER TEA")]
    assert [zh for zh, _en in ideas(ALL, taken)] == ["河口盘家", "水口盘家"]


def test_boasts_and_what_does_not_fit_a_sign_are_not_offered():
    assert ideas(Known(("盘", "Pan"), product=("天下第一茶", "Best Tea")), []) == []
    assert ideas(Known(("盘", "Pan"), product=("很长很长很长很长的名字", "")), []) == []
    assert ideas(Known(), []) == []


@pytest.mark.parametrize(("one", "other", "alike"), [
    ("盘家苦茶", "盘家 苦茶", True), ("盘家苦茶", "潘家苦茶", True), ("盘家苦茶", "盘家茶", True), ("盘家苦茶", "赵家苦茶", True),
    ("盘家苦茶", "盘家蜂蜜", False), ("盘家", "赵家", False), ("Pan Tea", "pan tea", True), ("Pan Tea", "Zhao Tea", False),
])  # fmt: skip
def test_names_that_would_be_taken_for_one_another_are_near(one, other, alike):
    assert near(one, other) is near(other, one) is alike


@pytest.mark.django_db
def test_they_stand_in_the_name_piece_and_a_press_writes_one_in(client, course):
    run = cohorts.cohort(course[0])
    trainee = person("盘美花", role="trainee")
    applied = cohorts.application(run, trainee, township="shuikou", village="河口村", sells=["tea"])
    made = cohorts.enrolment(run, trainee, application=applied)
    client.force_login(trainee)
    named_shop(name_zh_hans="盘家茶叶", name_en="")
    url = f"/en/work/{made.pk}/name/1/"
    page = client.get(url).content.decode()
    assert page.count('value="idea-') == 3
    assert 'value="idea-河口茶叶|Hekou Tea"' in page
    answer = client.post(url, {"name_zh": "我先写的", "byline": "留着", "do": "idea-河口茶叶|Hekou Tea"})
    assert answer["Location"].endswith("#id_name_zh")
    draft = made.submissions.get().draft
    assert (draft["name_zh"], draft["name_en"], draft["byline"]) == ("河口茶叶", "Hekou Tea", "留着")


@pytest.mark.django_db
def test_they_stand_at_the_sign_of_a_made_shop_and_save_nothing_by_themselves(client, homes):
    owned = shop(name_zh_hans="老店", name_en="", state="draft")
    client.force_login(owned.owner)
    page = client.get("/en/my/shop/change/sign/").content.decode()
    assert page.count('name="idea"') == 2
    typed = {"idea": "河口盘家|Pan Family of Hekou", "seal": "茶"}
    page = client.post("/en/my/shop/change/sign/", typed).content.decode()
    assert 'value="河口盘家"' in page
    assert 'value="茶"' in page
    owned.refresh_from_db()
    assert (owned.name_zh_hans, owned.seal) == ("老店", "盘")


def test_the_course_asks_the_shops_for_names():
    assert naming.for_trainee in name_sources
