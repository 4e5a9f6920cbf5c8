"""A translation goes out when every passage of it is translated, and goes where its Chinese page goes."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.completeness import lacks_as_saved
from cms.routing import SOURCE
from common.clock import now, shanghai_day

BLANK = r"^\s*$"


def lacking(locale: Any) -> QuerySet:
    """The passages of sources that have no words in `locale` (an expression of the passage's row), or empty ones."""
    said = StringTranslation.objects.filter(translation_of=OuterRef("string"), context=OuterRef("context"), locale=locale)
    return StringSegment.objects.filter(~Exists(said.exclude(data__regex=BLANK)))


def lagging() -> QuerySet:
    """The translations that lack words since their source changed."""
    passages = lacking(OuterRef(OuterRef("target_locale"))).filter(source=OuterRef("source"))
    return Translation.objects.filter(Exists(passages), enabled=True)


def with_lag(pages: QuerySet) -> QuerySet:
    """Pages whose rows say, in `is_behind`, that a translation of them lacks words."""
    passages = lacking(OuterRef(OuterRef("target_locale"))).filter(source=OuterRef("source"))
    behind = Translation.objects.filter(Exists(passages), enabled=True, source__object_id=OuterRef("translation_key"))
    return pages.annotate(is_behind=Exists(behind))


def translation_at(page: Page) -> Translation | None:
    """The translation whose words make `page`; None for a page that is written itself."""
    every = Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True)
    return every.select_related("source", "target_locale").first()


def lacks_of(translation: Translation) -> list[str]:
    """Why readers may not see it yet, each in words that say what to do."""
    missing = lacking(translation.target_locale).filter(source=translation.source).count()
    found = []
    if missing:
        words = ngettext(
            "%(count)s passage has no translation, or an empty one. Translate it, then publish.",
            "%(count)s passages have no translation, or an empty one. Translate them, then publish.",
            missing,
        )
        found.append(words % {"count": missing})
    source = translation.source.get_source_instance()
    said = lacks_as_saved(source, shanghai_day(now())) if isinstance(source, Page) else []
    return [*found, *(_("On the Chinese page: %(words)s") % {"words": words} for words in said)]


class UpdateTranslations(UpdateTranslationsView):
    """Takes changed words to translate. Wagtail-localize would also publish them, in Chinese, on the English page."""

    def get_form(self) -> Any:
        form = super().get_form()
        field = form.fields["publish_translations"]
        field.disabled, field.initial = True, False
        field.help_text = _("Translate what changed first; then publish on the translated page.")
        return form


@transaction.atomic
def follow_move(*, page: Page, by: Any) -> list[Page]:
    """Move the translations of a Chinese page that was moved to where its parent's translations are; those moved.

    Old addresses lead to the new ones, as they do for the page itself. Words being translated stay: they hang on the
    page's key, not its place.
    """
    if page.locale.language_code != SOURCE:
        return []
    parent = page.get_parent()
    there = {one.locale_id: one for one in parent.get_translations()}
    moved = []
    for translation in page.get_translations().exclude(depth=1):
        target = there.get(translation.locale_id)
        if target and translation.get_parent().pk != target.pk:
            translation.specific.move(target, pos="last-child", user=by)
            moved.append(translation)
    return moved
