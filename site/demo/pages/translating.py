"""The English of a page, given to wagtail-localize as if a translator had typed it, so that editors go on from there."""

from datetime import datetime

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def strings(page: Page) -> dict[str, str]:
    """Every translatable string of a page by the path wagtail-localize calls it by."""
    return {one.path: one.string.data for one in extract_segments(page) if isinstance(one, StringSegmentValue)}


def publish_translation(page: Page, twin: Page, locale: Locale, at: datetime) -> Page:
    """Make `page` known as translated into `locale` with the words of the unsaved `twin`, and publish that translation.

    Where the twin has no words, the segment stays untranslated: editors see it as missing, readers see the source's.
    """
    source, _ = TranslationSource.update_or_create_from_instance(page)
    english = strings(twin)
    segments = StringSegment.objects.filter(source=source).select_related("context")
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of_id=segment.string_id,
            locale=locale,
            context=segment.context,
            data=english[segment.context.path],
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for segment in segments
        if english.get(segment.context.path)
    )
    Translation.objects.create(source=source, target_locale=locale)
    translated, _ = source.create_or_update_translation(locale, publish=False, fallback=True)
    translated.get_latest_revision().publish()
    return translated
