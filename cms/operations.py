"""What happens to pages by themselves, and what is kept beside pictures and recordings."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.models import Translation, TranslationSource

from cms.models import RoutePage
from cms.routing import SOURCE
from common.audit import record, written


def expire_translations() -> int:
    """Expire the translations of pages whose Chinese source has expired; how many.

    A page missing in one language is shown in the other: without this an expired page would live on in translation.
    """
    gone = Page.objects.filter(locale__language_code=SOURCE, live=False, expired=True)
    left = Page.objects.live().filter(translation_key__in=gone.values("translation_key"))
    for page in left:
        UnpublishPageAction(page.specific, set_expired=True, include_descendants=False).execute(skip_permission_checks=True)
    return len(left)


def renew_source(*, page: Page) -> None:
    """Take the words of a page just published as the ones to translate: those that changed wait for a translation.

    The translated page itself stays as it is until somebody translates and publishes it.
    """
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is not None and source.translations.filter(enabled=True).exists():
        source.update_from_db()


def published(instance: Page, **_signal: Any) -> None:
    """Wagtail published a page: by hand, by a review or by the clock, which call no operation of ours.

    Wagtail indexes a page before its rows are written: a route's stops are indexed here.
    """
    renew_source(page=instance)
    if isinstance(instance, RoutePage):
        index.insert_or_update_object(instance)


def waiting_translations(page: Page) -> list[Translation]:
    """The translations of `page` that lack words since it changed."""
    source = TranslationSource.objects.get_for_instance_or_none(page)
    every = source.translations.filter(enabled=True).select_related("target_locale") if source else ()
    return [one for one in every if one.get_progress()[0] > one.get_progress()[1]]


@transaction.atomic
def keep_beside(
    *, kind: type[models.Model], beside: str, of: models.Model, said: dict[str, str], by: Any, at: datetime
) -> None:
    """Keep what is known of a picture or a recording in its row of `kind`, whose field `beside` points at it.

    The same again writes nothing; nothing known makes no row.
    """
    row = kind._default_manager.filter(**{beside: of}).select_for_update().first()
    if row is None and not any(said.values()):
        return
    row = row or kind._default_manager.create(**{beside: of})
    if changed := written(row, said):
        record(by, "keep credit", row, at=at, changed=changed)
