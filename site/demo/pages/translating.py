"""The English of a page, given to wagtail-localize as if a translator had typed it, so that editors go on from there.

wagtail-localize submits a page segment by segment, six queries each; a hundred pages took twice as long by it, so the
same rows are written here in bulk. Where a page has more than plain strings and what a translation may override (a
picture), it is left to do it itself.
"""

import json
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def publish_translation(page: Page, twin: Page, locale: Locale, at: datetime) -> Page:
    """Make `page` known as translated into `locale` with the words of the unsaved `twin`, and publish that translation.

    Where the twin has no words, the segment stays untranslated: editors see it as missing, readers see the source's.
    """
    source = submit(page, at)
    translate(
        source, {one.path: one.string.data for one in extract_segments(twin) if isinstance(one, StringSegmentValue)}, locale
    )
    Translation.objects.create(source=source, target_locale=locale)
    translated, _ = source.create_or_update_translation(locale, publish=False, fallback=True)
    translated.get_latest_revision().publish()
    return translated


def submit(page: Page, at: datetime) -> TranslationSource:
    """Freeze `page` as a source with its strings, as submitting it for translation does."""
    pages = ContentType.objects.get_for_model(Page)
    source = TranslationSource.objects.create(
        object=TranslatableObject.objects.create(translation_key=page.translation_key, content_type=pages),
        locale=page.locale,
        specific_content_type=ContentType.objects.get_for_model(type(page)),
        object_repr=str(page)[:200],
        content_json=page.to_json(),
        schema_version=get_schema_version(page._meta.app_label),
        last_updated_at=at,
    )
    values = extract_segments(page)
    if all(isinstance(value, StringSegmentValue | OverridableSegmentValue) for value in values):
        write_segments(source, values)
    else:
        source.refresh_segments()
    return source


def write_segments(source: TranslationSource, values: list[StringSegmentValue | OverridableSegmentValue]) -> None:
    """What there is to translate in a source, where each stands, and in which order. Contexts' field paths are worked out
    when asked for."""
    contexts = contexts_of(source, values)
    words = [value for value in values if isinstance(value, StringSegmentValue)]
    strings = strings_of(source, words)
    StringSegment.objects.bulk_create(
        StringSegment(
            source=source,
            context=contexts[value.path],
            order=value.order,
            string=strings[value.string.data],
            attrs=json.dumps(value.attrs),
        )
        for value in words
    )
    OverridableSegment.objects.bulk_create(
        OverridableSegment(
            source=source,
            context=contexts[value.path],
            order=value.order,
            data_json=json.dumps(value.data, cls=DjangoJSONEncoder),
        )
        for value in values
        if isinstance(value, OverridableSegmentValue)
    )


def contexts_of(
    source: TranslationSource, values: list[StringSegmentValue | OverridableSegmentValue]
) -> dict[str, TranslationContext]:
    """The place of each value in the page, by its path."""
    made = TranslationContext.objects.bulk_create(
        TranslationContext(object=source.object, path=path, path_id=TranslationContext._get_path_id(path))
        for path in dict.fromkeys(value.path for value in values)
    )
    return {context.path: context for context in made}


def strings_of(source: TranslationSource, values: list[StringSegmentValue]) -> dict[str, String]:
    """The rows of the values' texts, by text; a text that another page has too is one row."""
    texts = {String._get_data_hash(value.string.data): value.string.data for value in values}
    rows = [String(locale=source.locale, data_hash=key, data=text) for key, text in texts.items()]
    String.objects.bulk_create(rows, ignore_conflicts=True)
    return {row.data: row for row in String.objects.filter(locale=source.locale, data_hash__in=list(texts))}


def translate(source: TranslationSource, words: dict[str, str], locale: Locale) -> None:
    """Write the translation of each of the source's strings that `words` (by the string's path) has."""
    segments = StringSegment.objects.filter(source=source).select_related("context")
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of_id=segment.string_id,
            locale=locale,
            context=segment.context,
            data=words[segment.context.path],
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for segment in segments
        if words.get(segment.context.path)
    )
