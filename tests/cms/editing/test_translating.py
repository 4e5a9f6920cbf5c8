"""A translation goes out whole, is marked while it is behind, and goes where its page goes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.editing.translating import with_lag
from cms.models import CultureIndexPage, CulturePage, GuidanceIndexPage, GuidancePage
from front.clock import publish_scheduled
from outbox.models import Message
from tests.cms.test_completeness import SOURCED, edit
from tests.factories.pages import child, put
from tests.factories.people import person

pytestmark = pytest.mark.django_db
WHOLE = {"sources": "县志", "checked_on": date(2026, 5, 1)}


@pytest.fixture
def drum(homes):
    """A Chinese page and its English one, with every passage translated."""
    child(homes["zh-hans"], CultureIndexPage, "culture", {"title": "文化"}, {"title": "Culture"})
    index = CultureIndexPage.objects.get(locale=homes["zh-hans"].locale)
    page = CulturePage(title="长鼓", slug="drum", lede="敲", kind="music", locale=index.locale, live=False, **WHOLE)
    index.add_child(instance=page)
    source = TranslationSource.update_or_create_from_instance(page)[0]
    one = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(translation_of=segment.string, locale=one.target_locale, context=segment.context,
                                         data=f"English {segment.context.path}")  # fmt: skip
    one.save_target(publish=False)
    return page


def english(page) -> CulturePage:
    return CulturePage.objects.get(translation_key=page.translation_key, locale__language_code="en")


def publish(client, page) -> str:
    return client.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"}, follow=True).content.decode()


def test_an_empty_translation_is_not_published_and_says_so(sign_in, drum, django_capture_on_commit_callbacks):
    client, words = sign_in("editor"), StringTranslation.objects.filter(data="English lede")
    assert words.update(data=" ") == 1
    assert "还有 1 处没有译文，或译文是空的" in publish(client, english(drum))
    assert english(drum).live is False
    StringTranslation.objects.filter(data=" ").update(data="Beat it")
    with django_capture_on_commit_callbacks(execute=True):
        publish(client, english(drum))
    assert english(drum).live is True


def test_a_translation_of_a_page_without_a_source_is_not_published(sign_in, drum):
    CulturePage.objects.filter(pk=drum.pk).update(checked_on=None)
    assert "中文页上：请填上次核对内容的日期。" in publish(sign_in("editor"), english(drum))
    assert english(drum).live is False


def test_a_translation_begins_as_a_draft(sign_in, drum):
    Translation.objects.all().delete()
    english(drum).delete()
    CulturePage.objects.filter(pk=drum.pk).update(live=True)
    given = {"locales": [Locale.objects.get(language_code="en").pk]}
    assert sign_in("editor").post(f"/admin/localize/submit/page/{drum.pk}/", given).status_code == 302
    assert english(drum).live is False


def test_changed_words_are_taken_and_not_published_in_chinese(sign_in, drum):
    CulturePage.objects.filter(pk=drum.pk).update(lede="改了")
    number = TranslationSource.objects.get(object_id=drum.translation_key).pk
    sign_in("editor").post(f"/admin/localize/update/{number}/", {"publish_translations": "on"})
    assert english(drum).live is False
    assert english(drum).lede.startswith("English")


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_of_pages_marks_what_is_behind_at_no_cost(sign_in, drum, count, django_assert_num_queries):
    client, index = sign_in("editor"), drum.get_parent()
    for n in range(count - 1):
        child(index.specific, CulturePage, f"d{n}", {"title": f"鼓 {n}"}, {"title": f"Drum {n}"}, kind="music")
    assert "译文待补" not in client.get(f"/admin/pages/{index.pk}/").content.decode()
    StringTranslation.objects.filter(data="English lede").delete()
    assert "长鼓 · 译文待补" in client.get(f"/admin/pages/{index.pk}/").content.decode()
    with django_assert_num_queries(2):
        marked = [page.is_behind for page in with_lag(index.get_children()).specific()]
    assert marked == [True] + [False] * (count - 1)


def test_a_page_moved_while_it_is_translated_takes_its_translation_along(sign_in, homes, drum):
    other = child(homes["zh-hans"], CultureIndexPage, "crafts", {"title": "手艺"}, {"title": "Crafts"})
    CulturePage.objects.update(live=True)
    answer = sign_in("editor").post(f"/admin/pages/{drum.pk}/move/{other.pk}/confirm/", follow=True)
    assert "也一起移了过去" in answer.content.decode()
    assert [page.get_parent().slug for page in Page.objects.filter(translation_key=drum.translation_key)] == ["crafts"] * 2
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {"/zh-hans/culture/drum", "/en/culture/drum"}
    StringTranslation.objects.filter(data="English lede").update(data="Beat it")
    Translation.objects.get().save_target(publish=False)
    assert english(drum).lede == "Beat it"
    assert english(drum).get_parent().slug == "crafts"


def scheduled(page, by, **given) -> Revision:
    """A version of `page` that its editor set for a minute ago."""
    page = CulturePage.objects.get(pk=page.pk)
    for name, value in {"go_live_at": timezone.now() - timedelta(minutes=1), **given}.items():
        setattr(page, name, value)
    revision = page.save_revision(user=by)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=page.go_live_at)
    return revision


def test_what_is_whole_is_published_at_its_hour_and_what_is_not_waits(drum):
    editor = person("胡敏", language="zh-hans")
    revision = scheduled(drum, editor, sources="")
    for _twice in range(2):
        publish_scheduled()
    revision.refresh_from_db()
    assert (CulturePage.objects.get(pk=drum.pk).live, revision.approved_go_live_at) == (False, None)
    letter = Message.objects.get(recipient=editor, channel="site")
    assert letter.subject == "到时未发布：长鼓"
    assert "请写出处" in letter.body
    scheduled(drum, editor)
    publish_scheduled()
    assert CulturePage.objects.get(pk=drum.pk).live is True
    assert Message.objects.filter(channel="site").count() == 1


def test_guidance_in_chinese_alone_says_so_to_english_readers(client, homes):
    index = child(homes["zh-hans"], GuidanceIndexPage, "guidance", {"title": "指南"}, {"title": "Guidance"})
    put(index, GuidancePage(slug="honey", title="蜂蜜怎么寄", locale=index.locale))
    for address in ("guidance/", "guidance/honey/"):
        assert (address, client.get(f"/en/{address}").content.decode().count("In Chinese only")) == (address, 1)
        assert "In Chinese only" not in client.get(f"/zh-hans/{address}").content.decode()


def test_a_form_of_a_page_still_publishes(sign_in, drum):
    assert edit(sign_in("editor"), drum, **{"action-publish": "1", **SOURCED}).status_code == 302
    assert CulturePage.objects.get(pk=drum.pk).live is True
