"""A route as a booklet: asked for by anyone, printed once for every state of the route, by a job apart from the web worker."""

import base64
import hashlib
import logging
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django_tasks import task

from cms.county import county
from cms.itinerary import outing_of
from cms.maps import route_map
from cms.models import Booklet, RoutePage
from cms.profile import profile_of
from cms.routing import address, reader_language
from common import audit
from common.clock import now
from printing.codes import qr_svg
from printing.operations import CannotPrint, print_html

log = logging.getLogger(__name__)


def shown(page: RoutePage) -> dict[str, Any]:
    """What a booklet or a pack shows of a route. The address is the site's own, never what a request calls it."""
    outing = outing_of(page)
    drawn = {"map": route_map(outing.halts, outing.towns, outing.track), "profile": profile_of(outing.track)}
    said = {"url": f"{settings.BASE_URL}{address(page)}", "county": county(), "photos": photos_of(page)}
    return {"page": page, "outing": outing, **said, **drawn}


def photos_of(page: RoutePage) -> list[dict[str, Any]]:
    """The photographs of the access, small and carried in the document; one whose file is gone is left out."""
    made = []
    for row in page.access_photos.select_related("picture__credited"):
        try:
            with row.picture.get_rendition("width-480|format-jpeg|jpegquality-60").file.open("rb") as file:
                source = f"data:image/jpeg;base64,{base64.b64encode(file.read()).decode()}"
        except OSError:
            continue
        made.append({"alt": row.alt, "source": source, "credited": getattr(row.picture, "credited", None)})
    return made


def booklet_html(page: RoutePage) -> str:
    """What is printed, in the reader's language: it changes when the route, its places, its points or its track do."""
    context = shown(page)
    return render_to_string("documents/booklet.html", {**context, "qr": qr_svg(context["url"])})


def state_of(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()


def booklet_of(page: RoutePage) -> Booklet | None:
    """The booklet of the route as it stands now, printed or waiting; None when nobody asked for it yet."""
    wish = {"route_key": page.translation_key, "language": reader_language()}
    return Booklet.objects.filter(**wish, content=state_of(booklet_html(page))).defer("html").first()


@transaction.atomic
def ask_for_booklet(*, page: RoutePage, at: datetime) -> Booklet:
    """Have the route printed as it stands, in the reader's language. Asked a hundred times, it is printed once."""
    html = booklet_html(page)
    wish = {"route_key": page.translation_key, "language": reader_language(), "content": state_of(html)}
    booklet, is_new = Booklet.objects.select_for_update().get_or_create(**wish, defaults={"html": html, "asked_at": at})
    if booklet.failed:
        booklet.failed, booklet.html, booklet.asked_at = False, html, at
        booklet.save(update_fields=["failed", "html", "asked_at"])
    elif not is_new:
        return booklet
    audit.record(None, "print booklet", booklet, at=at)
    transaction.on_commit(partial(print_booklet.enqueue, booklet.pk))
    return booklet


@task()
def print_booklet(booklet_id: int) -> None:
    """Print it once; run again, it changes nothing. A failure is kept, so that the page can say so."""
    booklet = Booklet.objects.filter(pk=booklet_id).first()
    if booklet is None or booklet.pdf:
        return
    try:
        pdf = print_html(booklet.html)
    except CannotPrint as fault:
        log.warning("Booklet %s was not printed: %s", booklet.pk, fault)
        Booklet.objects.filter(pk=booklet.pk).update(failed=True)
        return
    booklet.pdf.save(f"route-{booklet.content[:16]}.pdf", ContentFile(pdf), save=False)
    done = {"pdf": booklet.pdf.name, "printed_at": now(), "size": len(pdf), "html": ""}
    if Booklet.objects.filter(pk=booklet.pk, pdf="").update(**done):
        sweep(booklet)
    else:
        booklet.pdf.delete(save=False)  # another job printed it meanwhile


def sweep(latest: Booklet) -> None:
    """Delete what the route was before: nobody is led there any more."""
    for old in Booklet.objects.filter(route_key=latest.route_key, language=latest.language, asked_at__lt=latest.asked_at):
        if old.pdf:
            old.pdf.storage.delete(str(old.pdf.name))
        old.delete()
