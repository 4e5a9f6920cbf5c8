"""Every page of the content files stands in both languages, known to wagtail-localize as translated."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from demo.pages.blocks import key_of
from demo.pages.plan import planned

pytestmark = [pytest.mark.content, pytest.mark.xdist_group("county"), pytest.mark.usefixtures("county"), pytest.mark.django_db]


def ids(value) -> list[str]:
    """The ids of every block in a stream as it is stored, in order."""
    if isinstance(value, dict):
        return [value["id"], *ids(value["value"])] if "id" in value else [one for part in value.values() for one in ids(part)]
    return [one for part in value for one in ids(part)] if isinstance(value, list) else []


def streams(page: Page) -> dict[str, list[str]]:
    names = ("body", "stops", "facts", "leaves", "doors", "way")
    return {name: ids(list(getattr(page, name).raw_data)) for name in names if hasattr(page, name)}


def test_every_page_is_live_in_both_languages():
    wanted = {key_of(plan.path) for plan in planned()} | {key_of("")}
    for language in ("zh-hans", "en"):
        there = Page.objects.live().filter(locale__language_code=language, depth__gte=2)
        assert set(there.values_list("translation_key", flat=True)) == wanted
        assert not there.filter(has_unpublished_changes=True).exists()


@pytest.mark.parametrize("slug", ["bird-chasing-festival", "qin-cave"])
def test_what_is_written_in_bulk_is_what_wagtail_localize_writes(slug):
    page = Page.objects.get(slug=slug, locale__language_code="zh-hans")
    source = TranslationSource.objects.get(object_id=page.translation_key)

    def written() -> list[list]:
        return [list(kind.order_by("pk").values_list()) for kind in (source.stringsegment_set, source.overridablesegment_set)]

    before = written()
    assert all(before)
    source.refresh_segments()  # looks each segment up, makes those that are missing, deletes what it did not find
    assert written() == before


def test_editors_see_every_page_as_translated():
    translations = {one.source.object_id: one for one in Translation.objects.select_related("source")}
    assert set(translations) == {key_of(plan.path) for plan in planned()} | {key_of("")}
    assert TranslationSource.objects.filter(locale__language_code="zh-hans").count() == len(translations)
    unfinished = [one.source.object_repr for one in translations.values() if len(set(one.get_progress())) > 1]
    assert unfinished == []


def test_both_languages_have_the_same_blocks():
    for page in Page.objects.filter(locale__language_code="zh-hans", depth__gte=2).specific():
        english = Page.objects.get(translation_key=page.translation_key, locale__language_code="en").specific
        assert streams(page) == streams(english), page.url_path


def test_slugs_are_the_same_in_both_languages():
    zh = Page.objects.filter(locale__language_code="zh-hans", depth__gt=2).values_list("translation_key", "slug")
    en = Page.objects.filter(locale__language_code="en", depth__gt=2).values_list("translation_key", "slug")
    assert dict(zh) == dict(en)
