"""What is known of the access is said in words, with photographs and who took them."""

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms.completeness import lacks_of_photos
from cms.models import PictureCredit, RouteAccessPhoto, RouteIndexPage, RoutePage, VisitIndexPage
from tests.factories.pages import child

pytestmark = pytest.mark.django_db


@pytest.fixture
def route(homes):
    visit = child(homes["zh-hans"], VisitIndexPage, "visit", {"title": "游"}, {"title": "Visit"})
    index = child(visit, RouteIndexPage, "routes", {"title": "路线"}, {"title": "Routes"})
    known = {"step_free": "part", "slope": "steep", "width": "one", "narrowest_cm": 70, "covering": "cave", "signage": "none"}
    return child(index, RoutePage, "cave", {"title": "岩洞"}, {"title": "Cave", "access_advice": "Bring a torch."}, **known)


def test_each_fact_is_said_and_what_is_not_known_is_left_out(client, route):
    page = client.get("/en/visit/routes/cave/").content.decode()
    for words in ("a part of the way", "steep in places", "one behind another", "70 cm", "underground, wet and dark", "no signs",
                  "Bring a torch."):  # fmt: skip
        assert words in page
    assert "Toilet for wheelchairs" not in page


def test_a_photograph_has_its_words_and_its_maker(client, route):
    picture = get_image_model().objects.create(title="steps", file=get_test_image_file())
    english = RoutePage.objects.get(translation_key=route.translation_key, locale__language_code="en")
    RouteAccessPhoto.objects.create(page=english, picture=picture, alt="Four steps at the mouth", locale=english.locale)
    assert len(list(lacks_of_photos([picture]))) == 1
    PictureCredit.objects.create(picture=picture, credit="Li Mei", licence="own")
    picture = get_image_model().objects.get(pk=picture.pk)
    assert list(lacks_of_photos([picture])) == []
    page = client.get("/en/visit/routes/cave/").content.decode()
    assert 'alt="Four steps at the mouth"' in page
    assert "Photograph: Li Mei. The county’s own" in page
    packed = client.get("/en/visit/routes/cave/pack.html").content.decode()
    assert 'alt="Four steps at the mouth"' in packed
    assert packed.count("data:image/jpeg;base64,") == 1
    picture.file.storage.delete(picture.file.name)
    picture.renditions.all().delete()
    assert "data:image/jpeg" not in client.get("/en/visit/routes/cave/pack.html").content.decode()
