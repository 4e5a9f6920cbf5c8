"""What editors and mentors meet in the CMS: whose name is offered, which drawings, and what waits for a translation."""

import pytest
from django.conf import settings
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page, Task, Workflow
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from accounts.models import User
from cms.drawings import titles
from cms.models import CultureIndexPage, CulturePage, GuidanceIndexPage, GuidancePage, TextPage
from cms.permissions import BOTH, REVIEW, allow_editing
from cms.wagtail_hooks import waiting_translations
from tests.factories.pages import child
from tests.factories.people import person

pytestmark = pytest.mark.django_db
EMPTY_STREAM = {"body-count": "0"}


@pytest.fixture
def guidance(homes):
    return child(homes["zh-hans"], GuidanceIndexPage, "guidance", {"title": "指南"}, {"title": "Guidance"})


def me(client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def writing(parent) -> str:
    return reverse("wagtailadmin_pages:add", args=["cms", "guidancepage", parent.pk])


def words(**given) -> dict:
    page = {
        "title": "蜂蜜怎么装",
        "slug": "honey",
        "lede": "装",
        "minutes": "3",
        "lesson_path": "",
        "author": "",
        "drawing": "",
    }
    return {**page, **EMPTY_STREAM, "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", **given}


def offered(client, parent) -> list[str]:
    form = client.get(writing(parent)).context["form"]
    return [label for value, label in form.fields["author"].choices if value]


def test_a_mentor_is_the_author_and_sees_no_other_name(guidance, sign_in):
    person("练习生", role="trainee"), person("别的导师", role="mentor")
    client = sign_in("mentor")
    assert offered(client, guidance) == [me(client).name]
    assert client.get(writing(guidance)).context["form"].initial["author"] == me(client).pk
    client.post(writing(guidance), words(author=me(client).pk))
    assert GuidancePage.objects.get().author == me(client)


def test_a_mentor_cannot_sign_with_anothers_name(guidance, sign_in):
    other = person("别的导师", role="mentor")
    sign_in("mentor").post(writing(guidance), words(author=other.pk))
    assert GuidancePage.objects.filter(author=other).count() == 0


def test_an_editor_is_offered_those_who_write_and_nobody_else(guidance, sign_in):
    person("练习生", role="trainee"), person("别的导师", role="mentor")
    client = sign_in("editor")
    assert sorted(offered(client, guidance)) == sorted([me(client).name, "别的导师"])


def test_every_drawing_to_choose_has_a_name_in_both_languages():
    drawn = {path.stem for path in (settings.ROOT / "static" / "art").glob("*-*.svg") if path.stem[0] in "gpls"}
    assert set(titles()) == {name for name in drawn if name[1] == "-" and not name.endswith("-parts")}
    for language in ("en", "zh-hans"):
        with translation.override(language):
            said = [str(title) for title in titles().values()]
        assert len(set(said)) == len(said)
        assert all(title.isascii() == (language == "en") for title in said)


def test_a_drawing_that_is_not_there_is_explained_to_the_editor(homes, sign_in):
    index = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    address = reverse("wagtailadmin_pages:add", args=["cms", "culturepage", index.pk])
    client = sign_in("editor")
    response = client.post(address, words(kind="food", drawing="红薯"))
    assert list(response.context["form"].errors) == ["drawing"]
    assert CulturePage.objects.count() == 0
    client.post(address, words(kind="food", drawing="p-sweetpotato"))
    assert CulturePage.objects.get().drawing == "p-sweetpotato"


@pytest.mark.parametrize("name", ["红薯", "", "../logo", "p-nothing", "P-tea"])
def test_an_unknown_drawing_shows_nothing(name):
    assert Template("{% drawing name %}").render(Context({"name": name})) == ""


def test_editors_read_their_own_words_in_chinese(homes, sign_in):
    index = child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    client = sign_in("editor")
    page = client.get(reverse("wagtailadmin_pages:add", args=["cms", "culturepage", index.pk])).content.decode()
    for said in ("文化类别", "正文", "插图", "红薯"):
        assert said in page
    for english in ("Kind", "Body", "Culture page", "Sweet potatoes"):
        assert f">{english}<" not in page
    home = client.get("/admin/").content.decode()
    assert "页码" not in home
    assert "Yaodu" not in home


def test_the_review_has_a_name_in_both_languages(homes):
    Task.objects.all().update(name="Moderators approval")
    allow_editing()
    allow_editing()
    assert not Task.objects.filter(name="Moderators approval").exists()
    assert not Workflow.objects.filter(name="Moderators approval").exists()
    assert set(Workflow.objects.values_list("name", flat=True)) <= {REVIEW, BOTH}


def translated(homes) -> Page:
    """A Chinese page and its English translation, as editors have made it in Wagtail."""
    page = TextPage(title="帮助", slug="help", lede="打电话", locale=homes["zh-hans"].locale)
    homes["zh-hans"].add_child(instance=page)
    page.save_revision().publish()
    source = TranslationSource.update_or_create_from_instance(page)[0]
    english = Locale.objects.get(language_code="en")
    one = Translation.objects.create(source=source, target_locale=english)
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, locale=english, context=segment.context, data=f"in English {segment.pk}"
        )
    one.save_target()
    return page


def test_a_changed_string_waits_for_its_translation_as_soon_as_it_is_published(homes, sign_in):
    page = translated(homes)
    assert waiting_translations(page) == []
    english = page.get_translation(Locale.objects.get(language_code="en"))
    client = sign_in("editor")
    given = words(title="帮助", slug="help", lede="请打新号码", **{"action-publish": "1"})
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), given, follow=True)
    assert "还没有这次的改动" in response.content.decode()
    assert [one.target_locale.language_code for one in waiting_translations(page)] == ["en"]
    waiting = str(waiting_translations(page)[0].get_status_display())
    assert waiting in client.get(reverse("wagtail_localize:translations_report")).content.decode()
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).content.decode()
    assert "请打新号码" in shown or "\\u8bf7\\u6253\\u65b0\\u53f7\\u7801" in shown
    assert english.specific.lede.startswith("in English")


def test_a_page_published_by_the_clock_or_a_review_waits_too(homes):
    page = translated(homes)
    page.lede = "请打新号码"
    page.save_revision().publish()
    assert len(waiting_translations(page)) == 1
