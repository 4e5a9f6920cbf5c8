"""What a page lacks before it may be published, each in words that say what to do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtailmedia.models import get_media_model

from cms.routing import SOURCE

Lack = tuple[str | None, str]  # the field, or None for the whole page; what to do
CLAIMED = ("sources", "checked_on")


@dataclass(frozen=True)
class Known:
    """Photographs and recordings by number: their titles, and whether what is kept beside them is whole."""

    photos: Mapping[int, tuple[str, bool]]
    recordings: Mapping[int, tuple[str, bool]]


def mappings_in(raw: Any) -> Iterator[Mapping[str, Any]]:
    """Every mapping in a stream as it is stored, however deep."""
    if isinstance(raw, Mapping):
        yield raw
    children = raw.values() if isinstance(raw, Mapping) else raw if isinstance(raw, list) else ()
    for child in children:
        yield from mappings_in(child)


def photos_in(raw: Any) -> list[Mapping[str, Any]]:
    """The pictures of a stored stream that are photographs."""
    return [one for one in mappings_in(raw) if one.get("photo")]


def recordings_in(raw: Any) -> list[int]:
    return [one["value"] for one in mappings_in(raw) if one.get("type") in ("audio", "video") and one.get("value")]


def known_of(raws: Iterable[Any]) -> Known:
    """What is kept beside the photographs and recordings of these stored streams. Two queries at most."""
    photos, recordings = set(), set()
    for raw in raws:
        photos |= {one["photo"] for one in photos_in(raw)}
        recordings |= set(recordings_in(raw))
    images = get_image_model().objects.filter(pk__in=photos).select_related("credited") if photos else ()
    media = get_media_model().objects.filter(pk__in=recordings).select_related("recording") if recordings else ()
    return Known(
        {one.pk: (one.title, hasattr(one, "credited") and one.credited.is_whole) for one in images},
        {one.pk: (one.title, hasattr(one, "recording") and one.recording.is_whole) for one in media},
    )


def lacks_of_media(raw: Any, known: Known) -> Iterator[str]:
    """What the photographs and recordings of a stored stream lack; those deleted since are skipped."""
    for photo in photos_in(raw):
        title, is_credited = known.photos.get(photo["photo"], ("", True))
        if not (photo.get("alt") or "").strip():
            yield _("Say what the photograph “%(title)s” shows, for those who cannot see it.") % {"title": title}
        if not is_credited:
            yield _("Say in the library who made the photograph “%(title)s”, and its licence.") % {"title": title}
    for pk in recordings_in(raw):
        title, is_told = known.recordings.get(pk, ("", True))
        if not is_told:
            words = _(
                "Say in the library who made the recording “%(title)s”, its licence and language, and its words or captions."
            )
            yield words % {"title": title}


def lacks_of_photos(pictures: Iterable[Any]) -> Iterator[str]:
    """What photographs of the access lack: they show people's steps and doors, and somebody took them."""
    for picture in pictures:
        if not (hasattr(picture, "credited") and picture.credited.is_whole):
            yield _("Say in the library who made the photograph “%(title)s”, and its licence.") % {"title": picture.title}


def lacks_of_claims(said: Mapping[str, Any], today: date) -> Iterator[Lack]:
    if not (said.get("sources") or "").strip():
        yield "sources", _("Say where this comes from: a book, a report, who told it and when.")
    if not said.get("checked_on"):
        yield "checked_on", _("Say on which day you last checked the facts.")
    elif said["checked_on"] > today:
        yield "checked_on", _("This day is still to come.")


def lacks_of_languages(page: Page) -> Iterator[Lack]:
    """A Chinese page has an English one that somebody gave a title of its own, or whose every passage is translated."""
    if page.locale.language_code != SOURCE:
        return
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk) if page.pk else Page.objects.none()
    if not others.exclude(Q(title="") | Q(title=page.title)).exists() and not is_translated(page):
        yield None, _("Save it as a draft, translate it into English (“Translate this page”), then publish.")


def is_translated(page: Page) -> bool:
    """Whether every passage has words in the other language. The page there takes them over when it is published, which may be
    after this one was reviewed."""
    from cms.editing.translating import lagging  # it asks this module what a page lacks

    every = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    return every.exclude(pk__in=lagging().values("pk")).exists()


def lacks(page: Page, said: Mapping[str, Any], today: date) -> Iterable[Lack]:
    """What `page` lacks, with `said` written on it, before readers may see it."""
    if said.get("body"):
        raw = said["body"].get_prep_value()
        yield from (("body", words) for words in lacks_of_media(raw, known_of([raw])))
    if all(hasattr(page, name) for name in CLAIMED):
        yield from lacks_of_claims(said, today)
        yield from lacks_of_languages(page)


def lacks_as_saved(page: Page, today: date) -> list[str]:
    """What `page` lacks as it stands, outside any form; its other language is not asked about."""
    said = {name: getattr(page, name) for name in (*CLAIMED, "body") if hasattr(page, name)}
    return [words for field, words in lacks(page, said, today) if field]
