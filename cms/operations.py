"""What happens to pages by themselves."""

from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from cms.routing import SOURCE


def expire_translations() -> int:
    """Expire the translations of pages whose Chinese source has expired; how many.

    A page missing in one language is shown in the other: without this an expired page would live on in translation.
    """
    gone = Page.objects.filter(locale__language_code=SOURCE, live=False, expired=True)
    left = Page.objects.live().filter(translation_key__in=gone.values("translation_key"))
    for page in left:
        UnpublishPageAction(page.specific, set_expired=True, include_descendants=False).execute(skip_permission_checks=True)
    return len(left)
