"""Running `load_demo` again changes nothing and loses nothing that people did."""

from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command

from cms.models import Occurrence, PlacePage
from courses.assessment.models import Assignment, Version
from courses.assessment.pieces import FORMS, Maker
from courses.certificates.models import Certificate
from courses.cohorts.models import Application, Cohort, Enrolment
from courses.curriculum.models import LessonPage, ModulePage
from courses.fieldlog.models import Plot
from courses.fieldlog.queries import evidence, is_enough
from courses.questions.drafts import draft_of, faults
from courses.questions.models import Choice, Kind, Question, Test
from courses.questions.queries import CHOICES, with_choices
from demo.content import read
from demo.pages.blocks import key_of
from demo.records import WrongDay, load_occurrences
from shops.availability.models import Bookable
from shops.builder.models import Placement
from shops.catalogue.models import Category, Offer, Product
from shops.franchise.models import Agreement, Shop
from shops.orders.models import Booking
from shops.visits.models import Visit
from uploads.models import Photo

pytestmark = [pytest.mark.content, pytest.mark.xdist_group("county"), pytest.mark.usefixtures("county"), pytest.mark.django_db]


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_a_second_run_adds_nothing():
    before = counts()
    call_command("load_demo", verbosity=0)
    assert counts() == before


def test_a_second_run_keeps_what_people_changed():
    place, offer = PlacePage.objects.get(slug="qin-cave", locale__language_code="en"), Offer.objects.first()
    place.title, offer.price = "Qin Cave, renamed", offer.price + 100
    place.save()
    offer.save()
    Shop.objects.filter(slug="zhaoji-youfang").update(name_zh_hans="赵记新油坊")
    call_command("load_demo", verbosity=0)
    assert PlacePage.objects.get(pk=place.pk).title == "Qin Cave, renamed"
    assert Offer.objects.get(pk=offer.pk).price == offer.price
    assert Shop.objects.get(slug="zhaoji-youfang").name_zh_hans == "赵记新油坊"


def test_three_stages_have_a_test_of_every_kind_without_a_fault():
    tests = Test.objects.all()
    assert sorted(ModulePage.objects.get(translation_key=one.module_key, locale__language_code="en").slug for one in tests) == [
        "harvest-and-storage", "packing", "price",
    ]  # fmt: skip
    for test in tests:
        asked = with_choices(test.questions.prefetch_related(CHOICES))
        assert (len(asked), {one.question.kind for one in asked}) == (8, set(Kind.values))
        assert [fault for one in asked for fault in faults(draft_of(one.question, one.choices))] == []
    assert not Question.objects.filter(text_en="").exists()


def test_every_lesson_asks_one_question_with_one_right_answer():
    checks = Question.objects.exclude(lesson_key=None)
    assert checks.count() == LessonPage.objects.filter(locale__language_code="zh-hans").count()
    for question in checks.prefetch_related("choices"):
        assert [choice.is_right for choice in question.choices.all()].count(True) == 1
    assert not Choice.objects.filter(text_en="").exists()


def test_each_programme_asks_for_the_eight_pieces():
    for programme in ("ecommerce", "farming"):
        rows = Assignment.objects.required().filter(programme_key=key_of(f"learn/{programme}"))
        assert sorted(rows.values_list("position", flat=True)) == list(range(1, 9))
        assert len(set(rows.values_list("piece", flat=True))) == 8
        besides = Assignment.objects.optional().filter(programme_key=key_of(f"learn/{programme}"))
        assert sorted(besides.values_list("piece", flat=True)) == ["activity", "room", "tour"]
        assert not besides.filter(title_en="").exists()


def test_two_keepers_made_their_visit_sections_in_the_course():
    sections = Visit.objects.open().values_list("shop__slug", "kind").order_by("shop__slug", "position")
    assert list(sections) == [("huangjia-chayaoyuan", "room"), ("huangjia-chayaoyuan", "activity"), ("zhaoji-youfang", "tour")]
    walk = Bookable.objects.get(visit__kind="tour")
    assert (walk.route.slug, Booking.objects.get().line.parcel.state) == ("west-road-of-stone", "booked")
    assert Placement.objects.filter(version__review__decision="approve").count() == 3
    for version in Version.objects.filter(placement__isnull=False).select_related("submission__assignment"):
        kind = FORMS[version.submission.assignment.piece]
        photos = tuple(Photo.objects.filter(pk__in=[row["photo"] for row in version.content["photos"]]).order_by("pk"))
        form = kind(kind.as_typed(version.content), maker=Maker("", "zh-hans", date(2026, 11, 23), photos=photos))
        assert form.is_valid(), form.errors


def test_the_market_stands():
    assert Category.objects.count() == 8
    assert Shop.objects.filter(state="open").count() == Agreement.objects.count() == 6
    assert Product.objects.filter(variants__offer__isnull=False).distinct().count() == Product.objects.count()


def test_a_trainee_is_in_the_middle_of_the_course():
    enrolment = Enrolment.objects.get(trainee__name="盘美花")
    states = list(enrolment.submissions.order_by("assignment__position").values_list("assignment__piece", "state"))
    sewn = ["name", "story", "product", "label", "price"]
    assert states == [(piece, "approved") for piece in sewn] + [("photos", "sent")]
    assert enrolment.lessons_done.count() == 17


def test_cohorts_are_open_and_under_way():
    assert Cohort.objects.filter(starts_on__gt=date.today()).count() == 2
    assert Application.objects.filter(state="sent").count() == 1
    assert Enrolment.objects.filter(state="active").count() == 6


def test_every_open_shop_points_at_its_keepers_certificate():
    shops = Shop.objects.filter(state="open")
    numbers = dict(Certificate.objects.values_list("enrolment__trainee", "number"))
    assert shops.count() == 6
    assert {shop.owner_id: shop.certificate_number for shop in shops} == numbers
    assert {len(certificate.pieces) for certificate in Certificate.objects.all()} == {8}


def test_festival_days_agree_with_the_lunar_calendar(monkeypatch):
    panwang = Occurrence.objects.filter(festival_key=key_of("visit/festivals/panwang-festival"))
    assert panwang.first().starts_on == date(2026, 11, 24)
    festival = read("festivals/panwang-festival.yaml")
    monkeypatch.setitem(festival["dates"], 2026, "2026-11-25")
    with pytest.raises(WrongDay):
        load_occurrences()


def test_two_farmers_keep_a_log_with_something_checked_and_something_waiting():
    for name, entries, checked, plots in (
        ("赵春生", 6, 1, ["县农牧示范基地"]),
        ("莫永福", 5, 1, ["自家的地", "水口猕猴桃合作社"]),
    ):
        place = Enrolment.objects.get(trainee__name=name, cohort__programme_key=key_of("learn/farming"))
        found = evidence(place)
        assert (found.entries, found.checked, place.herds.count()) == (entries, checked, 1)
        assert [plot.whose for plot in place.plots.all()] == plots
        assert is_enough(place)
    assert Plot.objects.exclude(closed_on=None).get().close_reason == "returned"


def test_running_cohorts_have_a_timetable_and_due_days():
    running = Cohort.objects.filter(name_zh_hans__in=("电商第三期", "农牧第一期"))
    assert {run.name_zh_hans: (run.sessions.count(), run.due_rules.count()) for run in running} == {
        "电商第三期": (3, 8), "农牧第一期": (2, 4),
    }  # fmt: skip
    stages = set(ModulePage.objects.values_list("translation_key", flat=True))
    assert {rule.stage_key for run in running for rule in run.due_rules.all()} <= stages
